from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from pydantic import ValidationError
from tests.factories.world import PASSWORD, World

from interurban.core.settings import Settings
from interurban.modules.identity import public as identity

NAMES = [
    "officer-hollowmere",
    "officer-vesijarvi",
    "admin-hollowmere",
    "supplier-delta",
    "evaluator",
    "admin",
]


async def seed(world: World) -> dict[str, UUID]:
    homes = {
        "hollowmere": await world.organisation("city", "Hollowmere"),
        "vesijarvi": await world.organisation("city", "Vesijärvi"),
        "delta": await world.organisation("supplier", "Delta"),
    }
    for _ in range(2):
        async with world.database.write() as session:
            await identity.ensure_ready_accounts(session, homes)
    return homes


async def test_one_click_signs_in_to_each(world: World) -> None:
    await seed(world)
    browser = await world.browser()
    offered = (await browser.get("/v1/session")).json()["ready_accounts"]
    assert [account["name"] for account in offered] == NAMES
    for account in offered:
        assert (await browser.post(f"/v1/session/ready/{account['name']}")).status_code == 204
        [membership] = (await browser.get("/v1/session")).json()["memberships"]
        assert membership["role"] == account["role"]
        assert membership["organisation"]["name"] == account["organisation"]
    assert len(await world.run("SELECT 1 FROM users")) == len(NAMES)
    assert len(await world.run("SELECT 1 FROM organisations WHERE kind = 'platform'")) == 1


async def test_a_ready_account_gives_no_password_where_one_is_asked_for(world: World) -> None:
    await seed(world)
    browser = await world.browser()
    await browser.post("/v1/session/ready/admin")
    await world.run("UPDATE sessions SET reauthenticated_at = now() - interval '1 day'")
    assert (await browser.post("/v1/session/reauthenticate", json={})).status_code == 204
    assert (await browser.get("/v1/account")).json()["has_password"] is False


@pytest.mark.parametrize("name", ["nobody", "ADMIN", "owner@delta.example"])
async def test_another_name_is_none(world: World, name: str) -> None:
    await world.person("owner@delta.example")
    assert (await (await world.browser()).post(f"/v1/session/ready/{name}")).status_code == 404


async def test_a_real_account_with_the_address_of_a_ready_one_stays_closed(world: World) -> None:
    await world.person("admin@ready.example")
    assert (await (await world.browser()).post("/v1/session/ready/admin")).status_code == 404


async def test_a_ready_account_has_no_password_to_guess_or_reset(world: World) -> None:
    await seed(world)
    browser = await world.browser()
    body = {"email": "admin@ready.example", "password": PASSWORD}
    assert (await browser.post("/v1/session", json=body)).status_code == 401


async def test_a_foreign_page_may_not_click(world: World) -> None:
    await seed(world)
    answer = await (await world.browser()).post(
        "/v1/session/ready/admin", headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403


async def test_a_session_of_a_ready_account_ends_where_they_are_not_allowed(
    world: World, settings: Settings
) -> None:
    await seed(world)
    browser = await world.browser()
    await browser.post("/v1/session/ready/admin")
    assert (await browser.get("/v1/account")).status_code == 200
    settings.ready_accounts = False
    assert (await browser.get("/v1/account")).status_code == 401
    assert (await browser.post("/v1/session/ready/admin")).status_code == 404
    assert (await browser.get("/v1/session")).json()["ready_accounts"] == []


@pytest.mark.parametrize(
    "given",
    [{"environment": "production"}, {"environment": "development", "host": "0.0.0.0"}],
)
def test_the_application_refuses_to_start_with_them_elsewhere(given: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="ready accounts"):
        Settings(home=tmp_path, ready_accounts=True, **given)
