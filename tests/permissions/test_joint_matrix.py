"""The matrix again, asked by the people of a second city: as it takes part, is invited, lapses, asks, leaves.

For whoever has left the whole matrix is replayed: what they get is what a stranger gets, on every route.
"""

from __future__ import annotations

import pytest

from interurban.core.http import api_routes

from . import life_requests as life_requests  # its recipes
from .expected import EXPECTED, Access, expected
from .joint import OTHER, STANDINGS, other_gets
from .joint_requests import RECIPES, Call
from .principals import PRINCIPALS, Principal
from .test_matrix import ask, world
from .world import World

__all__ = ["world"]
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("permissions")]
OTHERS = [one for one in PRINCIPALS if one.home == "city" and not one.own]


def on_a_challenge(world: World) -> set[str]:
    return {str(r.operation_id) for r in api_routes(world.app) if "{challenge_id}" in r.path}


def wanted(standing: str, operation: str, access: Access, principal: Principal) -> int | None:
    """The status that this principal of the other city is to get; null for any success."""
    row = other_gets(standing, operation, access.state)
    if row is None:
        return expected(access, principal) or access.answer
    if principal.client and not (row.scope or access.scope):
        return 403
    may = principal.roles & row.roles and not (principal.client and row.scope is None)
    return row.answer if may else row.refusal


async def complaints(world: World, standing: str, operation: str, access: Access) -> list[str]:
    """What went otherwise than written. A thing that everybody was refused serves for the next one."""
    wrong: list[str] = []
    call: Call | None = None
    for principal in OTHERS:
        want = wanted(standing, operation, access, principal)
        call = call or await RECIPES[operation](world, access, principal)
        status = await ask(world, operation, access, principal, call)
        if 200 <= status < 300:
            call = None
        if status != want if want else not 200 <= status < 300:
            who = f"{operation}-{access.state}, {principal.name}"
            wrong.append(f"{who}: {status} instead of {want or 'success'}")
    return wrong


@pytest.mark.parametrize("standing", STANDINGS)
async def test_what_another_city_may(world: World, standing: str) -> None:
    world.other = standing
    operations = on_a_challenge(world)
    rows = [
        (operation, row) for operation in EXPECTED if operation in operations for row in EXPECTED[operation]
    ]
    try:
        found = [await complaints(world, standing, operation, row) for operation, row in rows]
    finally:
        world.other = ""
    wrong = [line for lines in found for line in lines]
    assert not wrong, "\n".join([standing, *wrong])
    assert len(rows) > 50


async def test_every_row_of_another_city_is_of_the_matrix(world: World) -> None:
    known = {(operation, access.state) for operation, rows in EXPECTED.items() for access in rows}
    assert {key for rows in OTHER.values() for key in rows} - known == set()
