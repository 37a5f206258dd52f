from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interurban.app import create_app
from interurban.core.http import api_routes, permission_of
from interurban.core.settings import Settings
from tests.contract.checker import PROBLEM

COMMITTED = Path(__file__).resolve().parents[2] / "openapi" / "v1.json"
# RFC 6749 says how a token is refused, and it is not with a problem document.
OAUTH = {("getToken", "400"), ("getToken", "401")}
# Lists of an organisation, whose existence is no secret: 403 for others.
OF_ORGANISATION = ("/v1/organisations/{organisation_id}/challenges",)
METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    settings = Settings(environment="test", home=tmp_path_factory.mktemp("home"), ready_accounts=True)
    found: dict[str, Any] = create_app(settings, "postgresql://nowhere/nothing").openapi()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            yield f"{method.upper()} {path}", item[method]


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def reachable(document: dict[str, Any], node: Any, seen: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object schema under the node, by the name of the component that holds it."""
    stack = [("", node)]
    while stack:
        name, here = stack.pop()
        if isinstance(here, list):
            stack.extend((name, each) for each in here)
        elif isinstance(here, dict):
            reference = here.get("$ref")
            if isinstance(reference, str):
                if reference not in seen:
                    seen.add(reference)
                    stack.append((reference.rpartition("/")[2], resolved(document, here)))
                continue
            if here.get("type") == "object" and "properties" in here:
                yield name, here
            stack.extend((name, each) for each in here.values())


def contents(document: dict[str, Any], side: str) -> list[dict[str, Any]]:
    """Media type objects of all our own requests, or answers; other formats have their own rules."""
    found: list[dict[str, Any]] = []
    for _, operation in operations(document):
        holders = [operation.get("requestBody", {})] if side == "in" else [*operation["responses"].values()]
        for holder in holders:
            content = resolved(document, holder).get("content", {})
            found.extend(content[each] for each in content if each in ("application/json", PROBLEM))
    return found


def test_the_committed_document_is_what_the_code_exports(document: dict[str, Any]) -> None:
    assert json.loads(COMMITTED.read_text()) == json.loads(json.dumps(document)), "run `make openapi`"


def test_every_route_is_an_operation_of_the_document(document: dict[str, Any], settings: Settings) -> None:
    routes = api_routes(create_app(settings, "postgresql://nowhere/nothing"))
    described = {name for name, _ in operations(document)}
    assert described == {f"{method} {route.path}" for route in routes for method in route.methods}


def test_every_operation_has_name_words_and_permission(document: dict[str, Any], settings: Settings) -> None:
    routes = api_routes(create_app(settings, "postgresql://nowhere/nothing"))
    permissions = {
        f"{method} {route.path}": permission_of(route) for route in routes for method in route.methods
    }
    for name, operation in operations(document):
        permission = permissions[name]
        assert permission is not None, name
        assert operation.get("x-permission") == permission.name, name
        assert operation.get("operationId"), name
        assert operation.get("summary", "").strip(), name
        assert len(operation.get("tags", [])) == 1, name
        assert (operation.get("security") == []) == (permission.audience == "anyone"), name


def test_operation_ids_are_unique_camel_case(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert [each for each in ids if not (each.isalnum() and each[0].islower())] == []


def test_every_operation_declares_its_problems(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        needed = {"422", "429", "500"}
        if operation["security"]:
            needed |= {"401", "403"}
        if "{" in name and not name.endswith(OF_ORGANISATION):
            needed |= {"404"}
        assert needed <= operation["responses"].keys(), name
        for status, answer in operation["responses"].items():
            if status[0] in "45" and (operation["operationId"], status) not in OAUTH:
                content = resolved(document, answer)["content"]
                assert list(content) == [PROBLEM], f"{name} {status}"
                assert content[PROBLEM]["schema"] == {"$ref": "#/components/schemas/Problem"}


# Shapes that somebody else's standard gives, where a member is left out rather than null.
GIVEN = {"JsonFeed", "JsonFeedItem", "JsonFeedAuthor"}


def test_answers_have_no_optional_and_no_open_properties(document: dict[str, Any]) -> None:
    found = list(reachable(document, contents(document, "out"), set()))
    assert found
    for name, schema in found:
        if schema.get("title") not in GIVEN:
            assert schema["properties"].keys() == set(schema.get("required", [])), name
            assert schema.get("additionalProperties") is False, name


def test_requests_refuse_unknown_fields(document: dict[str, Any]) -> None:
    for name, schema in reachable(document, contents(document, "in"), set()):
        assert schema.get("additionalProperties") is False, name


def test_closed_lists_in_queries_are_enums(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for parameter in operation.get("parameters", []):
            found = resolved(document, parameter)
            if found["in"] == "query" and found["name"] in ("sort", "kind", "status", "approach"):
                assert "enum" in json.dumps(_deep(document, found["schema"])), f"{name} {found['name']}"


def _deep(document: dict[str, Any], node: Any) -> Any:
    if isinstance(node, list):
        return [_deep(document, each) for each in node]
    if isinstance(node, dict):
        return {key: _deep(document, value) for key, value in resolved(document, node).items()}
    return node


def test_component_names_are_words_not_module_paths(document: dict[str, Any]) -> None:
    names = document["components"]["schemas"]
    assert [name for name in names if "__" in name] == []
