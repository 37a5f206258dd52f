from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text as sql
from tests.factories.world import World

from interurban.core.actor import Role

from .test_drafting import start

Json = dict[str, Any]


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.city()


@pytest.fixture
async def officer(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_officer)


async def publish(officer: httpx.AsyncClient, city: UUID, draft: Json) -> Json:
    found, tag = await start(officer, city, draft)
    answer = await officer.post(f"/v1/challenges/{found['id']}/publish", headers={"If-Match": tag})
    assert answer.status_code == 200, answer.text
    published: Json = answer.json()
    return published


async def test_a_published_challenge_is_in_the_feed_at_once(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    nobody = await world.browser()
    assert (await nobody.get("/v1/challenges")).json()["items"] == []
    published = await publish(officer, city, complete)
    assert published["status"] == "open"
    assert published["ocid"].endswith(published["id"])
    items = (await nobody.get("/v1/challenges")).json()["items"]
    assert [item["id"] for item in items] == [published["id"]]
    assert items[0]["publishers"][0]["slug"] == "riverbend"
    assert "right:keeps_ip" in items[0]["flags"]
    # Told once no older transaction of the whole server can still write before it.
    async with asyncio.timeout(20):
        while True:
            changes = (await nobody.get("/v1/changes")).json()["items"]
            if published["id"] in [change["id"] for change in changes]:
                break
            await asyncio.sleep(0.1)
    shown = (await nobody.get("/v1/cities/riverbend")).json()
    assert shown["open_challenges"] == 1


@pytest.mark.parametrize(
    ("part", "pointer"),
    [
        ({"terms": {"innovation": {"kinds": []}}}, "/terms/innovation/kinds"),
        ({"terms": {"ip": {}}}, "/terms/ip/background"),
        ({"terms": {"data": {}}}, "/terms/data/training_use"),
        ({"dates": {"closes_at": "2020-01-01"}}, "/dates/closes_at"),
    ],
)
async def test_what_is_missing_blocks_publication_and_is_named(
    officer: httpx.AsyncClient, city: UUID, complete: Json, part: Json, pointer: str
) -> None:
    for name, value in part.items():
        complete[name] = {**complete[name], **value}
    found, tag = await start(officer, city, complete)
    answer = await officer.post(f"/v1/challenges/{found['id']}/publish", headers={"If-Match": tag})
    assert answer.status_code == 422
    assert answer.json()["code"] == "not_publishable"
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert (await officer.get(f"/v1/challenges/{found['id']}/draft")).json()["status"] == "draft"


async def test_what_is_public_is_not_edited_or_removed(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    published = await publish(officer, city, complete)
    path = f"/v1/challenges/{published['id']}"
    for answer in (
        await officer.patch(path, json={"texts": complete["texts"]}, headers={"If-Match": "*"}),
        await officer.delete(path, headers={"If-Match": "*"}),
        await officer.post(f"{path}/publish", headers={"If-Match": "*"}),
    ):
        assert answer.status_code == 409
        assert answer.json()["code"] == "already_published"


async def test_status_follows_the_clock_without_any_write(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    published = await publish(officer, city, complete)
    key = UUID(published["id"])
    for closes, opens, status in (
        ("now() + interval '1 day'", "now() + interval '1 hour'", "planned"),
        ("now() + interval '1 day'", "NULL", "open"),
        ("now() - interval '1 second'", "NULL", "evaluation"),
    ):
        await world.run(
            f"UPDATE challenges SET closes_at = {closes}, opens_at = {opens} WHERE id = :id", id=key
        )
        assert (await officer.get(f"/v1/challenges/{key}")).json()["status"] == status


async def test_a_text_is_shown_in_the_language_asked_for(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    complete["texts"]["fr"] = {"title": "Des bus qui attendent", "summary": "Deux minutes suffisent."}
    published = await publish(officer, city, complete)
    nobody = await world.browser()
    path = f"/v1/challenges/{published['id']}"
    french = (await nobody.get(path, headers={"Accept-Language": "fr-CA, en;q=0.5"})).json()
    assert french["texts"]["title"] == {"value": "Des bus qui attendent", "lang": "fr", "original": False}
    # What was not translated is shown in the original, and says so.
    assert (french["texts"]["problem"]["lang"], french["texts"]["problem"]["original"]) == ("en", True)
    assert french["texts"]["context"] is None
    english = (await nobody.get(f"{path}?lang=en", headers={"Accept-Language": "fr"})).json()
    assert english["texts"]["title"]["original"] is True
    assert (await nobody.get(f"{path}?lang=fi")).json()["texts"]["title"]["lang"] == "en"


async def test_a_deadline_that_passes_while_publishing_is_seen(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    async with world.database.write() as session:
        now = (await session.execute(sql("SELECT clock_timestamp()"))).scalar_one()
    complete["dates"] = {"closes_at": (now - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")}
    found, tag = await start(officer, city, complete)
    answer = await officer.post(f"/v1/challenges/{found['id']}/publish", headers={"If-Match": tag})
    assert answer.json()["errors"] == [
        {
            "pointer": "/dates/closes_at",
            "code": "in_the_past",
            "detail": "The deadline has passed. Choose a later one.",
        }
    ]
