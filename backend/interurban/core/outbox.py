"""Effects that leave the database: written in the caller's transaction, carried out by the worker after it.

A handler may run more than once (at least once), never for a write that was rolled back.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base, CreatedAt, Database, Key

log = logging.getLogger(__name__)
CHANNEL = "interurban_outbox"
MAX_ATTEMPTS = 12


class Later(Exception):
    """Raised by a handler whose time has not come: it is called again after `seconds`, and nothing failed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds} seconds")
        self.seconds = seconds


Handler = Callable[[Database, dict[str, Any]], Awaitable[None]]
_handlers: dict[str, Handler] = {}


class OutboxEvent(Base):
    __tablename__ = "outbox"

    id: Mapped[Key]
    topic: Mapped[str]
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[CreatedAt]
    due_at: Mapped[datetime] = mapped_column(server_default=text("now()"), index=True)
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    last_error: Mapped[str | None]


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Registers the one handler of a topic."""

    def register(handler: Handler) -> Handler:
        if _handlers.setdefault(topic, handler) is not handler:
            raise RuntimeError(f"two handlers for {topic}")
        return handler

    return register


async def put(session: AsyncSession, topic: str, payload: dict[str, Any]) -> None:
    session.add(OutboxEvent(topic=topic, payload=payload))
    await session.flush()
    await session.execute(text(f"NOTIFY {CHANNEL}"))


async def drain(database: Database, limit: int = 50) -> int:
    """Carries out what is due, one transaction each. Returns how many were done.

    The row stays locked while its handler runs: another worker skips it, and a killed one gives it back.
    """
    done = 0
    while done < limit and await _one(database):
        done += 1
    return done


async def _one(database: Database) -> bool:
    async with database.write() as session:
        row = (
            await session.scalars(
                select(OutboxEvent)
                .where(OutboxEvent.due_at <= text("now()"), OutboxEvent.attempts < MAX_ATTEMPTS)
                .order_by(OutboxEvent.due_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
        ).first()
        if row is None:
            return False
        try:
            await _handlers[row.topic](database, row.payload)
        except Later as later:
            await _postpone(session, row, later.seconds)
        except Exception as error:
            log.exception("outbox event failed", extra={"topic": row.topic, "event_id": str(row.id)})
            row.attempts += 1
            row.last_error = f"{type(error).__name__}: {error}"[:500]
            await _postpone(session, row, min(5 * 2**row.attempts, 3_600))
        else:
            await session.delete(row)
        return True


async def _postpone(session: AsyncSession, row: OutboxEvent, seconds: float) -> None:
    await session.execute(
        text("UPDATE outbox SET due_at = clock_timestamp() + make_interval(secs => :wait) WHERE id = :id"),
        {"wait": seconds, "id": row.id},
    )
