"""Who is told of the life of a public challenge, who signs it, and whom its cities may stay in touch with."""

from __future__ import annotations

import asyncio
from uuid import UUID

import httpx
from tests import factories
from tests.factories.world import World, user_id

from interurban.core.actor import Role
from interurban.modules.challenges.life import news

from .test_life import (
    WHY,
    amended,
    challenge,
    city,
    follower_of,
    in_days,
    key_of,
    kinds,
    officer,
    second,
    send,
    texts_of,
)

__all__ = ["challenge", "city", "officer", "second"]


async def test_everybody_who_follows_is_told_once_in_their_language(
    world: World, officer: httpx.AsyncClient, challenge: str
) -> None:
    english, french = [await follower_of(world, challenge, lang) for lang in ("en", "fr")]
    gone = await follower_of(world, challenge, "fi")
    assert (await english.put(f"{challenge}/follow")).status_code == 204
    assert (await gone.delete(f"{challenge}/follow")).status_code == 204
    body = {"reason": WHY, "texts": {**await texts_of(officer, challenge), "fr": {"title": "Les fuites"}}}
    assert (await send(officer, challenge, "amend", body)).status_code == 200
    (payload,) = [
        row[0] for row in await world.run("SELECT payload FROM outbox WHERE topic = :t", t=news.TOPIC)
    ]
    # The outbox brings news at least once: twice in a row and twice at the same time tell nobody twice.
    await news.tell(world.database, payload)
    await asyncio.gather(*(news.tell(world.database, payload) for _ in range(3)))
    assert [await kinds(one) for one in (english, french, gone)] == [["challenge_changed"]] * 2 + [[]]
    mails = {mail["to"]: mail for mail in await world.mails("challenge_changed")}
    assert mails.keys() == {"en-reader@people.example", "fr-reader@people.example"}
    assert mails["fr-reader@people.example"]["values"] == {"title": "Les fuites", "number": 1}
    assert mails["en-reader@people.example"]["link"].endswith("#change-1")
    listed = (await english.get("/v1/follows")).json()["items"]
    assert [one["challenge"]["id"] for one in listed] == [str(key_of(challenge))]
    assert (await gone.get("/v1/follows")).json()["items"] == []


async def test_phases_end_with_each_citys_own_decision(
    world: World, officer: httpx.AsyncClient, city: UUID
) -> None:
    terms = {
        **factories.input_of().terms.model_dump(mode="json"),
        "phases": [{"kind": "prototype", "go_no_go": True}, {"kind": "pilot"}],
    }
    made = await factories.published(world.database, city, factories.input_of(terms=terms))
    challenge = f"/v1/challenges/{made}"
    body = {"phase": 0, "verdict": "go", "reason": WHY, "office": "Water Department"}
    none = await officer.post(f"{challenge}/phase-decisions", json={**body, "phase": 1})
    assert none.json()["errors"][0]["pointer"] == "/phase"
    done = await officer.post(f"{challenge}/phase-decisions", json=body)
    assert done.status_code == 201, done.text
    (shown,) = done.json()["life"]["verdicts"]
    assert (shown["kind"], shown["verdict"], shown["office"]) == ("prototype", "go", "Water Department")
    again = await officer.post(f"{challenge}/phase-decisions", json={**body, "verdict": "no_go"})
    assert again.status_code == 409
    gone = await send(officer, challenge, "amend", {"reason": WHY, "terms": {**terms, "phases": []}})
    assert "decided" in [one["code"] for one in gone.json()["errors"]]


