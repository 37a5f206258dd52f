"""API clients of an organisation, and their short tokens (OAuth 2 client credentials, RFC 6749)."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import parse_qsl, unquote_plus
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, crypto, tokens
from interurban.core.actor import Actor
from interurban.core.database import Database, database_now
from interurban.core.errors import Invalid, NotFound
from interurban.core.policy import require_recent
from interurban.core.schemas import FieldError
from interurban.core.settings import Settings
from interurban.modules.identity import policy, repository
from interurban.modules.identity.models import ApiClient
from interurban.modules.identity.schemas import NewApiClient, Token, TokenError, TokenErrorCode
from interurban.modules.identity.types import (
    CLIENT_LIFETIME,
    CLIENT_LIFETIME_MAX,
    CLIENT_ROLES,
    TOKEN_LIFETIME,
    OrganisationKind,
)

from . import limits
from .authentication import token_key
from .members import open_organisation

_PREFIX = "iu_"


async def create(
    session: AsyncSession, actor: Actor, key: UUID, data: NewApiClient, known: Collection[str]
) -> tuple[ApiClient, str]:
    """The client and its secret, which is stored as a hash only."""
    organisation = await open_organisation(session, actor, key, policy.CLIENTS_MANAGE)
    now = await database_now(session)
    require_recent(actor, now)
    expires_at = data.expires_at or now + CLIENT_LIFETIME
    errors = [
        FieldError(pointer=f"/scopes/{place}", code="scope", detail=f"One of: {', '.join(known)}.")
        for place, scope in enumerate(data.scopes)
        if scope not in known
    ]
    if not now < expires_at <= now + CLIENT_LIFETIME_MAX:
        errors.append(
            FieldError(pointer="/expires_at", code="expires_at", detail="Later than now, within a year.")
        )
    if errors or not CLIENT_ROLES[OrganisationKind(organisation.kind)]:
        raise Invalid("A client needs scopes that exist and an end within a year.", errors=errors)
    secret = crypto.new_token(_PREFIX)
    assert actor.user_id is not None  # no API client has the permission
    client = ApiClient(
        organisation_id=key,
        name=data.name,
        secret_hash=crypto.token_hash(secret),
        scopes=sorted(set(data.scopes)),
        created_by=actor.user_id,
        expires_at=expires_at,
    )
    session.add(client)
    await session.flush()
    await audit.record(session, actor, key, "client.created", {"client": client.id, "scopes": client.scopes})
    await session.refresh(client)
    return client, secret


async def listing(session: AsyncSession, actor: Actor, key: UUID) -> Sequence[ApiClient]:
    await open_organisation(session, actor, key, policy.CLIENTS_MANAGE)
    return await repository.clients(session, key)


async def revoke(session: AsyncSession, actor: Actor, key: UUID, client_id: UUID) -> None:
    await open_organisation(session, actor, key, policy.CLIENTS_MANAGE)
    client = await session.get(ApiClient, client_id, with_for_update=True)
    if client is None or client.organisation_id != key:
        raise NotFound("There is no API client with this id.")
    client.revoked_at = client.revoked_at or await database_now(session)
    await audit.record(session, actor, key, "client.revoked", {"client": client_id})


class TokenRefusal(Exception):
    """An error in the words of RFC 6749, 5.2."""

    def __init__(self, error: TokenErrorCode, description: str, *, challenge: bool = False) -> None:
        super().__init__(error)
        self.answer = TokenError(error=error, error_description=description)
        self.status = 401 if error == "invalid_client" else 400
        self.headers = {"WWW-Authenticate": 'Basic realm="interurban"'} if challenge else {}


async def issue(
    database: Database, settings: Settings, authorization: str, body: bytes, address: str
) -> tuple[Token, dict[str, str]]:
    """A token of ten minutes for a client's id and secret, and the headers of the limit.

    Raises TokenRefusal, TooManyRequests.
    """
    form = _form(body)
    if "grant_type" not in form:
        raise TokenRefusal("invalid_request", "grant_type is missing.")
    if form["grant_type"] != "client_credentials":
        raise TokenRefusal("unsupported_grant_type", "Only client_credentials is supported.")
    given_id, secret = _credentials(form, authorization)
    tries = await limits.hold(database, "client", account=given_id, address=address)
    async with database.write() as session:
        client = await repository.live_client(session, UUID(given_id)) if _is_uuid(given_id) else None
        # A hash is compared either way, so that a made-up id takes the time of a real one.
        wanted = client.secret_hash if client else bytes(32)
        if not hmac.compare_digest(wanted, crypto.token_hash(secret)) or client is None:
            raise TokenRefusal(
                "invalid_client",
                "The client is unknown, revoked or its secret is another.",
                challenge=authorization != "",
            )
        asked = set(form.get("scope", "").split()) or set(client.scopes)
        if not asked <= set(client.scopes):
            raise TokenRefusal("invalid_scope", f"This client has: {' '.join(client.scopes)}.")
        await limits.forgive(session, tries)
    granted = " ".join(sorted(asked))
    token = tokens.sign(
        token_key(settings), {"sub": str(client.id), "scope": granted}, lifetime=TOKEN_LIFETIME
    )
    seconds = int(TOKEN_LIFETIME.total_seconds())
    return Token(
        access_token=token,
        token_type="Bearer",  # noqa: S106
        expires_in=seconds,
        scope=granted,
    ), tries.headers


def _form(body: bytes) -> dict[str, str]:
    """Each parameter at most once (RFC 6749, 3.2)."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=False, max_num_fields=20)
    except ValueError:
        raise TokenRefusal("invalid_request", "The form cannot be read.") from None
    if len({name for name, _ in pairs}) != len(pairs):
        raise TokenRefusal("invalid_request", "A parameter is there twice.")
    return dict(pairs)


def _credentials(form: Mapping[str, str], authorization: str) -> tuple[str, str]:
    """From HTTP Basic or from the form, never both (RFC 6749, 2.3)."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    if "client_secret" in form:
        raise TokenRefusal("invalid_request", "Send the secret in one way only.")
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise TokenRefusal("invalid_request", "HTTP Basic cannot be read.") from None
    return unquote_plus(name), unquote_plus(secret)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
