from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.factories.people import acting
from tests.factories.world import World
from tests.modules.cities.test_rules import rule

from interurban.core.actor import Role
from interurban.modules.challenges import acts, repository

from .test_drafting import start

Json = dict[str, Any]


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.city()


@pytest.fixture
async def officer(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_officer)


async def set_rules(world: World, city: UUID, *rules: Json, slug: str = "riverbend") -> None:
    admin = await world.member(
        city, Role.city_admin, f"admin-{len(await world.run('TABLE users'))}@x.example"
    )
    answer = await admin.post(
        f"/v1/cities/{slug}/policy/versions",
        json={"document": {"rules": list(rules)}, "reason": "For the test."},
        headers={"If-Match": "*"},
    )
    assert answer.status_code == 201, answer.text


def with_budget(complete: Json, minor: int, route: str = "direct_below_threshold") -> Json:
    budget = {"max_minor": minor, "currency": "CAD", "tax": "excluded"}
    return {**complete, "terms": {**complete["terms"], "funding": {"budget": budget, "route": route}}}


async def publish(officer: httpx.AsyncClient, key: str) -> httpx.Response:
    return await officer.post(f"/v1/challenges/{key}/publish", headers={"If-Match": "*"})


async def test_a_rule_that_blocks_stops_publication_and_says_why(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    await set_rules(world, city, rule(up_to_minor=100_00))
    found, _ = await start(officer, city, with_budget(complete, 100_00))
    assert [finding["code"] for finding in found["findings"]] == ["policy_route_not_allowed"]
    (rules,) = found["rules"]
    assert (rules["city_slug"], rules["version"], rules["asked_minor"]) == ("riverbend", 1, 100_00)
    assert rules["routes"][0]["allowed"] == "not_allowed"
    items = {item["code"]: item for item in found["checklist"]}
    assert (items["route"]["state"], items["rules_kept"]["state"]) == ("missing", "missing")
    assert items["rules_kept"]["pointer"] == "/terms/funding/route"
    answer = await publish(officer, found["id"])
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/terms/funding/route"
    assert "Procurement by-law, section 4" in error["detail"]
    assert (await officer.get(f"/v1/challenges/{found['id']}/draft")).json()["status"] == "draft"


async def test_a_rule_that_only_warns_lets_it_pass(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    await set_rules(
        world,
        city,
        rule(up_to_minor=100_00, enforcement="warns"),
        rule("languages", languages=["fr"], enforcement="warns"),
    )
    found, _ = await start(officer, city, with_budget(complete, 100_00))
    assert found["findings"] == []
    assert [(one["code"], one["blocks"]) for one in found["rules"][0]["broken"]] == [
        ("route_not_allowed", False),
        ("languages", False),
    ]
    assert (await publish(officer, found["id"])).status_code == 200


@pytest.mark.parametrize(
    ("given_rule", "pointer"),
    [
        (rule("min_days", days=365), "/dates/closes_at"),
        (rule("languages", languages=["fi"]), "/texts/fi/title"),
        (rule("approval", approval="council"), "/terms/sponsorship/approval"),
        (rule("clause", clause="pilot_paid"), "/terms/funding/pilot_paid"),
        (rule("clause", clause="equity"), "/terms/social"),
    ],
)
async def test_every_kind_of_rule_blocks_at_its_own_field(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json, given_rule: Json, pointer: str
) -> None:
    complete["dates"] = {"closes_at": (datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%d")}
    await set_rules(world, city, given_rule)
    found, _ = await start(officer, city, complete)
    answer = await publish(officer, found["id"])
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_challenge_keeps_the_version_it_was_published_under(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    await set_rules(world, city, rule("min_days", days=10))
    first, _ = await start(officer, city, complete)
    assert (await publish(officer, first["id"])).status_code == 200
    await set_rules(world, city, rule("languages", languages=["fi"]))
    second, _ = await start(officer, city, complete)
    assert [one["code"] for one in second["findings"]] == ["policy_languages"]
    nobody = await world.browser()
    shown = (await nobody.get(f"/v1/challenges/{first['id']}")).json()
    assert [part["policy_version"] for part in shown["participations"]] == [1]
    versions = (await nobody.get("/v1/cities/riverbend/policy/versions")).json()["items"]
    kept = next(one for one in versions if one["version"] == 1)
    assert kept["document"]["rules"][0]["days"] == 10


async def test_each_live_city_of_a_joint_challenge_is_asked_about_its_own_share(
    world: World, officer: httpx.AsyncClient, city: UUID, complete: Json
) -> None:
    other = await world.city("elsewhere")
    left = await world.city("gone")
    await set_rules(world, other, rule(up_to_minor=50_00), slug="elsewhere")
    await set_rules(world, left, rule("languages", languages=["fi"]), slug="gone")
    budgeted = with_budget(complete, 900_00, "open_procedure")
    currency = budgeted["terms"]["funding"]["budget"]["currency"]
    found, _ = await start(officer, city, budgeted)
    for city_id, state, share in ((other, "accepted", 60_00), (left, "left", 10_00)):
        terms = {
            "budget_share": {"amount_minor": share, "currency": currency},
            "route": "direct_below_threshold",
        }
        await world.run(
            "INSERT INTO participations (challenge_id, city_id, state, local_terms)"
            " VALUES (:challenge, :city, :state, CAST(:terms AS jsonb))",
            challenge=UUID(found["id"]),
            city=city_id,
            state=state,
            terms=json.dumps(terms),
        )
    answer = await publish(officer, found["id"])
    (error,) = answer.json()["errors"]
    assert error["detail"].startswith("Elsewhere: ")
    await world.run(
        "UPDATE participations SET"
        " local_terms = jsonb_set(local_terms, '{budget_share,amount_minor}', '4999')"
        " WHERE city_id = :city",
        city=other,
    )
    waiting = await publish(officer, found["id"])
    assert waiting.status_code == 202, waiting.text
    async with world.database.write() as session:
        (act,) = await repository.acts(session, UUID(found["id"]), pending=True)
        await acts.approve(session, acting(other, Role.city_officer), act.id, acts.tag(act))
    shown = (await officer.get(f"/v1/challenges/{found['id']}")).json()
    assert {part["city"]["slug"]: part["policy_version"] for part in shown["participations"]} == {
        "riverbend": None,
        "elsewhere": 1,
    }


async def test_without_rules_nothing_is_asked(officer: httpx.AsyncClient, city: UUID, complete: Json) -> None:
    found, _ = await start(officer, city, complete)
    assert (found["rules"], found["findings"]) == ([], [])
