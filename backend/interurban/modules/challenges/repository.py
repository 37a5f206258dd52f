"""Queries on challenges. The status is computed here, from the table in types.py and the database's clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, literal_column, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from .models import (
    ActApproval,
    Challenge,
    ChallengeAct,
    ChallengeFile,
    ChallengeText,
    Participation,
    ParticipationNotice,
)
from .types import LIVE, STATUS_RULES, Part, Status


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
        query = query.with_for_update(of=Challenge).execution_options(populate_existing=True)
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
    query = query.order_by(Participation.state != Part.lead, Participation.since, Participation.city_id)
    return list(await session.scalars(query.execution_options(populate_existing=True)))


async def live_cities(session: AsyncSession, challenge_id: UUID) -> list[UUID]:
    return [p.city_id for p in await participations(session, challenge_id) if p.state in LIVE]


async def notices(session: AsyncSession, challenge_id: UUID) -> list[ParticipationNotice]:
    query = select(ParticipationNotice).where(ParticipationNotice.challenge_id == challenge_id)
    return list(await session.scalars(query.order_by(ParticipationNotice.at, ParticipationNotice.id)))


async def acts(session: AsyncSession, challenge_id: UUID, *, pending: bool = False) -> list[ChallengeAct]:
    query = select(ChallengeAct).where(ChallengeAct.challenge_id == challenge_id)
    if pending:
        query = query.where(ChallengeAct.done_at.is_(None), ChallengeAct.ended_at.is_(None))
    return list(await session.scalars(query.order_by(ChallengeAct.id.desc())))


async def act(session: AsyncSession, act_id: UUID) -> ChallengeAct | None:
    return (await session.scalars(select(ChallengeAct).where(ChallengeAct.id == act_id))).first()


async def approvals(session: AsyncSession, act_ids: Sequence[UUID]) -> list[ActApproval]:
    query = select(ActApproval).where(ActApproval.act_id.in_(act_ids))
    return list(await session.scalars(query.order_by(ActApproval.approved_at, ActApproval.id)))


async def files(session: AsyncSession, challenge_id: UUID) -> list[ChallengeFile]:
    query = select(ChallengeFile).where(ChallengeFile.challenge_id == challenge_id)
    return list(await session.scalars(query.order_by(ChallengeFile.name)))


async def of_city(
    session: AsyncSession, city_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> list[tuple[Challenge, Status, Participation]]:
    """What a city leads, posts with others, or is invited to, the one touched last first.

    A lapsed invitation gives no right to the draft, so it is not listed.
    """
    waits = (Participation.state == Part.invited) & (Participation.answer_by > func.clock_timestamp())
    asked = (Participation.state == Part.asked) & Challenge.published_at.is_not(None)
    query = (
        select(Challenge, status_case(), Participation)
        .join(Participation, Participation.challenge_id == Challenge.id)
        .where(Participation.city_id == city_id, Participation.state.in_(LIVE) | waits | asked)
        .order_by(Challenge.updated_at.desc(), Challenge.id.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Challenge.updated_at, Challenge.id) < tuple_(*after))
    return [(row[0], Status(row[1]), row[2]) for row in await session.execute(query)]


async def titles(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    query = select(ChallengeText.challenge_id, ChallengeText.lang, ChallengeText.title)
    found: dict[UUID, dict[str, str]] = {}
    for row in await session.execute(query.where(ChallengeText.challenge_id.in_(ids))):
        found.setdefault(row.challenge_id, {})[row.lang] = row.title
    return found


async def give_files(session: AsyncSession, challenge_id: UUID, organisation_id: UUID) -> None:
    """Rows carry the id of whoever owns them, so they follow the lead."""
    query = update(ChallengeFile).where(ChallengeFile.challenge_id == challenge_id)
    await session.execute(query.values(organisation_id=organisation_id))
