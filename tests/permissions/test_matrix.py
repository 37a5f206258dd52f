"""Every operation, in every state that matters, asked by everybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from interurban.app import create_app
from interurban.core.http import api_routes
from interurban.core.settings import Settings
from tests.fixtures.app import copied, running

from . import life_requests as life_requests  # its recipes
from . import requests_rules as requests_rules
from .expected import EXPECTED, Access, expected
from .joint_requests import RECIPES, Call
from .principals import PRINCIPALS, Principal
from .world import World

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("permissions")]
CASES = [(operation, access) for operation, rows in EXPECTED.items() for access in rows]


def name_of(case: tuple[str, Access]) -> str:
    operation, access = case
    several = len(EXPECTED[operation]) > 1
    return f"{operation}-{access.state or access.home}" if several else operation


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(
    server_url: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    home: Path = tmp_path_factory.mktemp("home")
    settings = Settings(environment="test", home=home, worker_inside=False, ready_accounts=True)
    with copied(server_url, template) as url:
        async with running(create_app(settings, url)) as app:
            yield await World.make(app)


async def ask(
    world: World, operation: str, access: Access, principal: Principal, call: Call | None = None
) -> int:
    """The status of the answer; `call` is one that was made for another principal and refused."""
    route = next(r for r in api_routes(world.app) if r.operation_id == operation)
    call = call or await RECIPES[operation](world, access, principal)
    await world.run("DELETE FROM sign_in_attempts")  # the limits of tries are tested elsewhere
    async with await world.browser(principal, access.scope) as browser:
        answer = await browser.request(
            next(iter(route.methods)),
            route.path.format_map({name: str(value) for name, value in call.path.items()}),
            params=call.query,
            json=call.json,
            data=call.data,
            content=call.content,
            headers={"If-Match": "*"},
        )
    return answer.status_code


@pytest.mark.parametrize(("operation", "access"), CASES, ids=[name_of(case) for case in CASES])
async def test_who_may(world: World, operation: str, access: Access) -> None:
    wrong = []
    for principal in PRINCIPALS:
        if principal.client and not principal.scoped and access.scope is None:
            continue  # there is no scope to be without
        refusal = expected(access, principal)
        status = await ask(world, operation, access, principal)
        wanted = refusal or access.answer
        if status != wanted if wanted else not 200 <= status < 300:
            wrong.append(f"{principal.name}: {status} instead of {wanted or 'success'}")
    assert not wrong, "\n".join([operation, *wrong])


async def test_every_route_has_its_rows_and_every_row_its_route(world: World) -> None:
    routes = {route.operation_id for route in api_routes(world.app)}
    assert routes - EXPECTED.keys() == set(), "write down who may, in tests/permissions/expected.py"
    assert EXPECTED.keys() - routes == set(), "rows without a route"
    assert EXPECTED.keys() == RECIPES.keys(), "each row needs a request in tests/permissions/requests.py"


async def test_the_matrix_asks_as_everybody() -> None:
    names = [principal.name for principal in PRINCIPALS]
    assert len(names) == len(set(names)) == 20
