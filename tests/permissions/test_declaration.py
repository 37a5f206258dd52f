from __future__ import annotations

import pytest
from fastapi import APIRouter

from interurban import assembly
from interurban.app import create_app
from interurban.core.http import api_routes, make_router, permission_of
from interurban.core.settings import Settings

NOWHERE = "postgresql://nowhere/nothing"


async def nothing() -> None:
    return None


def add_routers(monkeypatch: pytest.MonkeyPatch, *routers: APIRouter) -> None:
    monkeypatch.setattr(assembly, "ROUTERS", (*assembly.ROUTERS, *routers))


def test_every_route_declares_one_permission(settings: Settings) -> None:
    routes = api_routes(create_app(settings, NOWHERE))
    assert len(routes) >= sum(len(router.routes) for router in assembly.ROUTERS) > 0
    assert [route.path for route in routes if permission_of(route) is None] == []


def test_a_route_without_a_policy_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = make_router("planted")
    router.get("/planted")(nothing)
    add_routers(monkeypatch, router)
    with pytest.raises(RuntimeError, match="routes without a policy: GET /v1/planted"):
        create_app(settings, NOWHERE)


def test_a_nested_route_without_a_policy_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, outer = make_router("planted", prefix=""), APIRouter(prefix="/v1")
    inner.post("/planted")(nothing)
    outer.include_router(inner)
    add_routers(monkeypatch, outer)
    with pytest.raises(RuntimeError, match="routes without a policy: POST /planted"):
        create_app(settings, NOWHERE)
