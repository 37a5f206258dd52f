from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.factories.world import World

from interurban.core.actor import Role

Json = dict[str, Any]


async def start(officer: httpx.AsyncClient, city: UUID, draft: Json) -> tuple[Json, str]:
    answer = await officer.post("/v1/challenges", json={**draft, "organisation_id": str(city)})
    assert answer.status_code == 201, answer.text
    return answer.json(), answer.headers["etag"]


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.city()


@pytest.fixture
async def officer(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_officer)


async def test_a_draft_is_kept_whole_and_says_what_is_missing(officer: httpx.AsyncClient, city: UUID) -> None:
    found, _ = await start(
        officer, city, {"original_language": "fr", "texts": {"fr": {"title": "Bancs à l'ombre"}}}
    )
    assert found["status"] == "draft"
    assert found["texts"]["fr"]["title"] == "Bancs à l'ombre"
    assert {"/texts/fr/problem", "/terms/ip/background", "/dates/closes_at"} <= {
        f["pointer"] for f in found["findings"]
    }


async def test_a_draft_does_not_exist_for_anyone_else(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    found, _ = await start(officer, city, complete)
    other = await world.member(await world.city("elsewhere"), Role.city_admin, "admin@elsewhere.example")
    nobody = await world.browser()
    for browser in (other, nobody):
        assert (await browser.get(f"/v1/challenges/{found['id']}")).status_code == 404
    assert (await other.get(f"/v1/challenges/{found['id']}/draft")).status_code == 404
    assert (await other.delete(f"/v1/challenges/{found['id']}", headers={"If-Match": "*"})).status_code == 404
    assert (await officer.get(f"/v1/challenges/{found['id']}")).status_code == 200


async def test_parts_left_out_of_a_change_stay(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    found, tag = await start(officer, city, complete)
    answer = await officer.patch(
        f"/v1/challenges/{found['id']}",
        json={"dates": {"closes_at": "2099-03-01"}},
        headers={"If-Match": tag},
    )
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert changed["texts"] == found["texts"]
    assert changed["terms"] == found["terms"]
    # A date alone is the end of that day in the city's zone.
    assert changed["instants"]["closes_at"] == "2099-03-02T04:59:59Z"
    assert changed["instants"]["zone_assumed"] is True


async def test_of_two_people_editing_one_is_told(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    found, tag = await start(officer, city, complete)
    path = f"/v1/challenges/{found['id']}"

    async def write(title: str) -> httpx.Response:
        texts = {"en": {**complete["texts"]["en"], "title": title}}
        return await officer.patch(path, json={"texts": texts}, headers={"If-Match": tag})

    answers = await asyncio.gather(write("first"), write("second"))
    assert sorted(a.status_code for a in answers) == [200, 412]
    assert next(a for a in answers if a.status_code == 412).json()["code"] == "stale_edit"
    unconditional = await officer.patch(path, json={"texts": complete["texts"]})
    assert unconditional.status_code == 428


async def test_the_etag_of_a_get_serves_for_the_change(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    found, _ = await start(officer, city, complete)
    read = await officer.get(f"/v1/challenges/{found['id']}/draft")
    answer = await officer.patch(
        f"/v1/challenges/{found['id']}",
        json={"texts": complete["texts"]},
        headers={"If-Match": read.headers["etag"]},
    )
    assert answer.status_code == 200


async def test_a_time_that_does_not_exist_names_its_field(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    complete["dates"] = {"closes_at": "2027-03-14T02:30"}
    answer = await officer.post("/v1/challenges", json={**complete, "organisation_id": str(city)})
    assert answer.status_code == 422
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("/dates/closes_at", "time_does_not_exist")
    ]


async def test_unknown_fields_are_refused(officer: httpx.AsyncClient, city: UUID, complete: Json) -> None:
    complete["terms"]["ip"]["foregroud"] = "supplier"
    answer = await officer.post("/v1/challenges", json={**complete, "organisation_id": str(city)})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/terms/ip/foregroud"


async def test_review_and_back_again(officer: httpx.AsyncClient, city: UUID, complete: Json) -> None:
    found, tag = await start(officer, city, complete)
    path = f"/v1/challenges/{found['id']}/submit"
    first = await officer.post(path, headers={"If-Match": tag})
    assert first.json()["status"] == "in_review"
    second = await officer.post(path, headers={"If-Match": first.headers["etag"]})
    assert second.json()["status"] == "draft"


async def test_a_repeated_key_starts_one_draft(
    officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    async def send() -> httpx.Response:
        return await officer.post(
            "/v1/challenges",
            json={**complete, "organisation_id": str(city)},
            headers={"Idempotency-Key": "once"},
        )

    answers = await asyncio.gather(*(send() for _ in range(5)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.json()["id"] for a in answers}) == 1
    own = await officer.get(f"/v1/organisations/{city}/challenges")
    assert len(own.json()["items"]) == 1


async def test_own_challenges_come_in_pages(officer: httpx.AsyncClient, city: UUID, complete: Json) -> None:
    ids = [(await start(officer, city, complete))[0]["id"] for _ in range(5)]
    seen: list[str] = []
    path: str | None = f"/v1/organisations/{city}/challenges?limit=2"
    while path:
        answer = await officer.get(path)
        seen += [item["id"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]
        path = f"/v1/organisations/{city}/challenges?limit=2&cursor={cursor}" if cursor else None
    assert seen == ids[::-1]


async def test_a_draft_can_be_removed(officer: httpx.AsyncClient, city: UUID, complete: Json) -> None:
    found, tag = await start(officer, city, complete)
    assert (
        await officer.delete(f"/v1/challenges/{found['id']}", headers={"If-Match": tag})
    ).status_code == 204
    assert (await officer.get(f"/v1/challenges/{found['id']}/draft")).status_code == 404
