"""The rules of `can()`, each by hand, and the refusal to start with a route that declares nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from interurban.core.actor import ANYONE, Actor, Membership, Role
from interurban.core.errors import Forbidden, NotFound, NotSignedIn, ReauthenticationNeeded
from interurban.core.http import allow, api_routes, check_policies, make_router, permission_of, scopes_of
from interurban.core.policy import Permission, Resource, can, require, require_recent

OWN, OTHER, ME, YOU = (UUID(int=number) for number in range(1, 5))
PUBLIC = Permission("x.public", audience="anyone")
SIGNED_IN = Permission("x.signed_in", audience="signed_in")
EDIT = Permission(
    "x.edit", roles=frozenset({Role.city_officer}), scope="x:write", states=frozenset({"draft"})
)
ADMINISTER = Permission("x.administer", roles=frozenset({Role.city_admin, Role.platform_admin}))
ANYWHERE = Permission("x.anywhere", roles=frozenset({Role.supplier_owner}), anywhere=True)
NEVER = Permission("x.never")


def person(*roles: Role, at: UUID = OWN) -> Actor:
    return Actor(user_id=ME, memberships=tuple(Membership(at, role) for role in roles))


def client(*scopes: str) -> Actor:
    return Actor(client_id=YOU, memberships=(Membership(OWN, Role.city_officer),), scopes=frozenset(scopes))


DRAFT, OPEN, FOREIGN = Resource(OWN, "draft"), Resource(OWN, "open"), Resource(OTHER, "draft")
OFFICER, ADMIN, PLATFORM = (
    person(Role.city_officer),
    person(Role.city_admin),
    person(Role.platform_admin, at=YOU),
)
OWNER = person(Role.supplier_owner)

TABLE: list[tuple[Actor, Permission, Resource, bool]] = [
    (ANYONE, PUBLIC, DRAFT, True),
    (ANYONE, SIGNED_IN, DRAFT, False),
    (ANYONE, EDIT, DRAFT, False),
    (person(), SIGNED_IN, FOREIGN, True),
    (person(), EDIT, DRAFT, False),
    (OFFICER, EDIT, DRAFT, True),
    (OFFICER, EDIT, OPEN, False),
    (OFFICER, EDIT, FOREIGN, False),
    (OFFICER, EDIT, Resource(None, "draft"), False),
    (OFFICER, EDIT, Resource(OWN, None), False),
    (OFFICER, EDIT, Resource(OWN, "draft", owner_id=ME), True),
    (OFFICER, EDIT, Resource(OWN, "draft", owner_id=YOU), False),
    (OFFICER, NEVER, DRAFT, False),
    (ADMIN, EDIT, DRAFT, False),
    (ADMIN, ADMINISTER, DRAFT, True),
    (ADMIN, ADMINISTER, FOREIGN, False),
    (PLATFORM, ADMINISTER, FOREIGN, True),
    (PLATFORM, EDIT, DRAFT, False),
    (OWNER, ANYWHERE, FOREIGN, True),
    (client("x:write"), EDIT, DRAFT, True),
    (client("x:write"), EDIT, FOREIGN, False),
    (client("x:read"), EDIT, DRAFT, False),
    (client(), EDIT, DRAFT, False),
    (client("x:write"), SIGNED_IN, DRAFT, False),
    (client("x:write"), PUBLIC, DRAFT, True),
]


@pytest.mark.parametrize(("actor", "permission", "resource", "expected"), TABLE)
def test_what_is_allowed(actor: Actor, permission: Permission, resource: Resource, expected: bool) -> None:
    assert can(actor, permission, resource) is expected


def test_what_may_not_be_seen_does_not_exist() -> None:
    with pytest.raises(NotFound):
        require(OFFICER, EDIT, FOREIGN, visible=False)
    with pytest.raises(NotFound):
        require(OFFICER, EDIT, DRAFT, visible=False)
    with pytest.raises(Forbidden):
        require(OFFICER, EDIT, FOREIGN)
    with pytest.raises(NotSignedIn):
        require(ANYONE, EDIT, FOREIGN)
    require(OFFICER, EDIT, DRAFT)


def test_a_password_counts_as_given_for_fifteen_minutes() -> None:
    now = datetime.now(UTC)
    given = Actor(user_id=ME, reauthenticated_at=now - timedelta(minutes=15))
    require_recent(given, now)
    with pytest.raises(ReauthenticationNeeded):
        require_recent(given, now + timedelta(seconds=1))
    with pytest.raises(ReauthenticationNeeded):
        require_recent(Actor(user_id=ME), now)
    require_recent(client("x:write"), now)


def application(**route: Any) -> FastAPI:
    app, router, outer = FastAPI(), make_router("x"), APIRouter()

    @router.get("/declared", dependencies=[allow(EDIT)])
    def declared() -> None:
        """Says nothing."""

    @router.get("/other", **route)
    def other() -> None:
        """Says nothing."""

    outer.include_router(router)
    app.include_router(outer)
    return app


def test_a_route_without_a_policy_stops_the_start() -> None:
    with pytest.raises(RuntimeError, match="GET /v1/other"):
        check_policies(application())


def test_a_route_with_two_policies_stops_the_start() -> None:
    with pytest.raises(RuntimeError, match="more than one"):
        check_policies(application(dependencies=[allow(EDIT), allow(PUBLIC)]))


def test_an_application_of_declared_routes_starts_and_knows_its_scopes() -> None:
    app = application(dependencies=[allow(PUBLIC)])
    check_policies(app)
    assert scopes_of(app) == {"x:write": ["x.edit"]}


def test_every_route_of_the_application_is_looked_at(app: FastAPI) -> None:
    """Routers that the framework keeps nested would otherwise pass unseen."""
    routes = api_routes(app)
    assert len(routes) >= 30
    assert None not in {permission_of(route) for route in routes}
    described = [operation for path in app.openapi()["paths"].values() for operation in path.values()]
    assert {"x-permission"} <= set.intersection(*(set(operation) for operation in described))


async def test_every_declared_permission_that_needs_somebody_refuses_nobody(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    for route in api_routes(app):
        permission = permission_of(route)
        assert permission is not None
        if permission.audience == "anyone":
            continue
        path = route.path.replace("{slug}", "x")
        for name in route.param_convertors:
            path = path.replace(f"{{{name}}}", str(OWN))
        for method in route.methods or ():
            answer = await client.request(method, path, json={})
            assert answer.status_code == 401, (method, path, answer.text)
