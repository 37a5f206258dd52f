from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from fastapi import Response

from interurban import assembly
from interurban.app import create_app
from interurban.core.errors import NotFound, problems
from interurban.core.health import PUBLIC
from interurban.core.http import allow, make_router
from interurban.core.schemas import Input, Output
from interurban.core.settings import Settings
from tests.contract.checker import PROBLEM, Contract, ContractBroken
from tests.fixtures.app import client_of

STOP: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "line"],
    "properties": {"name": {"type": "string"}, "line": {"type": ["integer", "null"]}},
}
TROUBLE = {"description": "-", "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {
        "/v1/stops/{stop_id}": {
            "get": {
                "responses": {
                    "200": {"content": {"application/json": {"schema": STOP}}},
                    "304": {"description": "-"},
                    "404": TROUBLE,
                }
            },
            "put": {
                "requestBody": {"content": {"application/json": {"schema": STOP}}},
                "responses": {"200": {"content": {"application/json": {"schema": STOP}}}},
            },
        },
        "/v1/stops/near": {"get": {"responses": {"200": {"content": {"image/*": {}}}}}},
    },
    "components": {
        "schemas": {
            "Problem": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}
        }
    },
}
GOOD = {"name": "Harbour", "line": 3}
HEADERS = {"content-type": "application/json", "etag": '"1"', "x-content-type-options": "nosniff"}


def check(
    status: int = 200,
    body: Any = GOOD,
    *,
    method: str = "GET",
    path: str = "/v1/stops/1",
    sent: Any = None,
    **headers: str | None,
) -> None:
    given = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
    kept = {name: value for name, value in given.items() if value is not None}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = httpx.Request(method, f"http://test{path}", json=sent)
    Contract(DOCUMENT).check(request, httpx.Response(status, headers=kept, content=content))


def test_answers_that_fit_pass() -> None:
    check()
    check(body={"name": "Harbour", "line": None})
    check(304, b"")
    check(404, {"code": "not_found"}, content_type=PROBLEM)
    check(404, {"code": "not_found"}, path="/v1/unknown", content_type=PROBLEM)
    check(405, {"code": "method_not_allowed"}, method="DELETE", content_type=PROBLEM)
    check(path="/v1/stops/near", body=b"\x89PNG", content_type="image/png")
    check(method="PUT", sent=GOOD)
    check(path="/somewhere", body=b"<html>", content_type="text/html")


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ({"body": {**GOOD, "extra": 1}}, "extra"),
        ({"body": {"name": "Harbour"}}, '"line" is a required property'),
        ({"body": {**GOOD, "line": "3"}}, "/line"),
        ({"body": b"<html>"}, "not JSON"),
        ({"status": 500}, "answered 500, which is not declared"),
        ({"content_type": "text/html"}, "declared are application/json"),
        ({"etag": None}, "lacks etag"),
        ({"x_content_type_options": None}, "lacks x-content-type-options"),
        ({"status": 304}, "has a body"),
        ({"status": 404, "body": {"code": "x"}}, "declared are application/problem"),
        ({"status": 404, "body": {}, "content_type": PROBLEM}, "required"),
        ({"path": "/v1/unknown"}, "is not in the document"),
        ({"path": "/v1/unknown", "status": 404}, "is not in the document"),
        ({"path": "/v1/unknown", "status": 404, "body": {}, "content_type": PROBLEM}, "required"),
        ({"method": "DELETE"}, "is not in the document"),
        ({"path": "/v1/stops/near"}, "declared are image/"),
        ({"method": "PUT", "sent": {"name": 1}}, "took a body that the document refuses"),
    ],
)
def test_answers_that_differ_fail(answer: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ContractBroken, match=complaint):
        check(**answer)


class Stop(Output):
    name: str


class StopInput(Input):
    name: str


planted = make_router("planted")


@planted.get("/planted", operation_id="getPlanted", dependencies=[allow(PUBLIC)], responses=problems())
async def get_planted(kind: str) -> Stop:
    if kind == "undeclared":
        raise NotFound()
    return Response(b'{"name":"Harbour","more":1}', media_type="application/json")  # type: ignore[return-value]


@pytest.mark.parametrize("kind", ["undeclared", "extra"])
async def test_the_client_of_every_test_checks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(assembly, "ROUTERS", (*assembly.ROUTERS, planted))
    async with client_of(create_app(settings, "postgresql://nowhere/nothing")) as client:
        with pytest.raises(ContractBroken):
            await client.get("/v1/planted", params={"kind": kind})
