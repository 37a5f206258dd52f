"""From a published challenge to the notices of the people whom it fits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql
from tests.factories import city, client_as, draft, member, published, signed_in, supplier
from tests.fixtures.app import running

from interurban.app import create_app
from interurban.core import outbox
from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.modules.challenges.public import ChallengeInput
from interurban.modules.identity import public as identity
from interurban.modules.matching import alerts, repository, tasks
from interurban.modules.notifications.service import texts

from .test_matches import offer, text

Json = dict[str, Any]
WATER = {"en": {"summary": "Sensors that hear leaks in water mains.", "capabilities": "", "keywords": []}}
LONG_AGO = timedelta(hours=1)


@pytest.fixture
async def town(database: Database) -> UUID:
    return await city(database, name={"en": "Ekvik", "fr": "Ecvique"})


async def publish(app: FastAPI, town: UUID, data: ChallengeInput) -> UUID:
    officer = await client_as(app, Role.city_officer, town)
    given = {**data.model_dump(mode="json"), "organisation_id": str(town)}
    made = await officer.post("/v1/challenges", json=given)
    assert made.status_code == 201, made.text
    url = f"/v1/challenges/{made.json()['id']}/publish"
    answer = await officer.post(url, headers={"If-Match": made.headers["etag"]})
    assert answer.status_code == 200, answer.text
    return UUID(answer.json()["id"])


def complete(**terms: Any) -> ChallengeInput:
    """The snow of the examples, in English and French, as publication wants it."""
    data = text("snow", categories=["90620000"], **terms)
    written = data.texts["en"].model_copy(update={"summary": "Before seven.", "outcomes": "- Clear lanes"})
    french = written.model_copy(update={"title": "Des pistes sans neige"})
    return data.model_copy(update={"texts": {"en": written, "fr": french}})


async def carry_out(database: Database) -> None:
    """What publishing left to do; mails wait behind it."""
    assert await outbox.drain(database, limit=1) == 1


async def rows(database: Database, query: str) -> list[Any]:
    async with database.write() as session:
        return list(await session.execute(sql(query)))


async def told(database: Database) -> dict[UUID, int]:
    found = await rows(database, "SELECT user_id, count(*) FROM notifications GROUP BY user_id")
    return {row[0]: row[1] for row in found}


async def notices(app: FastAPI, user: UUID) -> list[Json]:
    browser: httpx.AsyncClient = await signed_in(app, user)
    found: list[Json] = (await browser.get("/v1/notifications")).json()["items"]
    return found


async def test_the_people_of_a_firm_that_fits_are_told_each_in_their_language(
    app: FastAPI, database: Database, town: UUID
) -> None:
    firm, other = await supplier(database, **offer()), await supplier(database, texts=WATER, categories=[])
    owner = await member(database, firm, Role.supplier_owner)
    colleague = await member(database, firm, Role.supplier_member)
    stranger = await member(database, other, Role.supplier_owner)
    async with database.write() as session:
        await session.execute(sql("UPDATE users SET language = 'fr' WHERE id = :id"), {"id": colleague})
    challenge = await publish(app, town, complete())
    assert await told(database) == {}, "nothing is told before the commit"
    await carry_out(database)

    (english,), (french,) = await notices(app, owner), await notices(app, colleague)
    assert (english["kind"], english["organisation_id"]) == ("match", str(firm))
    fit = english["values"]["fit"]
    assert fit in ("strong", "good")
    title = complete().texts["en"].title
    assert english["values"] == {"title": title, "city": "Ekvik", "fit": fit}
    assert french["values"] == {"title": "Des pistes sans neige", "city": "Ecvique", "fit": fit}
    assert english["link"].startswith(f"/challenges/{challenge}/")
    assert await notices(app, stranger) == []
    assert await told(database) == {owner: 1, colleague: 1}

    mails = [row[0] for row in await rows(database, "SELECT payload FROM outbox WHERE topic = 'mail'")]
    assert sorted(mail["language"] for mail in mails) == ["en", "fr"]
    for mail in mails:
        words = texts.fill(mail["text"], mail["language"], mail["values"])
        assert mail["values"]["title"] in words.subject
        assert ("très bonne" if fit == "strong" else "bonne") in words.body or mail["language"] == "en"
        assert mail["values"]["city"] in words.body


async def test_drafts_and_what_comes_in_another_way_tell_nobody(
    app: FastAPI, database: Database, town: UUID
) -> None:
    firm = await supplier(database, **offer())
    await member(database, firm, Role.supplier_owner)
    await draft(database, town, complete())
    await published(database, town, complete())
    assert await outbox.drain(database) == 0
    notice = await published(database, town, complete())
    async with database.write() as session:
        await session.execute(
            sql("UPDATE matching_documents SET kind = 'notice' WHERE entity_id = :id"), {"id": notice}
        )
    await alerts.tell(database, notice, datetime.now(UTC), None)
    assert await told(database) == {}


YEARS = {"id": "years", "kind": "years", "value": 50, "label": {"en": "Fifty years"}}


@pytest.mark.parametrize(
    ("profile", "terms", "spoil"),
    [
        ({"facts": {"founded_year": 2020}}, {"gates": [YEARS]}, None),
        ({"regions": ["FI"]}, {}, None),
        ({}, {}, "UPDATE matching_documents SET kind = 'unclaimed' WHERE entity_id = :firm"),
        (
            {},
            {},
            "INSERT INTO match_feedback (supplier_id, challenge_id, answer, mode) "
            "VALUES (:firm, :challenge, 'not_for_me', 'words')",
        ),
        ({}, {}, "UPDATE challenges SET organisation_id = organisation_id"),
    ],
    ids=["gate not met", "works elsewhere", "unclaimed", "dismissed", "none of these"],
)
async def test_who_is_not_told(
    app: FastAPI, database: Database, town: UUID, profile: Json, terms: Json, spoil: str | None
) -> None:
    firm = await supplier(database, **offer(**profile))
    owner = await member(database, firm, Role.supplier_owner)
    challenge = await publish(app, town, complete(**terms))
    if spoil:
        given = {name: key for name, key in (("firm", firm), ("challenge", challenge)) if f":{name}" in spoil}
        async with database.write() as session:
            await session.execute(sql(spoil), given)
    await carry_out(database)
    nothing_is_amiss = spoil is not None and spoil.startswith("UPDATE challenges")
    assert await told(database) == ({owner: 1} if nothing_is_amiss else {})


async def test_nobody_is_told_twice_by_processes_at_once_or_later(
    app: FastAPI, database: Database, database_url: str, town: UUID
) -> None:
    firms = [await supplier(database, **offer()) for _ in range(3)]
    owners = [await member(database, firm, Role.supplier_owner) for firm in firms]
    challenge = await publish(app, town, complete())
    now = datetime.now(UTC)
    others = [Database(database_url, pool_size=2) for _ in range(3)]
    try:
        await asyncio.gather(*(alerts.tell(one, challenge, now, None) for one in others))
    finally:
        for one in others:
            await one.close()
    assert await told(database) == dict.fromkeys(owners, 1)
    await carry_out(database)
    assert await told(database) == dict.fromkeys(owners, 1)


async def test_somebody_in_two_firms_hears_of_a_challenge_once(
    app: FastAPI, database: Database, town: UUID
) -> None:
    first, second = await supplier(database, **offer()), await supplier(database, **offer())
    owner = await member(database, first, Role.supplier_owner)
    async with database.write() as session:
        await identity.add_membership(session, owner, second, Role.supplier_owner)
    await publish(app, town, complete())
    await carry_out(database)
    assert await told(database) == {owner: 1}


async def test_a_challenge_tells_so_many_firms_and_a_firm_hears_so_often(
    app: FastAPI, database: Database, town: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "MOST", 2)
    monkeypatch.setattr(alerts, "A_DAY", 2)
    for _ in range(3):
        await member(database, await supplier(database, **offer()), Role.supplier_owner)
    challenge = await publish(app, town, complete())
    await carry_out(database)
    assert len(await told(database)) == 2
    # The third is not told by a repetition either.
    await alerts.tell(database, challenge, datetime.now(UTC), None)
    assert len(await told(database)) == 2
    monkeypatch.setattr(alerts, "MOST", 200)
    for _ in range(3):
        again = await published(database, town, complete())
        await alerts.tell(database, again, datetime.now(UTC), None)
    assert set((await told(database)).values()) == {2}
    await rows(database, "UPDATE matching_told SET created_at = now() - interval '25 hours' RETURNING 1")
    await alerts.tell(database, await published(database, town, complete()), datetime.now(UTC), None)
    assert set((await told(database)).values()) == {3}


async def test_the_score_is_that_of_the_city_s_list(app: FastAPI, database: Database, town: UUID) -> None:
    said = ["Snow ploughs.", "Gritting of cycle tracks by night, with narrow machines.", "Leak detection."]
    for one in said:
        profile = {"en": {"summary": one, "capabilities": "", "keywords": []}}
        await supplier(database, **offer(texts=profile))
    for key in ("leaks", "meals", "neige", "lumi"):
        await published(database, town, text(key))
    challenge = await publish(app, town, complete())
    # A mirror that grew from nothing weighs the classification as it was a few challenges ago.
    await app.state.matching.load()
    officer = await client_as(app, Role.city_officer, town)
    page = (await officer.get(f"/v1/challenges/{challenge}/supplier-matches")).json()
    listed = {i["supplier"]["id"]: i["score"] for i in page["items"] if i["fit"] in ("strong", "good")}
    async with database.read() as read:
        document = await repository.document(read, "challenge", challenge)
    assert document is not None
    hits = alerts._fitting(await alerts._by_words(database, document), datetime.now(UTC).year)
    assert len(hits) >= 1
    assert {str(hit.key): round(hit.score, 4) for hit in hits} == pytest.approx(listed)


async def test_it_waits_for_the_model_but_not_for_long(app: FastAPI, database: Database, town: UUID) -> None:
    owner = await member(database, await supplier(database, **offer()), Role.supplier_owner)
    challenge = await published(database, town, complete())
    for model in ("", "a model that has read nothing"):
        with pytest.raises(outbox.Later):
            await alerts.tell(database, challenge, datetime.now(UTC), model)
    assert await told(database) == {}
    await alerts.tell(database, challenge, datetime.now(UTC) - LONG_AGO, "a model that has read nothing")
    assert await told(database) == {owner: 1}


async def test_an_event_that_waits_has_not_failed(
    app: FastAPI, database: Database, town: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await member(database, await supplier(database, **offer()), Role.supplier_owner)
    monkeypatch.setattr("interurban.modules.matching.tasks._reads", "")
    await publish(app, town, complete())
    assert await outbox.drain(database) == 1
    (event,) = await rows(database, "SELECT attempts, last_error, due_at > now() FROM outbox")
    assert tuple(event) == (0, None, True)
    monkeypatch.setattr("interurban.modules.matching.tasks._reads", None)
    await rows(database, "UPDATE outbox SET due_at = now() RETURNING 1")
    await carry_out(database)
    assert await told(database) == {owner: 1}


async def test_a_worker_without_the_weights_tells_by_words(
    tmp_path: Path, database: Database, database_url: str, town: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "_reads", None)
    monkeypatch.setattr(alerts, "LOOK_AGAIN", 0.1)
    settings = Settings(environment="test", home=tmp_path, model_file=tmp_path / "nothing")
    tasks.configure(settings)
    assert tasks._reads == "", "until it is known that there is no model, one is waited for"
    owner = await member(database, await supplier(database, **offer()), Role.supplier_owner)
    async with running(create_app(settings, database_url)) as app:
        await publish(app, town, complete())
        for _ in range(300):
            if await told(database):
                break
            await asyncio.sleep(0.1)
    assert await told(database) == {owner: 1}
