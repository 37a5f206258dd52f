"""What every route shares: the actor, the transaction, ETags, idempotency, and the policy declaration."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from . import idempotency
from .actor import ANYONE, Actor
from .database import Database
from .errors import AppError, ConditionRequired, Forbidden, NotSignedIn, StaleEdit
from .policy import Permission, may_anywhere, refuse_undeclared
from .schemas import Lang
from .settings import Settings

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
Authenticate = Callable[[Request, Database], Awaitable[Actor]]


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def database_of(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def actor_of(request: Request) -> Actor:
    """The caller, resolved once a request by the function that the identity module registered."""
    known: Actor | None = getattr(request.state, "actor", None)
    if known is None:
        authenticate: Authenticate = request.app.state.authenticate
        known = await authenticate(request, database_of(request))
        request.state.actor = known
    return known


async def _write(request: Request) -> AsyncIterator[AsyncSession]:
    existing: AsyncSession | None = getattr(request.state, "session", None)
    if existing is not None:
        yield existing  # the idempotency wrapper opened it, and commits it with the stored answer
        return
    async with database_of(request).write() as session:
        yield session


async def _read(request: Request) -> AsyncIterator[AsyncConnection]:
    async with database_of(request).read() as connection:
        yield connection


CurrentSettings = Annotated[Settings, Depends(settings_of)]
CurrentActor = Annotated[Actor, Depends(actor_of)]
CurrentDatabase = Annotated[Database, Depends(database_of)]
# scope="function": the transaction commits before the answer leaves.
Write = Annotated[AsyncSession, Depends(_write, scope="function")]
Read = Annotated[AsyncConnection, Depends(_read, scope="function")]
IfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you read.")]


def allow(permission: Permission) -> Any:
    """Declares a route's permission: `dependencies=[allow(EDIT)]`. Exactly one a route."""

    async def check(request: Request, actor: CurrentActor) -> None:
        if not may_anywhere(actor, permission):
            raise refusal_of(request) or (Forbidden() if actor.signed_in else NotSignedIn())

    check.permission = permission  # type: ignore[attr-defined]
    return Depends(check)


def refuse(request: Request, reason: AppError) -> Actor:
    """For `authenticate`: nobody is signed in, and a route that needs somebody answers with the reason."""
    request.state.refusal = reason
    return ANYONE


def refusal_of(request: Request) -> AppError | None:
    return getattr(request.state, "refusal", None)


def permission_of(route: APIRoute) -> Permission | None:
    found = [getattr(d.dependency, "permission", None) for d in route.dependencies]
    declared = [p for p in found if p is not None]
    if len(declared) > 1:
        raise RuntimeError(f"{route.path} declares more than one permission")
    return declared[0] if declared else None


def check_policies(app: FastAPI) -> None:
    declared = {f"{'/'.join(sorted(r.methods or ()))} {r.path}": permission_of(r) for r in api_routes(app)}
    refuse_undeclared(declared)


def api_routes(app: FastAPI) -> list[APIRoute]:
    """Those of included routers too, which the application keeps as one entry each."""
    found = [context.original_route for context in iter_route_contexts(app.routes)]
    return [route for route in found if isinstance(route, APIRoute)]


def scopes_of(app: FastAPI) -> dict[str, list[str]]:
    """Every scope that an API client can have, with the permissions it gives."""
    found: dict[str, set[str]] = {}
    for route in api_routes(app):
        permission = permission_of(route)
        if permission is not None and permission.scope is not None:
            found.setdefault(permission.scope, set()).add(permission.name)
    return {scope: sorted(names) for scope, names in sorted(found.items())}


def etag(*parts: object) -> str:
    """A strong validator from whatever identifies the state (id, version, language)."""
    return f'"{blake2b("|".join(map(str, parts)).encode(), digest_size=12).hexdigest()}"'


def require_match(if_match: str | None, current: str) -> None:
    """428 without If-Match, 412 when it names another state.

    An ETag is "state" or "state.representation"; only the state, which is the same in every language, counts.
    """
    if if_match is None:
        raise ConditionRequired()
    states = [tag.strip().strip('"').split(".")[0] for tag in if_match.split(",")]
    if if_match.strip() != "*" and current.strip('"') not in states:
        raise StaleEdit("Read it again, look at what changed, and send your change with the new ETag.")


class Route(APIRoute):
    """Adds an ETag to every JSON answer of a GET, and honours Idempotency-Key on unsafe calls."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            if request.method in UNSAFE:
                return await _unsafe(request, original)
            response = await original(request)
            return await _conditional(request, response)

        return handler


async def _unsafe(request: Request, original: Callable[[Request], Awaitable[Response]]) -> Response:
    key = request.headers.get("idempotency-key")
    if key is None:
        return await original(request)
    idempotency.refuse_odd(key)
    actor = await actor_of(request)
    if actor.principal is None:
        return await original(request)
    fingerprint = idempotency.fingerprint(
        request.method, request.url.path, request.url.query, await request.body()
    )
    async with database_of(request).write() as session:
        secret = settings_of(request).secret
        stored = await idempotency.claim(session, actor.principal, key, fingerprint, secret)
        if stored is not None:
            return stored
        request.state.session = session
        response = await original(request)
        await idempotency.keep(session, actor.principal, key, response, secret)
        return response


async def _conditional(request: Request, response: Response) -> Response:
    if request.method != "GET" or response.status_code != 200 or not hasattr(response, "body"):
        return response
    if "etag" not in response.headers or "." not in response.headers["etag"]:
        state = response.headers.get("etag", "").strip('"')
        body = blake2b(response.body, digest_size=12).hexdigest()
        response.headers["etag"] = f'"{state}.{body}"' if state else f'"{body}"'
    if "cache-control" not in response.headers:
        actor = await actor_of(request)
        response.headers["cache-control"] = "private, no-cache" if actor.signed_in else "public, no-cache"
    response.headers.setdefault("vary", "Accept-Language, Accept-Encoding, Cookie, Authorization")
    if matches_none(request.headers.get("if-none-match"), response.headers["etag"]):
        kept = {k: v for k, v in response.headers.items() if k in ("etag", "cache-control", "vary", "link")}
        return Response(status_code=304, headers=kept)
    return response


def matches_none(if_none_match: str | None, current: str) -> bool:
    if not if_none_match:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or current in tags


def make_router(tag: str, prefix: str = "/v1") -> APIRouter:
    return APIRouter(prefix=prefix, tags=[tag], route_class=Route)


def languages_of(request: Request) -> list[str]:
    """The reader's languages, best first, from Accept-Language; `lang=` overrides it in the routes."""
    return list(languages_from(request.headers.get("accept-language", "")))


def languages_from(accept_language: str) -> tuple[str, ...]:
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.split(",")[:20]):
        tag, _, rest = part.strip().partition(";")
        quality = 1.0
        if rest.strip().startswith("q="):
            try:
                quality = float(rest.strip()[2:])
            except ValueError:
                continue
        primary = tag.strip().lower().split("-")[0]
        if primary.isalpha() and quality > 0:
            wanted.append((-quality, place, primary))
    return tuple(tag for _, _, tag in sorted(wanted))


def wanted_of(
    request: Request,
    lang: Annotated[Lang | None, Query(description="The language wanted, before Accept-Language.")] = None,
) -> list[str]:
    return [lang, *languages_of(request)] if lang else languages_of(request)


# The reader's languages, best first.
Wanted = Annotated[list[str], Depends(wanted_of)]
