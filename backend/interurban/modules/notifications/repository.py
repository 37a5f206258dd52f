"""Queries on notices; always of one person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from .models import Notification


async def add(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    await session.execute(insert(Notification), rows)


async def page(
    session: AsyncSession, user_id: UUID, *, after: UUID | None, unread: bool, limit: int
) -> Sequence[Notification]:
    """Newest first: the keys sort by time."""
    query = select(Notification).where(Notification.user_id == user_id)
    if after is not None:
        query = query.where(Notification.id < after)
    if unread:
        query = query.where(Notification.read_at.is_(None))
    return (await session.scalars(query.order_by(Notification.id.desc()).limit(limit))).all()


async def count_unread(session: AsyncSession, user_id: UUID) -> int:
    query = select(func.count()).where(Notification.user_id == user_id, Notification.read_at.is_(None))
    found: int = (await session.execute(query)).scalar_one()
    return found


async def mark_read(session: AsyncSession, user_id: UUID, ids: Collection[UUID] | None) -> None:
    query = update(Notification).where(Notification.user_id == user_id, Notification.read_at.is_(None))
    if ids is not None:
        query = query.where(Notification.id.in_(ids))
    await session.execute(query.values(read_at=func.now()))
