from __future__ import annotations

from datetime import timedelta

from fastapi import FastAPI

from interurban.core.actor import Role
from interurban.core.database import Database
from tests import factories


async def test_a_member_is_who_the_session_says(app: FastAPI, database: Database) -> None:
    city = await factories.city(database, slug="riverbend", name={"en": "Riverbend"})
    async with await factories.client_as(app, Role.city_officer, city) as client:
        found = (await client.get("/v1/session")).json()
    assert [(m["organisation"]["id"], m["role"]) for m in found["memberships"]] == [
        (str(city), "city_officer")
    ]


async def test_a_membership_that_is_over_gives_nothing(app: FastAPI, database: Database) -> None:
    city = await factories.city(database)
    user = await factories.member(database, city, Role.city_admin, expires_in=timedelta(seconds=-1))
    async with await factories.signed_in(app, user) as client:
        found = (await client.get("/v1/session")).json()
    assert found["account"] is not None
    assert found["memberships"] == []


async def test_a_published_challenge_is_in_the_feed_and_a_draft_is_not(
    app: FastAPI, database: Database
) -> None:
    city = await factories.city(database)
    shown, hidden = await factories.published(database, city), await factories.draft(database, city)
    async with factories.nobody(app) as client:
        feed = (await client.get("/v1/challenges")).json()
        assert [item["id"] for item in feed["items"]] == [str(shown)]
        assert (await client.get(f"/v1/challenges/{shown}")).status_code == 200
        assert (await client.get(f"/v1/challenges/{hidden}")).status_code == 404


async def test_a_draft_lacks_nothing_for_publication(app: FastAPI, database: Database) -> None:
    city = await factories.city(database)
    draft = await factories.draft(database, city)
    async with await factories.client_as(app, Role.city_officer, city) as client:
        found = await client.get(f"/v1/challenges/{draft}/draft")
        assert found.json()["findings"] == []
        answer = await client.post(
            f"/v1/challenges/{draft}/publish", headers={"If-Match": found.headers["etag"]}
        )
    assert answer.status_code == 200, answer.text


async def test_a_supplier_has_a_public_profile(app: FastAPI, database: Database) -> None:
    supplier = await factories.supplier(database, name="Delta Works")
    async with factories.nobody(app) as client:
        assert (await client.get(f"/v1/suppliers/{supplier}")).json()["name"] == "Delta Works"


async def test_an_api_client_acts_for_its_organisation(app: FastAPI, database: Database) -> None:
    city = await factories.city(database)
    async with await factories.api_client(app, city, Role.city_admin, "challenges:read") as client:
        answer = await client.get(f"/v1/organisations/{city}/challenges")
    assert answer.status_code == 200, answer.text
