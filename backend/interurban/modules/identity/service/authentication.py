"""Who is asking: a session's cookie or an API client's token. One query; none for anybody else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import text
from starlette.requests import Request

from interurban.core import tokens
from interurban.core.actor import ANYONE, Actor, Membership, Role
from interurban.core.crypto import token_hash
from interurban.core.database import Database
from interurban.core.errors import ForeignOrigin, NotSignedIn
from interurban.core.http import UNSAFE, refuse
from interurban.core.settings import Settings
from interurban.modules.identity.types import (
    CLIENT_ROLES,
    SESSION_IDLE,
    SESSION_TOUCH,
    TOKEN_AUDIENCE,
    OrganisationKind,
)

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Tokens are 43 characters; anything longer is not worth a query.
_MAX_TOKEN = 100

_SESSION = text(
    """
    SELECT s.id, s.user_id, s.reauthenticated_at, s.seen_at < now() - CAST(:touch AS interval), u.language,
      coalesce((SELECT jsonb_agg(jsonb_build_array(m.organisation_id, m.role, m.may_submit) ORDER BY m.id)
        FROM memberships m
        WHERE m.user_id = u.id AND (m.expires_at IS NULL OR m.expires_at > now())), '[]')
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = :hash AND s.expires_at > now() AND s.seen_at > now() - CAST(:idle AS interval)
      AND u.disabled_at IS NULL AND (NOT u.demo OR :ready)
    """
)
_TOUCH = text(
    "UPDATE sessions SET seen_at = now() WHERE id = :id AND seen_at < now() - CAST(:touch AS interval)"
)
_CLIENT = text(
    """
    SELECT c.organisation_id, o.kind, c.scopes
    FROM api_clients c JOIN organisations o ON o.id = c.organisation_id
    WHERE c.id = :id AND c.revoked_at IS NULL AND c.expires_at > now()
    """
)


def cookie_name(settings: Settings) -> str:
    return "__Host-interurban" if settings.secure_cookies else "interurban"


def token_key(settings: Settings) -> tokens.TokenKey:
    return tokens.TokenKey.derived(settings.secret, issuer=settings.origin, audience=TOKEN_AUDIENCE)


async def authenticate(request: Request, database: Database) -> Actor:
    """The actor behind a request.

    Credentials that no longer hold make nobody of the caller: what is public stays readable with an old
    cookie, and a route that needs somebody answers with the reason.
    """
    settings: Settings = request.app.state.settings
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await _client(request, database, settings, credentials.strip())
    token = request.cookies.get(cookie_name(settings))
    if not token:
        return ANYONE
    if request.method in UNSAFE and not same_origin(request, settings):
        return refuse(request, ForeignOrigin("Send this from the page itself, or use an API client's token."))
    return await _person(request, database, settings, token)


def same_origin(request: Request, settings: Settings) -> bool:
    """Whether our own page sent this. Old browsers send no Origin, but then nothing else proves it either."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    if origin == settings.origin or origin in settings.allowed_origins:
        return True
    return not settings.public_url and settings.on_loopback and _is_own_loopback(origin, settings.port)


def _is_own_loopback(origin: str, port: int) -> bool:
    """A developer's browser may know this machine by any of its names."""
    try:
        parts = urlsplit(origin)
        return parts.scheme == "http" and parts.hostname in _LOOPBACK and (parts.port or 80) == port
    except ValueError:
        return False


async def _one(database: Database, statement: Any, **values: Any) -> Any:
    # On the primary, so that a session works at once and ends at once; AUTOCOMMIT, so that it is one trip.
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        found = await connection.execute(statement, values)
        return found.first() if found.returns_rows else None


async def _person(request: Request, database: Database, settings: Settings, token: str) -> Actor:
    row = None
    if len(token) <= _MAX_TOKEN:
        row = await _one(
            database,
            _SESSION,
            hash=token_hash(token),
            touch=SESSION_TOUCH,
            idle=SESSION_IDLE,
            ready=bool(settings.ready_accounts),
        )
    if row is None:
        return refuse(request, NotSignedIn("Your session has ended; sign in again."))
    session_id, user_id, reauthenticated_at, stale, language, memberships = row
    if stale:
        await _one(database, _TOUCH, id=session_id, touch=SESSION_TOUCH)
    return Actor(
        user_id=user_id,
        memberships=tuple(Membership(UUID(key), Role(role), submit) for key, role, submit in memberships),
        session_id=session_id,
        reauthenticated_at=reauthenticated_at,
        language=language,
    )


async def _client(request: Request, database: Database, settings: Settings, token: str) -> Actor:
    refused = NotSignedIn(
        "This token is not valid or out of date; get a new one at /v1/oauth/token.",
        headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
    )
    try:
        claims = tokens.verify(token_key(settings), token)
        client_id = UUID(str(claims.get("sub")))
    except (tokens.TokenRefused, ValueError):
        return refuse(request, refused)
    row = await _one(database, _CLIENT, id=client_id)
    if row is None:
        return refuse(request, refused)
    organisation_id, kind, scopes = row
    return Actor(
        client_id=client_id,
        memberships=tuple(Membership(organisation_id, role) for role in CLIENT_ROLES[OrganisationKind(kind)]),
        scopes=frozenset(str(claims.get("scope", "")).split()) & frozenset(scopes),
    )
