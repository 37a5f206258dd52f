"""Questions: taken by the database's clock, answered for all alike, and nobody learns who asked."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from tests import factories
from tests.factories.world import World, user_id

from interurban.core.actor import Role
from interurban.core.outbox import drain

Json = dict[str, Any]
ASKER, FIRM = "ilse.van.der.vraag@kestrelworks.example", "Kestrelworks Acoustics"
QUESTION = "May sensors stay in the hydrants over winter?"


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.city()


@pytest.fixture
async def officer(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_officer)


@pytest.fixture
async def challenge(world: World, city: UUID) -> str:
    return f"/v1/challenges/{await factories.published(world.database, city)}"


@pytest.fixture
async def asker(world: World) -> httpx.AsyncClient:
    firm = await world.organisation("supplier", FIRM)
    found = await world.member(firm, Role.supplier_owner, ASKER)
    await world.run("UPDATE users SET display_name = 'Ilse van der Vraag' WHERE email = :email", email=ASKER)
    return found


async def ask(asker: httpx.AsyncClient, challenge: str, text: str = QUESTION) -> Json:
    answer = await asker.post(f"{challenge}/questions", json={"text": text, "lang": "en"})
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def reply(officer: httpx.AsyncClient, challenge: str, question: str, **more: Any) -> httpx.Response:
    return await officer.post(
        f"{challenge}/questions/{question}/answers", json={"texts": {"en": "Until March."}, **more}
    )


async def listed(browser: httpx.AsyncClient, challenge: str, state: str = "answered") -> list[Json]:
    answer = await browser.get(f"{challenge}/questions", params={"state": state})
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["items"]
    return found


async def test_a_question_is_public_once_it_is_answered_and_the_same_for_all(
    world: World, officer: httpx.AsyncClient, asker: httpx.AsyncClient, challenge: str
) -> None:
    nobody = await world.browser()
    question = await ask(asker, challenge)
    assert await listed(nobody, challenge) == await listed(nobody, challenge, "waiting") == []
    assert [one["id"] for one in await listed(officer, challenge, "waiting")] == [question["id"]]
    assert (await reply(officer, challenge, question["id"])).status_code == 201
    (shown,) = await listed(nobody, challenge)
    assert (shown["number"], shown["text"]["value"], shown["mine"]) == (1, QUESTION, False)
    assert shown["answers"][0]["text"]["value"] == "Until March."
    assert shown["answers"][0]["city"]["slug"] == "riverbend"
    assert await listed(officer, challenge) == [shown]
    assert await listed(asker, challenge) == [{**shown, "mine": True}]
    assert (await nobody.get(challenge)).json()["life"]["questions_answered"] == 1


async def test_a_correction_leaves_the_first_answer_readable(
    world: World, officer: httpx.AsyncClient, asker: httpx.AsyncClient, challenge: str
) -> None:
    question = await ask(asker, challenge)
    await reply(officer, challenge, question["id"])
    await reply(officer, challenge, question["id"], texts={"en": "Until April.", "fr": "Jusqu'en avril."})
    nobody = await world.browser()
    (shown,) = await listed(nobody, challenge)
    assert [one["text"]["value"] for one in shown["answers"]] == ["Until April.", "Until March."]
    french = await nobody.get(f"{challenge}/questions", headers={"Accept-Language": "fr"})
    assert french.json()["items"][0]["answers"][0]["text"]["value"] == "Jusqu'en avril."


async def test_the_asker_is_in_no_answer_event_log_feed_or_notice(
    world: World,
    officer: httpx.AsyncClient,
    asker: httpx.AsyncClient,
    challenge: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    follower = await world.signed_in(await _somebody(world))
    await follower.put(f"{challenge}/follow")
    asker_id = await user_id(asker)
    question = await ask(asker, challenge)
    waiting = await officer.get(f"{challenge}/questions?state=waiting")
    await reply(officer, challenge, question["id"])
    await drain(world.database)
    seen = [waiting.text, *await _everything(await world.browser(), challenge)]
    for browser in (officer, follower):
        seen += await _everything(browser, challenge)
        seen.append((await browser.get("/v1/notifications")).text)
    rows = await world.run("SELECT to_jsonb(a)::text FROM audit_entries a WHERE action LIKE 'question.%'")
    others = await world.run(
        "SELECT to_jsonb(n)::text FROM notifications n WHERE user_id <> :asker", asker=UUID(asker_id)
    )
    outbox = await world.run("SELECT payload::text FROM outbox WHERE payload->>'to' <> :email", email=ASKER)
    seen += [row[0] for row in (*rows, *others, *outbox)]
    seen += [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    for identity in (asker_id, ASKER, "Ilse van der Vraag", FIRM):
        assert [text for text in seen if identity in text] == []
    assert QUESTION in " ".join(seen), "the question itself was read"


async def _somebody(world: World) -> str:
    await world.person("follower@elsewhere.example")
    return "follower@elsewhere.example"


async def _everything(browser: httpx.AsyncClient, challenge: str) -> list[str]:
    paths = (challenge, f"{challenge}/questions", f"{challenge}/questions?state=waiting", "/v1/changes")
    feeds = ("/v1/challenges", "/v1/challenges.rss", "/v1/challenges.atom", "/v1/challenges.json")
    return [(await browser.get(path)).text for path in (*paths, *feeds)]


async def test_words_that_give_the_asker_away_are_restated(
    world: World, officer: httpx.AsyncClient, asker: httpx.AsyncClient, challenge: str
) -> None:
    question = await ask(asker, challenge, f"We at {FIRM} ask: how long?")
    await reply(officer, challenge, question["id"], restated="How long may sensors stay?")
    nobody = await world.browser()
    assert FIRM not in (await nobody.get(f"{challenge}/questions")).text
    assert (await listed(nobody, challenge))[0]["text"]["value"] == "How long may sensors stay?"


async def test_the_databases_clock_ends_the_time_for_questions(
    world: World, asker: httpx.AsyncClient, challenge: str
) -> None:
    key = UUID(challenge.rsplit("/", 1)[1])
    for until, status in (("now() + interval '1 hour'", 201), ("now() - interval '1 second'", 409)):
        await world.run(f"UPDATE challenges SET questions_until = {until} WHERE id = :id", id=key)
        answer = await asker.post(f"{challenge}/questions", json={"text": QUESTION, "lang": "en"})
        assert answer.status_code == status
    assert answer.json()["code"] == "questions_closed"
    assert (await asker.get(f"{challenge}/questions")).json()["open"] is False
    # Without a time of its own the deadline ends it.
    await world.run(
        "UPDATE challenges SET questions_until = NULL, closes_at = now() - interval '1 s' WHERE id = :id",
        id=key,
    )
    late = await asker.post(f"{challenge}/questions", json={"text": QUESTION, "lang": "en"})
    assert late.json()["code"] == "questions_closed"


async def test_a_question_that_waited_for_a_lock_is_judged_by_the_clock_after_it(
    world: World, asker: httpx.AsyncClient, challenge: str
) -> None:
    key = UUID(challenge.rsplit("/", 1)[1])
    await world.run(
        "UPDATE challenges SET questions_until = clock_timestamp() + interval '2 s' WHERE id = :id", id=key
    )
    # Locked, not written: what waits for it keeps what it computed before.
    async with world.database.write() as session:
        await session.execute(text("SELECT 1 FROM challenges WHERE id = :id FOR UPDATE"), {"id": key})
        body = {"text": QUESTION, "lang": "en"}
        asking = asyncio.create_task(asker.post(f"{challenge}/questions", json=body))
        await asyncio.sleep(2.5)
        assert not asking.done()
    assert (await asking).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"text": "", "lang": "en"},
        {"text": "x" * 4_001, "lang": "en"},
        {"text": "<script>alert(1)</script>", "lang": "en"},
        {"text": "a\0b", "lang": "en"},
        {"text": "Why?", "lang": "English"},
        {"text": "Why?", "lang": "en", "asked_by": "somebody"},
        {"lang": "en"},
    ],
)
async def test_bad_questions_are_refused_with_their_field(
    asker: httpx.AsyncClient, challenge: str, body: Json
) -> None:
    answer = await asker.post(f"{challenge}/questions", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] in ("/text", "/lang", "/asked_by")


async def test_plain_comparisons_are_not_taken_for_html(asker: httpx.AsyncClient, challenge: str) -> None:
    await ask(asker, challenge, "Is 3 < 5 and x <y, or <https://example.org>?")


async def test_one_person_cannot_flood_a_city(asker: httpx.AsyncClient, challenge: str) -> None:
    for number in range(20):
        await ask(asker, challenge, f"Question {number}?")
    answer = await asker.post(f"{challenge}/questions", json={"text": "One more?", "lang": "en"})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_questions")


async def test_a_question_set_aside_is_seen_by_its_asker_alone(
    world: World, officer: httpx.AsyncClient, asker: httpx.AsyncClient, challenge: str
) -> None:
    question = await ask(asker, challenge)
    path = f"{challenge}/questions/{question['id']}"
    answer = await officer.post(f"{path}/set-aside", json={"reason": "It is about another city."})
    assert answer.status_code == 200
    assert answer.json()["set_aside_reason"] is None
    assert await listed(officer, challenge, "waiting") == []
    (mine,) = await listed(asker, challenge, "waiting")
    assert (mine["state"], mine["set_aside_reason"]) == ("set_aside", "It is about another city.")
    assert (await reply(officer, challenge, question["id"])).status_code == 409


async def test_twenty_questions_at_once_lose_nothing_and_answers_are_numbered_without_gaps(
    officer: httpx.AsyncClient, asker: httpx.AsyncClient, challenge: str
) -> None:
    asked = await asyncio.gather(*(ask(asker, challenge, f"Question {n}?") for n in range(20)))
    answers = await asyncio.gather(*(reply(officer, challenge, one["id"]) for one in asked))
    assert {answer.status_code for answer in answers} == {201}
    assert [one["number"] for one in await listed(officer, challenge)] == list(range(20, 0, -1))


async def test_questions_come_in_pages(
    officer: httpx.AsyncClient, asker: httpx.AsyncClient, challenge: str
) -> None:
    for n in range(5):
        question = await ask(asker, challenge, f"Question {n}?")
        if n < 3:
            await reply(officer, challenge, question["id"])
    for state, expected in (("answered", [3, 2, 1]), ("waiting", [None, None])):
        numbers, cursor = [], None
        while True:
            params = {"state": state, "limit": "1", **({"cursor": cursor} if cursor else {})}
            page = (await officer.get(f"{challenge}/questions", params=params)).json()
            numbers += [item["number"] for item in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert numbers == expected
    foreign = await officer.get(f"{challenge}/questions", params={"cursor": "bm90LW91cnM"})
    assert foreign.status_code == 422


async def test_only_people_of_its_cities_answer(
    world: World, asker: httpx.AsyncClient, challenge: str
) -> None:
    question = await ask(asker, challenge)
    other = await world.member(await world.city("elsewhere"), Role.city_admin, "admin@elsewhere.example")
    assert (await reply(other, challenge, question["id"])).status_code == 404
    assert (await reply(asker, challenge, question["id"])).status_code == 403
