"""Queries on challenges. The status is computed here, from the table in types.py and the database's clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from .models import Challenge, ChallengeFile, ChallengeText, Participation
from .types import STATUS_RULES, Status


def status_case() -> ColumnElement[str]:
    """SQL for STATUS_RULES over `challenges`, at the moment of the statement."""
    arms = " ".join(
        f"WHEN {condition.replace('> now', '> clock_timestamp()')} THEN '{status.value}'"
        for status, condition in STATUS_RULES
    )
    return literal_column(f"CASE {arms} END").label("status")


async def get(
    session: AsyncSession, challenge_id: UUID, *, lock: bool = False
) -> tuple[Challenge, Status, datetime] | None:
    """The row, its status and the database's clock at that moment. `lock` keeps others from changing it."""
    clock: ColumnElement[datetime] = literal_column("clock_timestamp()")
    query = select(Challenge, status_case(), clock).where(Challenge.id == challenge_id)
    if lock:
        query = query.with_for_update(of=Challenge)
    row = (await session.execute(query)).first()
    return None if row is None else (row[0], Status(row[1]), row[2])


async def texts(session: AsyncSession, challenge_id: UUID) -> list[ChallengeText]:
    query = select(ChallengeText).where(ChallengeText.challenge_id == challenge_id)
    return list(await session.scalars(query.order_by(ChallengeText.lang)))


async def replace_texts(session: AsyncSession, challenge_id: UUID, rows: Sequence[ChallengeText]) -> None:
    await session.execute(delete(ChallengeText).where(ChallengeText.challenge_id == challenge_id))
    session.add_all(rows)
    await session.flush()


async def participations(session: AsyncSession, challenge_id: UUID) -> list[Participation]:
    query = select(Participation).where(Participation.challenge_id == challenge_id)
    # The lead first, then as they came.
    return list(await session.scalars(query.order_by(Participation.state != "lead", Participation.since)))


async def files(session: AsyncSession, challenge_id: UUID) -> list[ChallengeFile]:
    query = select(ChallengeFile).where(ChallengeFile.challenge_id == challenge_id)
    return list(await session.scalars(query.order_by(ChallengeFile.name)))


async def of_city(
    session: AsyncSession, city_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> list[tuple[Challenge, Status]]:
    """A city's own challenges, drafts included, the one touched last first."""
    query = (
        select(Challenge, status_case())
        .where(Challenge.organisation_id == city_id)
        .order_by(Challenge.updated_at.desc(), Challenge.id.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Challenge.updated_at, Challenge.id) < tuple_(*after))
    return [(row[0], Status(row[1])) for row in await session.execute(query)]


async def titles(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    query = select(ChallengeText.challenge_id, ChallengeText.lang, ChallengeText.title)
    found: dict[UUID, dict[str, str]] = {}
    for row in await session.execute(query.where(ChallengeText.challenge_id.in_(ids))):
        found.setdefault(row.challenge_id, {})[row.lang] = row.title
    return found