async def test_offices_sign_and_people_are_never_shown(
    world: World, officer: httpx.AsyncClient, challenge: str
) -> None:
    await world.run(
        "UPDATE users SET display_name = 'Aino Järvinen' WHERE id = :id", id=UUID(await user_id(officer))
    )
    path = f"{challenge}/signatures"
    for office in ("aino jarvinen, Director", "mayor@city.example"):
        answer = await officer.post(path, json={"kind": "sponsor", "office": office})
        assert (answer.status_code, answer.json()["code"]) == (422, "person_named")
    bare = await officer.post(path, json={"kind": "council", "office": "City Council"})
    assert [one["pointer"] for one in bare.json()["errors"]] == ["/reference", "/decided_on"]
    record = {
        "kind": "council",
        "office": "City Council",
        "reference": "2026-114",
        "decided_on": "2026-11-02",
    }
    assert (await officer.post(path, json=record)).status_code == 201
    hidden = {"kind": "sponsor", "office": "Director of Water", "public": False}
    assert len((await officer.post(path, json=hidden)).json()["items"]) == 2
    nobody = await world.browser()
    page = await nobody.get(challenge)
    (shown,) = page.json()["life"]["signatures"]
    assert (shown["kind"], shown["reference"], shown["decided_on"]) == ("council", "2026-114", "2026-11-02")
    assert shown["before_change"] is False
    assert "Aino" not in page.text
    assert await user_id(officer) not in page.text
    await amended(officer, challenge, title="Changed after it was signed")
    assert (await nobody.get(challenge)).json()["life"]["signatures"][0]["before_change"] is True


async def test_the_market_is_asked_before_anything_is_fixed(
    world: World, officer: httpx.AsyncClient, city: UUID
) -> None:
    challenge = f"/v1/challenges/{await factories.announced(world.database, city)}"
    firm = await factories.supplier(world.database, name="Quiet Pipes")
    owner = await world.member(firm, Role.supplier_owner)
    ask = {"questions": [{"id": "price", "text": {"en": "What would it cost?"}}], "until": in_days(20)}
    path, match = f"{challenge}/sounding", {"If-Match": "*"}
    assert (await officer.put(path, json=ask, headers=match)).status_code == 200
    reply = {"text": "Twenty thousand.", "lang": "en", "supplier_id": str(firm)}
    assert (await owner.put(f"{path}/price/answer", json=reply)).status_code == 204
    assert (await owner.put(f"{path}/price/answer", json={**reply, "text": "Thirty."})).status_code == 204
    nobody = await world.browser()
    page = await nobody.get(path)
    (answer,) = page.json()["questions"][0]["answers"]
    assert (answer["text"]["value"], answer["firm"], answer["mine"]) == ("Thirty.", None, False)
    assert "Quiet Pipes" not in page.text
    assert str(firm) not in page.text
    await owner.put(f"{path}/price/answer", json={**reply, "named": True})
    assert (await nobody.get(path)).json()["questions"][0]["answers"][0]["firm"] == "Quiet Pipes"
    other = {"questions": [{"id": "price", "text": {"en": "Is it cheap?"}}], "until": in_days(20)}
    changed = await officer.put(path, json=other, headers=match)
    assert changed.json()["errors"][0]["code"] == "asked"
    await world.run("UPDATE challenge_soundings SET until = now() - interval '1 s'")
    late = await owner.put(f"{path}/price/answer", json=reply)
    assert (late.status_code, late.json()["code"]) == (409, "sounding_closed")


async def test_a_firm_stays_in_touch_by_its_own_will(
    world: World, officer: httpx.AsyncClient, challenge: str
) -> None:
    firm = await factories.supplier(world.database, name="Quiet Pipes")
    owner = await world.member(firm, Role.supplier_owner)
    path = f"{challenge}/contacts"
    assert (await owner.put(f"{path}/{firm}")).status_code == 204
    assert (await officer.get(path)).json()["code"] == "not_in_this_state"
    await send(officer, challenge, "cancel", {"reason": WHY})
    assert [one["name"] for one in (await officer.get(path)).json()["items"]] == ["Quiet Pipes"]
    feedback = {"text": "Your sensors were the quietest.", "lang": "en"}
    assert (await officer.post(f"{path}/{firm}/feedback", json=feedback)).status_code == 204
    assert (await owner.get(f"{path}/{firm}")).json()["feedback"][0]["text"]["value"] == feedback["text"]
    assert await kinds(owner) == ["feedback_written"]
    assert (await owner.delete(f"{path}/{firm}")).status_code == 204
    assert (await officer.get(path)).json()["items"] == []
    assert (await officer.post(f"{path}/{firm}/feedback", json=feedback)).status_code == 404
