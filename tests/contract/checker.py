"""Checks answers against the OpenAPI document: every one that the suite receives passes through here.

Undeclared statuses, media types and properties fail, and so does a body that was taken although the
document refuses it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx
import jsonschema_rs

PROBLEM = "application/problem+json"
PREFIX = "/v1/"
# Served, but not described.
OUTSIDE = frozenset({"/v1/openapi.json"})


class ContractBroken(AssertionError):
    """An answer, or a body that was taken, differs from the OpenAPI document."""


@dataclass(frozen=True)
class Operation:
    method: str
    template: str
    declared: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


class Contract:
    """One OpenAPI document with its validators, compiled when first needed and kept."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._validators: dict[tuple[str, ...], jsonschema_rs.Draft202012Validator] = {}

    @cached_property
    def _templates(self) -> list[tuple[re.Pattern[str], str]]:
        """Literal parts before parameters, as the router prefers them."""
        found = sorted(self.document["paths"], key=lambda path: (path.count("{"), path))
        return [(_pattern(template), template) for template in found]

    def template_of(self, path: str) -> str | None:
        return next((template for pattern, template in self._templates if pattern.fullmatch(path)), None)

    def operation(self, method: str, path: str) -> Operation | None:
        template = self.template_of(path)
        declared = self.document["paths"].get(template, {}).get(method.lower())
        return Operation(method, template, declared) if template and declared else None

    def check(self, request: httpx.Request, response: httpx.Response) -> None:
        """Raises ContractBroken. The response must have been read."""
        path = request.url.path
        if not path.startswith(PREFIX) or path in OUTSIDE or request.method in ("HEAD", "OPTIONS"):
            return
        operation = self.operation(request.method, path)
        if operation is None:
            self._check_unknown(request, response)
            return
        declared = self._response(operation, response)
        if response.status_code in (204, 304):
            if response.content:
                raise ContractBroken(f"{operation.name} {response.status_code} has a body")
            return
        self._check_headers(operation, response)
        self._check_body(operation, declared, response)
        if response.is_success:
            self._check_request(operation, request)

    def _check_unknown(self, request: httpx.Request, response: httpx.Response) -> None:
        if response.status_code not in (404, 405) or _media_type(response) != PROBLEM:
            raise ContractBroken(
                f"{request.method} {request.url.path} is not in the document, and was answered with "
                f"{response.status_code} {_media_type(response)}"
            )
        self._validate(("problem",), {"$ref": "#/components/schemas/Problem"}, response.content, "problem")

    def _response(self, operation: Operation, response: httpx.Response) -> Mapping[str, Any]:
        responses = operation.declared["responses"]
        declared: Mapping[str, Any] | None = responses.get(str(response.status_code))
        if declared is None:
            raise ContractBroken(
                f"{operation.name} answered {response.status_code}, which is not declared "
                f"({', '.join(responses)}): {response.text[:300]}"
            )
        return self._resolved(declared)

    def _check_headers(self, operation: Operation, response: httpx.Response) -> None:
        needed = ["x-content-type-options"]
        if operation.method == "GET" and response.status_code == 200:
            needed.append("etag")
        missing = [name for name in needed if name not in response.headers]
        if missing:
            raise ContractBroken(f"{operation.name} {response.status_code} lacks {', '.join(missing)}")

    def _check_body(
        self, operation: Operation, declared: Mapping[str, Any], response: httpx.Response
    ) -> None:
        content: Mapping[str, Any] = declared.get("content", {})
        media_type = _media_type(response)
        chosen = _matching(content, media_type)
        where = f"{operation.name} {response.status_code} {media_type}"
        if chosen is None:
            raise ContractBroken(f"{where}: declared are {', '.join(content) or 'no bodies'}")
        if "json" in media_type and "schema" in content[chosen]:
            key = (operation.name, str(response.status_code), chosen)
            self._validate(key, content[chosen]["schema"], response.content, where)

    def _check_request(self, operation: Operation, request: httpx.Request) -> None:
        declared = self._resolved(operation.declared.get("requestBody", {})).get("content", {})
        body = declared.get("application/json")
        if body is None or request.headers.get("content-type") != "application/json":
            return
        where = f"{operation.name} took a body that the document refuses"
        self._validate((operation.name, "request"), body["schema"], request.content, where)

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            found: Any = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def _validate(self, key: tuple[str, ...], schema: Any, body: bytes, where: str) -> None:
        validator = self._validators.get(key)
        if validator is None:
            whole = {"components": self.document.get("components", {}), "allOf": [schema]}
            validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
            self._validators[key] = validator
        try:
            value = json.loads(body)
        except ValueError as error:
            raise ContractBroken(f"{where}: not JSON: {body[:200]!r}") from error
        found = [f"{_pointer(e.instance_path)}: {e.message[:300]}" for e in validator.iter_errors(value)]
        if found:
            raise ContractBroken(f"{where}:\n  " + "\n  ".join(found[:10]))


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]+\})", template)
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts))


def _media_type(response: httpx.Response) -> str:
    return response.headers.get("content-type", "").partition(";")[0].strip().lower()


def _matching(content: Mapping[str, Any], media_type: str) -> str | None:
    family = media_type.partition("/")[0]
    return next((each for each in (media_type, f"{family}/*", "*/*") if each in content), None)


def _pointer(path: list[str | int]) -> str:
    return "".join(f"/{part}" for part in path) or "/"
