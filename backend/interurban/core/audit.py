"""Append-only record of who did what: one hash chain per subject, written by one SQL function.

The application's role may only call the function; it may not update, delete or truncate entries.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from .actor import Actor
from .database import Base, Key


class AuditHead(Base):
    """The newest entry of each chain; locked last before a commit."""

    __tablename__ = "audit_heads"

    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditEntry(Base):
    """`actor_id` is the pseudonymous id of a person or client; names live apart and can be erased."""

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    detail: Mapped[dict[str, Any]]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


async def record(
    session: AsyncSession, actor: Actor, subject: UUID, action: str, detail: dict[str, Any] | None = None
) -> None:
    """Adds one entry to the subject's chain, in the caller's transaction. Call it last."""
    await session.flush()
    await session.execute(
        text("SELECT audit_append(:subject, :actor, :action, CAST(:detail AS jsonb))"),
        {
            "subject": subject,
            "actor": actor.principal,
            "action": action,
            "detail": json.dumps(detail or {}, default=str, ensure_ascii=False, sort_keys=True),
        },
    )


async def broken_chains(session: AsyncSession) -> list[UUID]:
    """Subjects whose entries do not hash to what they say, or do not reach their head."""
    rows = await session.execute(text("SELECT subject_id FROM audit_broken()"))
    return [row[0] for row in rows]
