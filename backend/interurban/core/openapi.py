"""The OpenAPI document: exported from the code, with every route's permission and the problem schema."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from .errors import TooLarge, problems
from .http import api_routes, permission_of, scopes_of
from .schemas import Problem

DESCRIPTION = """One feed for every city's challenges.

Reading published things needs no account. Errors are RFC 9457 problem documents with a stable `code`.
Lists are keyset pages: follow `next`, or the `Link` header, until it is null. Money is in minor units;
instants are UTC with the city's IANA zone beside them. A text is `{value, lang, original}`: `lang=` asks
for a language, `Accept-Language` is the fallback.
"""


def install(app: FastAPI) -> None:
    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = build(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def build(app: FastAPI) -> dict[str, Any]:
    spec = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        separate_input_output_schemas=True,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/"}],
        tags=[{"name": tag, "description": text} for tag, text in TAGS.items()],
    )
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    scopes = {scope: ", ".join(permissions) for scope, permissions in scopes_of(app).items()}
    spec["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "__Host-interurban"},
        "client": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/v1/oauth/token", "scopes": scopes}},
        },
    }
    declare_permissions(app, spec)
    declare_conventions(spec)
    return spec


TAGS = {
    "challenges": "Challenges and the feed of them.",
    "cities": "Cities and the buyers known from other portals.",
    "suppliers": "Suppliers and their capability profiles.",
    "matching": "What fits whom, and why.",
    "identity": "Accounts, sessions, organisations and their members.",
    "notifications": "Notices inside the product.",
    "sources": "Imports and what they could not use.",
    "exchange": "The feed in other formats.",
    "health": "Whether the service works.",
}


IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A request repeated with the same key gets the first answer; nothing is done twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"},
}


def declare_conventions(spec: dict[str, Any]) -> None:
    """What core.http and core.problems_http add to every route: 304, Idempotency-Key, a cap on bodies."""
    spec["components"]["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
    too_large = problems(TooLarge)[TooLarge.status]
    for path in spec["paths"].values():
        for method, operation in path.items():
            if method == "get":
                operation["responses"].setdefault("304", {"description": "What you have is still current"})
            else:
                operation.setdefault("parameters", []).append(
                    {"$ref": "#/components/parameters/IdempotencyKey"}
                )
            if "application/json" in operation.get("requestBody", {}).get("content", {}):
                operation["responses"].setdefault(str(TooLarge.status), too_large)


def declare_permissions(app: FastAPI, spec: dict[str, Any]) -> None:
    for route in api_routes(app):
        permission = permission_of(route)
        if permission is None or not route.include_in_schema:
            continue
        for method in route.methods or ():
            operation = spec["paths"][route.path_format][method.lower()]
            operation["x-permission"] = permission.name
            if permission.audience == "anyone":
                operation["security"] = []
            else:
                operation["security"] = [{"session": []}]
                if permission.scope:
                    operation["security"].append({"client": [permission.scope]})
