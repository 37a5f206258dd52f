"""The life of a public challenge, and the news of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests import factories
from tests.factories.world import World

from interurban.core.actor import Role
from interurban.core.outbox import drain

Json = dict[str, Any]
WHY = {"en": "The winter was long.", "fr": "L'hiver a été long."}
HTML, LONG = "<b>bold</b>", "x" * 4_001


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.city()


@pytest.fixture
async def officer(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_officer)


@pytest.fixture
async def second(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_admin)


@pytest.fixture
async def challenge(world: World, city: UUID) -> str:
    return f"/v1/challenges/{await factories.published(world.database, city)}"


def key_of(challenge: str) -> UUID:
    return UUID(challenge.rsplit("/", 1)[1])


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


async def tag_of(browser: httpx.AsyncClient, challenge: str) -> str:
    return (await browser.get(f"{challenge}/draft")).headers["etag"]


async def send(
    browser: httpx.AsyncClient, challenge: str, step: str, body: Json, tag: str | None = None
) -> httpx.Response:
    tag = tag or await tag_of(browser, challenge)
    return await browser.post(f"{challenge}/{step}", json=body, headers={"If-Match": tag})


async def texts_of(officer: httpx.AsyncClient, challenge: str, **change: str) -> Json:
    texts: Json = (await officer.get(f"{challenge}/draft")).json()["texts"]
    return {**texts, "en": {**texts["en"], **change}}


async def amended(officer: httpx.AsyncClient, challenge: str, **change: str) -> httpx.Response:
    body = {"reason": WHY, "texts": await texts_of(officer, challenge, **change)}
    return await send(officer, challenge, "amend", body)


async def follower_of(world: World, challenge: str, language: str) -> httpx.AsyncClient:
    email = f"{language}-reader@people.example"
    await world.person(email)
    await world.run("UPDATE users SET language = :l WHERE email = :e", l=language, e=email)
    browser = await world.signed_in(email)
    assert (await browser.put(f"{challenge}/follow")).status_code == 204
    return browser


async def kinds(browser: httpx.AsyncClient) -> list[str]:
    items = (await browser.get("/v1/notifications")).json()["items"]
    return [item["kind"] for item in items][::-1]


async def test_an_amendment_lists_exactly_what_changed_and_the_old_stays_readable(
    world: World, officer: httpx.AsyncClient, challenge: str
) -> None:
    before = (await officer.get(challenge)).json()
    answer = await amended(officer, challenge, title="Find every leak", summary="All of it.")
    assert answer.status_code == 200, answer.text
    nobody = await world.browser()
    (change,) = (await nobody.get(f"{challenge}/amendments")).json()["items"]
    assert (change["number"], change["kind"]) == (1, "amendment")
    assert change["changes"] == [
        {
            "pointer": "/texts/en/summary",
            "before": before["texts"]["summary"]["value"],
            "after": "All of it.",
        },
        {
            "pointer": "/texts/en/title",
            "before": before["texts"]["title"]["value"],
            "after": "Find every leak",
        },
    ]
    french = await nobody.get(f"{challenge}/amendments", headers={"Accept-Language": "fr"})
    assert french.json()["items"][0]["reason"]["value"] == WHY["fr"]
    after = (await nobody.get(challenge)).json()
    assert after["texts"]["title"]["value"] == "Find every leak"
    assert after["version"] > before["version"]
    assert after["life"]["amendments"] == (await nobody.get(f"{challenge}/amendments")).json()["items"]
    (card,) = (await nobody.get("/v1/challenges")).json()["items"]
    assert card["title"]["value"] == "Find every leak"
    assert "challenge.amended" in await world.audit(key_of(challenge))
    ops = await world.run("SELECT op FROM changes WHERE entity_id = :id", id=key_of(challenge))
    assert len(ops) == 2, "published, and amended"


async def test_nothing_public_changes_without_an_amendment(
    world: World, officer: httpx.AsyncClient, challenge: str
) -> None:
    texts = await texts_of(officer, challenge, title="Quietly different")
    before = (await officer.get(challenge)).json()["texts"]
    patched = await officer.patch(challenge, json={"texts": texts}, headers={"If-Match": "*"})
    assert (patched.status_code, patched.json()["code"]) == (409, "already_published")
    same = await send(
        officer, challenge, "amend", {"reason": WHY, "texts": await texts_of(officer, challenge)}
    )
    assert (same.status_code, same.json()["code"]) == (422, "nothing_changed")
    preview = await send(officer, challenge, "amend/preview", {"reason": WHY, "texts": texts})
    assert [one["pointer"] for one in preview.json()["changes"]] == ["/texts/en/title"]
    assert (await officer.get(challenge)).json()["texts"] == before
    assert (await officer.get(f"{challenge}/amendments")).json()["items"] == []


async def test_of_two_officers_amending_at_once_one_is_told_and_loses_nothing(
    officer: httpx.AsyncClient, second: httpx.AsyncClient, challenge: str
) -> None:
    tag = await tag_of(officer, challenge)
    bodies = [{"reason": WHY, "texts": await texts_of(officer, challenge, title=t)} for t in ("One", "Two")]
    answers = await asyncio.gather(
        send(officer, challenge, "amend", bodies[0], tag), send(second, challenge, "amend", bodies[1], tag)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    late = next(at for at, answer in enumerate(answers) if answer.status_code == 412)
    again = await send((officer, second)[late], challenge, "amend", bodies[late])
    assert again.status_code == 200
    changes = (await officer.get(f"{challenge}/amendments")).json()["items"]
    assert [one["number"] for one in changes] == [2, 1]


@pytest.mark.parametrize(
    ("dates", "pointer"),
    [
        ({"closes_at": "2099-01-01"}, "/dates/closes_at"),
        ({"opens_at": "2026-01-01"}, "/dates/opens_at"),
        ({"decision_by": "2020-01-01"}, "/dates/decision_by"),
    ],
)
async def test_the_deadline_is_moved_by_an_extension_only(
    officer: httpx.AsyncClient, challenge: str, dates: Json, pointer: str
) -> None:
    answer = await send(officer, challenge, "amend", {"reason": WHY, "dates": dates})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_amendable")
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


async def test_after_the_deadline_the_terms_stay_as_they_were_read(
    world: World, officer: httpx.AsyncClient, challenge: str
) -> None:
    await world.run(
        "UPDATE challenges SET closes_at = now() - interval '1 s' WHERE id = :id", id=key_of(challenge)
    )
    late = await amended(officer, challenge, problem="Another problem.")
    assert late.json()["errors"][0]["code"] == "after_the_deadline"
    body = {"reason": WHY, "texts": {**await texts_of(officer, challenge), "fr": {"title": "Les fuites"}}}
    assert (await send(officer, challenge, "amend", body)).status_code == 200


async def test_an_extension_takes_two_people_and_moves_the_deadline_for_all(
    world: World, officer: httpx.AsyncClient, second: httpx.AsyncClient, challenge: str
) -> None:
    before = (await officer.get(challenge)).json()["dates"]["closes_at"]
    later = in_days(60)
    proposed = await send(officer, challenge, "extend", {"reason": WHY, "closes_at": later})
    assert proposed.status_code == 202
    assert proposed.json()["dates"]["closes_at"] == before
    (act,) = (await second.get(f"{challenge}/acts")).json()["items"]
    path = f"{challenge}/acts/{act['id']}/approve"
    alone = await officer.post(path, json={}, headers={"If-Match": act["tag"]})
    assert alone.status_code == 409
    done = await second.post(path, json={}, headers={"If-Match": act["tag"]})
    assert done.status_code == 200, done.text
    shown = (await officer.get(challenge)).json()
    assert shown["dates"]["closes_at"] == later
    assert shown["life"]["amendments"][0]["kind"] == "extension"
    assert [one["before"] for one in shown["life"]["amendments"][0]["changes"]] != [later]
    assert (await officer.get("/v1/challenges")).json()["items"][0]["closes_at"] == later
    assert len(shown["life"]["approvals"]) == 2


async def test_no_extension_once_the_deadline_has_passed_or_to_an_earlier_one(
    world: World, officer: httpx.AsyncClient, second: httpx.AsyncClient, challenge: str
) -> None:
    earlier = await send(officer, challenge, "extend", {"reason": WHY, "closes_at": in_days(10)})
    assert [one["code"] for one in earlier.json()["errors"]] == ["not_later"]
    await send(officer, challenge, "extend", {"reason": WHY, "closes_at": in_days(60)})
    (act,) = (await second.get(f"{challenge}/acts")).json()["items"]
    await world.run(
        "UPDATE challenges SET closes_at = now() - interval '1 s' WHERE id = :id", id=key_of(challenge)
    )
    late = await second.post(
        f"{challenge}/acts/{act['id']}/approve", json={}, headers={"If-Match": act["tag"]}
    )
    assert (late.status_code, late.json()["code"]) == (409, "not_in_this_state")
    again = await send(officer, challenge, "extend", {"reason": WHY, "closes_at": in_days(60)})
    assert again.json()["code"] == "not_in_this_state"


async def test_a_forecast_is_public_and_planned_until_it_is_published(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    draft = {**complete, "dates": {"opens_at": "2020-01-01", "closes_at": "2020-02-01"}}
    made = (await officer.post("/v1/challenges", json={**draft, "organisation_id": str(city)})).json()
    challenge = f"/v1/challenges/{made['id']}"
    answer = await send(officer, challenge, "announce", {"office": "Transit Office"})
    assert answer.status_code == 200, answer.text
    nobody = await world.browser()
    shown = (await nobody.get(challenge)).json()
    assert (shown["status"], shown["life"]["forecast"]) == ("planned", True)
    planned = (await nobody.get("/v1/challenges?status=planned")).json()["items"]
    assert [one["id"] for one in planned] == [made["id"]]
    assert (await nobody.get("/v1/challenges")).json()["items"] == []
    changed = await send(
        officer, challenge, "amend", {"reason": WHY, "dates": {"opens_at": None, "closes_at": in_days(40)}}
    )
    assert changed.json()["life"]["amendments"][0]["kind"] == "forecast"
    follower = await follower_of(world, challenge, "en")
    published = await officer.post(
        f"{challenge}/publish", headers={"If-Match": await tag_of(officer, challenge)}
    )
    assert (published.status_code, published.json()["status"]) == (200, "open")
    assert [one["id"] for one in (await nobody.get("/v1/challenges")).json()["items"]] == [made["id"]]
    await drain(world.database)
    assert await kinds(follower) == ["challenge_opened"]


async def test_an_announcement_needs_its_subject(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    complete["texts"]["en"]["problem"] = ""
    made = (await officer.post("/v1/challenges", json={**complete, "organisation_id": str(city)})).json()
    answer = await send(officer, f"/v1/challenges/{made['id']}", "announce", {})
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/texts/en/problem"]


@pytest.mark.parametrize(
    ("state", "step", "status", "wrong"),
    [
        ("forecast", "withdraw", "withdrawn", ["cancel", "off-ramp"]),
        ("open", "cancel", "cancelled", ["withdraw", "off-ramp"]),
        ("over", "off-ramp", "off_ramped", ["withdraw"]),
    ],
)
async def test_an_ending_has_its_reason_and_is_final(
    world: World, officer: httpx.AsyncClient, city: UUID, state: str, step: str, status: str, wrong: list[str]
) -> None:
    make = factories.announced if state == "forecast" else factories.published
    challenge = f"/v1/challenges/{await make(world.database, city)}"
    if state == "over":
        await world.run(
            "UPDATE challenges SET closes_at = now() - interval '1 s' WHERE id = :id", id=key_of(challenge)
        )
    body = {"reason": WHY, "feedback": {"en": "Two firms came close."}}
    for other in wrong:
        assert (await send(officer, challenge, other, body)).json()["code"] == "not_in_this_state"
    assert (await send(officer, challenge, step, body)).status_code == 200
    nobody = await world.browser()
    shown = (await nobody.get(challenge)).json()
    assert (shown["status"], shown["life"]["ending"]["kind"]) == (status, status)
    assert shown["life"]["ending"]["reason"]["value"] == WHY["en"]
    assert shown["life"]["ending"]["feedback"]["value"] == "Two firms came close."
    asker = await world.member(await world.organisation("supplier"), Role.supplier_owner)
    refused = [
        *[await send(officer, challenge, other, body) for other in ("withdraw", "cancel", "off-ramp")],
        await amended(officer, challenge, title="Once more"),
        await send(officer, challenge, "extend", {"reason": WHY, "closes_at": in_days(90)}),
        await officer.post(f"{challenge}/publish", headers={"If-Match": "*"}),
        await officer.post(f"{challenge}/signatures", json={"kind": "sponsor", "office": "Mayor's Office"}),
        await asker.post(f"{challenge}/questions", json={"text": "Why?", "lang": "en"}),
    ]
    assert {answer.status_code for answer in refused} == {409}
    assert (await nobody.get(challenge)).json()["life"]["ending"] == shown["life"]["ending"]


async def test_an_off_ramp_owes_feedback(world: World, officer: httpx.AsyncClient, challenge: str) -> None:
    await world.run(
        "UPDATE challenges SET closes_at = now() - interval '1 s' WHERE id = :id", id=key_of(challenge)
    )
    answer = await send(officer, challenge, "off-ramp", {"reason": WHY})
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/feedback"]


@pytest.mark.parametrize(
    ("step", "body", "pointer"),
    [
        ("amend", {"reason": {}}, "/reason"),
        ("amend", {"reason": {"en": ""}}, "/reason/en"),
        ("amend", {"reason": {"en": HTML}}, "/reason/en"),
        ("amend", {"reason": WHY, "texts": {"en": {"titel": "x"}}}, "/texts/en/titel"),
        ("amend", {"reason": WHY, "texts": {"fr": {"title": "x"}}}, "/texts"),
        ("extend", {"reason": WHY, "closes_at": "soon"}, "/closes_at"),
        ("extend", {"reason": WHY, "closes_at": "2099-02-30"}, "/dates/closes_at"),
        ("extend", {"reason": WHY}, "/closes_at"),
        ("cancel", {"reason": {"en": LONG}}, "/reason/en"),
        ("cancel", {"reason": WHY, "because": "x"}, "/because"),
        ("cancel", {"reason": WHY, "office": HTML}, "/office"),
    ],
)
async def test_bad_input_names_its_field(
    officer: httpx.AsyncClient, challenge: str, step: str, body: Json, pointer: str
) -> None:
    answer = await send(officer, challenge, step, body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
