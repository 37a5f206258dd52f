from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy.exc import ProgrammingError
from tests.factories.world import World

from interurban.core.actor import Role

from .test_rules import rule

Json = dict[str, Any]
PATH = "/v1/cities/riverbend/policy"
FIRST = {
    "document": {"rules": [rule(up_to_minor=100_00), rule("min_days", days=14)]},
    "reason": "The first ones.",
}


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.city()


@pytest.fixture
async def admin(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_admin)


async def add(admin: httpx.AsyncClient, data: Json, tag: str = "*") -> httpx.Response:
    return await admin.post(f"{PATH}/versions", json=data, headers={"If-Match": tag})


async def test_a_city_without_rules_says_so(world: World, city: UUID) -> None:
    nobody = await world.browser()
    found = (await nobody.get(PATH)).json()
    assert (found["city_slug"], found["current"], found["next"]) == ("riverbend", None, None)
    routes = (await nobody.get(f"{PATH}/routes?currency=CAD&max_minor=5")).json()
    assert (routes["version"], routes["routes"]) == (None, [])


async def test_versions_are_added_read_by_anybody_and_show_what_changed(
    world: World, admin: httpx.AsyncClient, city: UUID
) -> None:
    answer = await add(admin, FIRST)
    assert answer.status_code == 201, answer.text
    nobody = await world.browser()
    read = await nobody.get(PATH)
    assert read.json() == answer.json()
    second = {
        "document": {"rules": [rule(up_to_minor=200_00), rule("languages", languages=["en"])]},
        "reason": "Prices rose.",
    }
    answer = await add(admin, second, read.headers["etag"])
    assert answer.json()["current"]["version"] == 2
    newest, oldest = (await nobody.get(f"{PATH}/versions")).json()["items"]
    assert [(change["id"], change["change"]) for change in newest["changes"]] == [
        ("threshold", "changed"),
        ("languages", "added"),
        ("min-days", "removed"),
    ]
    assert newest["changes"][0]["before"]["up_to_minor"] == 100_00
    assert newest["changes"][0]["after"]["up_to_minor"] == 200_00
    assert (oldest["changes"], oldest["in_force"]) == ([], False)
    assert oldest["valid_until"] == newest["valid_from"]
    assert oldest["document"]["rules"][1]["days"] == 14
    assert (await world.audit(city)).count("city.policy_changed") == 2
    page = (await nobody.get(f"{PATH}/versions?limit=1")).json()
    rest = (await nobody.get(f"{PATH}/versions", params={"limit": 1, "cursor": page["next"]})).json()
    assert ([one["version"] for one in page["items"] + rest["items"]], rest["next"]) == ([2, 1], None)


async def test_an_old_version_cannot_be_written_over_not_even_in_sql(
    world: World, admin: httpx.AsyncClient
) -> None:
    await add(admin, FIRST)
    for statement in (
        "UPDATE city_policies SET document = '{}'",
        "DELETE FROM city_policies",
        "TRUNCATE city_policies CASCADE",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            await world.run(statement)


async def test_rules_for_later_wait(world: World, admin: httpx.AsyncClient) -> None:
    await add(admin, FIRST)
    later = (datetime.now(UTC) + timedelta(days=7)).isoformat()
    answer = await add(admin, {**FIRST, "document": {"rules": []}, "valid_from": later})
    found = answer.json()
    assert (found["current"]["version"], found["next"]["version"]) == (1, 2)
    assert found["current"]["valid_until"] == found["next"]["valid_from"]
    early = await add(admin, FIRST)
    assert early.status_code == 422
    assert early.json()["errors"][0]["pointer"] == "/valid_from"
    past = await add(admin, {**FIRST, "valid_from": "2020-01-01T00:00:00Z"})
    assert past.json()["errors"][0]["code"] == "too_early"


async def test_of_two_admins_at_once_one_is_told(admin: httpx.AsyncClient) -> None:
    tag = (await admin.get(PATH)).headers["etag"]
    answers = await asyncio.gather(*(add(admin, FIRST, tag) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [412] * 7
    assert len((await admin.get(f"{PATH}/versions")).json()["items"]) == 1
    missing = await admin.post(f"{PATH}/versions", json=FIRST)
    assert missing.status_code == 428


async def test_only_the_citys_admin_sets_its_rules(world: World, city: UUID) -> None:
    officer = await world.member(city, Role.city_officer)
    other = await world.member(await world.city("elsewhere"), Role.city_admin, "admin@elsewhere.example")
    for browser in (officer, other):
        assert (await add(browser, FIRST)).status_code == 403
    assert (await add(await world.browser(), FIRST)).status_code == 401
    assert (await officer.get(PATH)).json()["current"] is None


async def test_which_route_an_amount_allows_and_why(world: World, admin: httpx.AsyncClient) -> None:
    await add(admin, FIRST)
    nobody = await world.browser()

    async def ask(**query: Any) -> tuple[str, str]:
        found = (await nobody.get(f"{PATH}/routes", params=query)).json()
        assert found["version"] == 1
        (route,) = found["routes"]
        assert route["route"] == "direct_below_threshold"
        (reason,) = route["reasons"]
        assert reason["rule"]["source"]["title"] == "Procurement by-law"
        return route["allowed"], reason["why"]

    assert await ask(currency="CAD", max_minor=99_99, tax="excluded") == ("allowed", "within")
    assert await ask(currency="CAD", max_minor=100_00, tax="excluded") == ("not_allowed", "above")
    assert await ask(currency="CAD", max_minor=110_00, tax="included") == ("unknown", "tax_unclear")
    assert await ask(currency="EUR", max_minor=1) == ("unknown", "other_currency")
    assert await ask() == ("unknown", "no_amount")
