from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql
from tests.factories import city, client_as, draft, published, supplier
from tests.fixtures.app import client_of

from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.modules.matching import pool
from interurban.modules.matching.board import Document

from .examples import CHALLENGES
from .test_matches import offer, settled, text

Json = dict[str, Any]
NOW = datetime(2027, 1, 10, tzinfo=UTC)
GATES: list[Json] = [
    {"id": "insured", "kind": "insurance", "value": 5_000_000_00, "currency": "CAD"},
    {"id": "iso", "kind": "certificate", "value": "ISO 27001"},
]


def firm(**changes: Any) -> Document:
    given = {"kind": "claimed", "visibility": "cities", "country": "CA", "texts": {}, **changes}
    return Document(entity="profile", id=uuid4(), organisation_id=None, **given)


def insured(minor: int, currency: str = "CAD") -> Json:
    return {"insurance": {"amount_minor": minor, "currency": currency}}


def challenge(**changes: Any) -> Document:
    given = {"kind": "challenge", "visibility": "private", "country": "CA", "texts": {}, "gates": GATES}
    return Document(entity="challenge", id=uuid4(), organisation_id=None, **{**given, **changes})


def test_counts_say_what_each_condition_does() -> None:
    enough, certified = insured(5_000_000_00), {"certificates": ["ISO/IEC 27001:2022"]}
    firms = [
        firm(facts={**enough, **certified}),
        firm(facts={**insured(1), **certified}, country="EE"),
        firm(facts={**insured(1), "certificates": []}),
        firm(facts=enough),
        firm(facts=insured(9_000_000_00, "EUR")),
        firm(facts={**enough, **certified}, country="EE", regions=("EE", "FI")),
        firm(facts={**insured(1), **certified}, regions=("EE",)),
    ]
    found = pool.count(challenge(), firms, NOW)
    assert (found.fitting, found.passing, found.here, found.elsewhere) == (7, 3, 5, 2)
    insurance, iso = found.gates
    # Three fail on it; of those one fails the other too, and one would not come here anyway.
    assert (insurance.not_met, insurance.only_this, insurance.unknown) == (3, 1, 1)
    assert (iso.not_met, iso.only_this, iso.unknown) == (1, 0, 2)


@pytest.mark.parametrize("hidden", ["private"])
def test_a_private_profile_changes_no_count(hidden: str) -> None:
    seen = [firm(facts=insured(1)), firm(kind="unclaimed", visibility="private", facts=insured(1))]
    before = pool.count(challenge(), seen, NOW)
    after = pool.count(challenge(), [*seen, firm(visibility=hidden, facts=insured(1))], NOW)
    assert before == after
    assert before.fitting == 2


def test_typical_firms_meet_and_miss_as_conditions_say() -> None:
    gates: list[Json] = [
        {"id": "home", "kind": "country", "value": ["CA"]},
        {"id": "years", "kind": "years", "value": 5},
        {"id": "insured", "kind": "insurance", "value": 1_000_000_00, "currency": "GBP"},
        {"id": "done", "kind": "prior_projects", "value": 3},
        {"id": "words", "kind": "language", "value": ["fr"]},
        {"id": "odd", "kind": "other", "value": None},
    ]
    asked = challenge(gates=gates, original_language="fr")
    states = {one.key: [gate.state for gate in pool.held_against(asked, one, 2027)] for one in pool.TYPICAL}
    assert states == {
        "start_up": ["met", "not_met", "not_met", "not_met", "met", "unknown"],
        "small_firm": ["met", "met", "met", "met", "met", "unknown"],
        "from_abroad": ["not_met", "met", "met", "met", "not_met", "unknown"],
    }


@pytest.fixture
async def town(database: Database) -> UUID:
    return await city(database)


@pytest.fixture
async def officer(app: FastAPI, town: UUID) -> httpx.AsyncClient:
    return await client_as(app, Role.city_officer, town)


async def test_a_draft_counts_firms_that_cities_may_see(
    app: FastAPI, database: Database, town: UUID, officer: httpx.AsyncClient
) -> None:
    for name in ("private", "cities", "public"):
        await supplier(database, **offer(visibility=name, facts=insured(1_000_000_00)))
    await supplier(database, **offer(country="EE", facts=insured(6_000_000_00)))
    await settled(app, "profile", 4)
    key = await draft(database, town, text("snow", gates=GATES))
    url = f"/v1/challenges/{key}/supplier-pool"
    for _ in range(300):
        found = (await officer.get(url)).json()
        if found["fitting"] == 3:
            break
        await asyncio.sleep(0.1)
    assert (found["fitting"], found["passing"], found["here"], found["country"]) == (3, 1, 2, "CA")
    assert [(one["gate"]["id"], one["not_met"], one["unknown"]) for one in found["gates"]] == [
        ("insured", 2, 0),
        ("iso", 0, 3),
    ]
    # Whoever withdraws is gone at once, whatever this process still remembers.
    async with database.write() as session:
        await session.execute(
            sql("UPDATE matching_documents SET visibility = 'private' WHERE country = 'EE'")
        )
    assert (await officer.get(url)).json()["fitting"] == 2
    typical = (await officer.get(f"/v1/challenges/{key}/typical-firms")).json()["items"]
    assert [one["key"] for one in typical] == ["start_up", "small_firm", "from_abroad"]
    assert typical[0]["gates"][0]["state"] == "not_met"
    other = await client_as(app, Role.city_officer, await city(database))
    assert (await other.get(url)).status_code == 404
    assert (await client_of(app).get(url)).status_code == 401


async def test_what_is_being_written_finds_who_has_the_same_need(
    app: FastAPI, database: Database, town: UUID, officer: httpx.AsyncClient
) -> None:
    elsewhere = await city(database)
    twin = str(await published(database, elsewhere, text("snow")))
    own = str(await published(database, town, text("snow")))
    await settled(app, "challenge", 2)
    lang, title, body = CHALLENGES["snow"]
    data = {"organisation_id": str(town), "texts": {lang: {"title": title, "text": body}}}
    found = (await officer.post("/v1/matches/similar", json=data)).json()
    assert [item["challenge"]["id"] for item in found["items"]] == [twin]
    assert found["items"][0]["reasons"]
    theirs = await client_as(app, Role.city_officer, elsewhere)
    swapped = (
        await theirs.post("/v1/matches/similar", json={**data, "organisation_id": str(elsewhere)})
    ).json()
    assert [item["challenge"]["id"] for item in swapped["items"]] == [own]
    assert (await theirs.post("/v1/matches/similar", json=data)).status_code == 403
    rows = "SELECT count(*) FROM matching_documents WHERE entity = 'challenge'"
    async with database.write() as session:
        assert (await session.execute(sql(rows))).scalar_one() == 2
