"""Idempotency-Key: the key's row holds the request's hash and the whole answer, and commits with the effect.

A second request with the same key waits for the first one's transaction, then gets its answer. An error
rolls the row back with everything else, so that a mended request may use the key again. An answer marked
`Cache-Control: no-store` holds a secret, and is kept encrypted.
"""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from fastapi import Response
from sqlalchemy import LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from . import crypto
from .database import Base, CreatedAt
from .errors import Invalid, KeyReused

KEPT_FOR = "48 hours"
_PURPOSE = "idempotency"


class IdempotencyKey(Base):
    __tablename__ = "idempotency_keys"

    principal_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    status: Mapped[int | None]
    headers: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[CreatedAt]


def fingerprint(method: str, path: str, query: str, body: bytes) -> bytes:
    return sha256(b"\0".join((method.encode(), path.encode(), query.encode(), body))).digest()


def refuse_odd(key: str) -> None:
    if not 1 <= len(key) <= 200 or not (key.isascii() and key.isprintable()):
        raise Invalid("Idempotency-Key must be 1 to 200 printable ASCII characters.")


async def claim(
    session: AsyncSession, principal: UUID, key: str, mark: bytes, secret: bytes
) -> Response | None:
    """Null when the key is ours to use now; the first answer when it was used before."""
    await session.execute(text("SET LOCAL lock_timeout = '20s'"))
    mine = await session.execute(
        insert(IdempotencyKey)
        .values(principal_id=principal, key=key, fingerprint=mark)
        .on_conflict_do_nothing()
        .returning(IdempotencyKey.key)
    )
    if mine.first() is not None:
        return None
    row = await session.get(IdempotencyKey, (principal, key))
    if row is None or row.status is None:
        raise KeyReused("The first request with this key did not finish; send it again.")
    if row.fingerprint != mark:
        raise KeyReused("Use a new key for a new request; this one belongs to an earlier one.")
    headers, body = row.headers or {}, row.body or b""
    if _is_secret(headers):
        body = crypto.unseal(secret, _PURPOSE, body)
    return Response(body, row.status, {**headers, "idempotency-replayed": "true"})


async def keep(session: AsyncSession, principal: UUID, key: str, response: Response, secret: bytes) -> None:
    row = await session.get(IdempotencyKey, (principal, key))
    assert row is not None  # claim() inserted it in this transaction
    kept = ("content-type", "etag", "location", "cache-control")
    row.status = response.status_code
    row.headers = {name: response.headers[name] for name in kept if name in response.headers}
    body = bytes(response.body)
    row.body = crypto.seal(secret, _PURPOSE, body) if _is_secret(row.headers) else body


def _is_secret(headers: dict[str, str]) -> bool:
    return "no-store" in headers.get("cache-control", "")


async def forget_old(session: AsyncSession) -> None:
    """Deletes answers past their keeping time; called by the worker."""
    await session.execute(
        text("DELETE FROM idempotency_keys WHERE created_at < now() - CAST(:kept AS interval)"),
        {"kept": KEPT_FOR},
    )
