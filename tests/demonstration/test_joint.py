"""The joint demonstration: three cities, two countries and three languages, halfway; a fourth invited."""

from __future__ import annotations

from datetime import datetime

import httpx
from fastapi import FastAPI
from sqlalchemy import text
from tests.fixtures.app import client_of

from interurban.core.database import Database
from interurban.demonstration.seed import seed

KEY = "northbridge-less-road-salt"


async def test_three_cities_post_together_and_a_fourth_is_invited(app: FastAPI, database: Database) -> None:
    await seed(database, ocid_prefix="ocds-test00", ready_accounts=True)
    async with database.write() as session:
        query = "SELECT id, clock_timestamp() FROM challenges WHERE extra ->> 'demonstration' = :key"
        key, now = (await session.execute(text(query), {"key": KEY})).one()
    async with client_of(app) as reader, client_of(app) as officer:
        found = (await reader.get(f"/v1/challenges/{key}")).json()
        parts = found["participations"]
        assert [part["state"] for part in parts] == ["lead", "accepted", "accepted"]
        assert {part["city"]["country"] for part in parts} == {"CA", "FI"}
        languages = [set(part["local_terms"]["languages"]) for part in parts]
        assert all(languages)
        assert {"en", "fr", "fi"} <= set.union(*languages)
        assert {"en", "fr", "fi"} <= set(found["languages"])
        assert all(part["local_terms"]["decision"]["by"] for part in parts)
        assert found["status"] == "open"
        dates = found["dates"]
        opens, closes = (datetime.fromisoformat(dates[name]) for name in ("opens_at", "closes_at"))
        assert 0.4 < (now - opens) / (closes - opens) < 0.6
        await invited_officer_sees_it(officer, str(key))


async def invited_officer_sees_it(officer: httpx.AsyncClient, key: str) -> None:
    assert (await officer.post("/v1/session/ready/officer-hollowmere")).status_code == 204
    own = (await officer.get("/v1/session")).json()["memberships"][0]["organisation"]["id"]
    items = (await officer.get(f"/v1/organisations/{own}/challenges?limit=100")).json()["items"]
    assert [(one["part"], one["waiting"]) for one in items if one["id"] == key] == [("invited", True)]
    assert (await officer.get(f"/v1/challenges/{key}/draft")).status_code == 200
    kinds = [one["kind"] for one in (await officer.get("/v1/notifications")).json()["items"]]
    assert "joint_invited" in kinds
