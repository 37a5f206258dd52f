from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.contract.compat import breaks, main, unapproved

ROOT = Path(__file__).resolve().parents[2]
STOP: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "line", "next"],
    "properties": {
        "name": {"type": "string"},
        "line": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "kind": {"enum": ["tram", "bus"], "type": "string"},
        "seen": {"type": "string", "format": "date-time"},
        "next": {"anyOf": [{"$ref": "#/components/schemas/Stop"}, {"type": "null"}]},
    },
}
STOP_INPUT: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "maxLength": 80},
        "kind": {"enum": ["tram", "bus"], "type": "string"},
        "note": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}


def json_of(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


DOCUMENT: dict[str, Any] = {
    "paths": {
        "/v1/stops": {
            "get": {
                "operationId": "listStops",
                "security": [],
                "parameters": [
                    {"in": "query", "name": "q", "schema": {"type": "string"}},
                    {"in": "query", "name": "limit", "schema": {"type": "integer", "default": 50}},
                ],
                "responses": {"200": {"content": json_of("Stop")}, "404": {}},
            },
            "post": {
                "operationId": "createStop",
                "security": [{"session": []}, {"client": ["stops:write"]}],
                "requestBody": {"content": json_of("StopInput")},
                "responses": {"201": {"content": json_of("Stop")}},
            },
        }
    },
    "components": {"schemas": {"Stop": STOP, "StopInput": STOP_INPUT}},
}


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    new = copy.deepcopy(DOCUMENT)
    change(new)
    return new


def get(new: dict[str, Any]) -> dict[str, Any]:
    return new["paths"]["/v1/stops"]["get"]


def post(new: dict[str, Any]) -> dict[str, Any]:
    return new["paths"]["/v1/stops"]["post"]


def field(new: dict[str, Any], schema: str, name: str) -> dict[str, Any]:
    return new["components"]["schemas"][schema]["properties"][name]


def schema(new: dict[str, Any], name: str) -> dict[str, Any]:
    return new["components"]["schemas"][name]


BREAKS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "path": (lambda new: new["paths"].clear(), "GET /v1/stops: removed"),
    "method": (lambda new: new["paths"]["/v1/stops"].pop("post"), "POST /v1/stops: removed"),
    "operation id": (lambda new: get(new).update(operationId="stops"), "operationId listStops is now stops"),
    "sign-in needed": (lambda new: get(new).update(security=[{"session": []}]), "access by {}"),
    "scope gone": (lambda new: post(new)["security"].pop(), 'access by {"client": ["stops:write"]}'),
    "parameter gone": (lambda new: get(new)["parameters"].pop(0), "parameter q in query removed"),
    "parameter required": (
        lambda new: get(new)["parameters"].append({"in": "query", "name": "city", "required": True}),
        "parameter city in query is now required",
    ),
    "parameter narrower": (
        lambda new: get(new)["parameters"][0]["schema"].update(maxLength=10),
        "parameter q in query maxLength none is now 10",
    ),
    "default": (
        lambda new: get(new)["parameters"][1]["schema"].update(default=20),
        "parameter limit in query default 50 is now 20",
    ),
    "body required": (lambda new: post(new)["requestBody"].update(required=True), "a body is now required"),
    "body media type": (lambda new: post(new)["requestBody"]["content"].clear(), "application/json removed"),
    "field required": (
        lambda new: schema(new, "StopInput")["required"].append("note"),
        "body/note is required and may be missing",
    ),
    "field no longer taken": (
        lambda new: schema(new, "StopInput")["properties"].pop("note"),
        "body/note is no longer taken",
    ),
    "shorter": (lambda new: field(new, "StopInput", "name").update(maxLength=40), "maxLength 80 is now 40"),
    "pattern": (lambda new: field(new, "StopInput", "name").update(pattern="^x"), "body/name pattern none"),
    "value refused": (
        lambda new: field(new, "StopInput", "kind")["enum"].remove("bus"),
        "body/kind values bus do not fit tram",
    ),
    "deep": (
        lambda new: field(new, "StopInput", "tags")["items"].update(type="integer"),
        "body/tags/* string does not fit integer",
    ),
    "answer gone": (lambda new: get(new)["responses"].pop("200"), "answer 200 removed"),
    "answer media type": (lambda new: get(new)["responses"]["200"]["content"].clear(), "json removed"),
    "property gone": (
        lambda new: (
            schema(new, "Stop")["properties"].pop("name"),
            schema(new, "Stop")["required"].remove("name"),
        ),
        "answer 200/name is required and may be missing",
    ),
    "property optional": (
        lambda new: schema(new, "Stop")["required"].remove("line"),
        "answer 201/line is required and may be missing",
    ),
    "property null": (
        lambda new: schema(new, "Stop")["properties"].update(name={"type": ["string", "null"]}),
        "answer 200/name null does not fit string",
    ),
    "new value": (
        lambda new: field(new, "Stop", "kind")["enum"].append("ferry"),
        "answer 200/kind values ferry do not fit bus, tram",
    ),
    "format": (
        lambda new: field(new, "Stop", "seen").update(format="date"),
        "answer 200/seen format date does not fit date-time",
    ),
}
HARMLESS: dict[str, Callable[[dict[str, Any]], object]] = {
    "nothing": lambda new: None,
    "new path": lambda new: new["paths"].update({"/v1/lines": {}}),
    "new parameter": lambda new: get(new)["parameters"].append({"in": "query", "name": "city"}),
    "new optional field": lambda new: schema(new, "StopInput")["properties"].update(more={"type": "string"}),
    "new property": lambda new: schema(new, "Stop")["properties"].update(more={"type": "string"}),
    "longer": lambda new: field(new, "StopInput", "name").update(maxLength=90),
    "new value taken": lambda new: field(new, "StopInput", "kind")["enum"].append("ferry"),
    "value no longer answered": lambda new: field(new, "Stop", "kind")["enum"].remove("bus"),
    "null no longer answered": lambda new: field(new, "Stop", "line")["anyOf"].pop(),
    "null taken": lambda new: schema(new, "StopInput")["properties"].update(
        note={"type": ["string", "null"]}
    ),
    "problem gone": lambda new: get(new)["responses"].pop("404"),
    "sign-in no longer needed": lambda new: post(new).update(security=[]),
    "words": lambda new: schema(new, "Stop").update(description="A place where one gets off."),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_planted_break_is_found(name: str) -> None:
    change, words = BREAKS[name]
    found = breaks(DOCUMENT, changed(change))
    assert any(words in finding for finding in found), found


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_passes(name: str) -> None:
    assert breaks(DOCUMENT, changed(HARMLESS[name])) == []


def test_only_a_break_with_its_reason_is_approved() -> None:
    found = ["GET /v1/stops: removed", "POST /v1/stops: removed"]
    assert unapproved(found, "GET /v1/stops: removed  Nobody used it.") == found[1:]
    assert unapproved(found, "GET /v1/stops: removed\n# POST /v1/stops: removed  Not yet.\n") == found


def test_the_command_tells_and_exits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, approved = tmp_path / "old.json", tmp_path / "new.json", tmp_path / "approved.txt"
    old.write_text(json.dumps(DOCUMENT))
    new.write_text(json.dumps(changed(BREAKS["method"][0])))
    approved.write_text("POST /v1/stops: removed  Stops are built elsewhere now.\n")
    assert main([str(old), str(new)]) == 1
    assert "POST /v1/stops: removed\n1 breaking" in capsys.readouterr().out
    assert main([str(old), str(new), str(approved)]) == 0


def released() -> dict[str, Any] | None:
    """The document of the newest release, by its tag `v…`; null before the first one."""

    def git(*arguments: str) -> str | None:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    tag = git("describe", "--tags", "--abbrev=0", "--match", "v*")
    text = git("show", f"{tag.strip()}:openapi/v1.json") if tag else None
    return json.loads(text) if text else None


def test_the_committed_document_breaks_no_client_of_the_last_release() -> None:
    new = json.loads((ROOT / "openapi" / "v1.json").read_text())
    approved = (ROOT / "openapi" / "approved-breaking.txt").read_text()
    assert unapproved(breaks(released() or new, new), approved) == []


def test_every_deed_of_the_committed_document_is_compared() -> None:
    new = json.loads((ROOT / "openapi" / "v1.json").read_text())
    assert breaks(new, new) == []
    assert len(breaks(new, {**new, "paths": {}})) == sum(len(item) for item in new["paths"].values())
