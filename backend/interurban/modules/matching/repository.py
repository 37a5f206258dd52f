"""Queries on what matching keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from .board import Document
from .models import CpvLabel, MatchFeedback, MatchingDocument, MatchingTold
from .types import Answer, Mode
from .words.pair import Side

Reader = AsyncConnection | AsyncSession
D = MatchingDocument
_COLUMNS = (
    D.entity,
    D.entity_id,
    D.organisation_id,
    D.kind,
    D.visibility,
    D.country,
    D.texts,
    D.categories,
    D.regions,
    D.gates,
    D.facts,
    D.opens_at,
    D.closes_at,
    D.original_language,
)


def live() -> ColumnElement[bool]:
    """What can be matched now or later: profiles, and records that have not ended or closed."""
    # History is read, not applied to.
    still = and_(
        D.ended_at.is_(None),
        D.kind != "award",
        or_(D.closes_at.is_(None), D.closes_at > func.clock_timestamp()),
    )
    return and_(D.deleted.is_(False), or_(D.entity == "profile", still))


def _document(row: Any) -> Document:
    return Document(
        entity=row.entity,
        id=row.entity_id,
        organisation_id=row.organisation_id,
        kind=row.kind,
        visibility=row.visibility,
        country=row.country,
        texts=row.texts,
        categories=row.categories,
        regions=row.regions,
        gates=row.gates,
        facts=row.facts,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        original_language=row.original_language,
    )


async def documents(reader: Reader, side: Side, ids: Iterable[UUID]) -> dict[UUID, Document]:
    query = select(*_COLUMNS).where(D.entity == side, D.entity_id.in_(list(ids)), D.deleted.is_(False))
    return {row.entity_id: _document(row) for row in await reader.execute(query)}


async def firms(reader: Reader, ids: Iterable[UUID]) -> list[Document]:
    """Profiles without their texts: who may see them, and what conditions are held against."""
    columns = (D.entity_id, D.kind, D.visibility, D.country, D.regions, D.facts)
    query = select(*columns).where(D.entity == "profile", D.entity_id.in_(list(ids)), D.deleted.is_(False))
    return [
        Document(
            entity="profile",
            id=row.entity_id,
            organisation_id=None,
            kind=row.kind,
            visibility=row.visibility,
            country=row.country,
            texts={},
            regions=row.regions,
            facts=row.facts,
        )
        for row in await reader.execute(query)
    ]


async def document(reader: Reader, side: Side, key: UUID) -> Document | None:
    return (await documents(reader, side, [key])).get(key)


async def live_documents(reader: Reader, keys: Sequence[tuple[str, UUID]]) -> list[Document]:
    """Those of the keys that are live, each with the text it has now."""
    query = select(*_COLUMNS).where(tuple_(D.entity, D.entity_id).in_(list(keys)), live())
    return [_document(row) for row in await reader.execute(query)]


async def anything(reader: Reader, keys: Sequence[tuple[str, UUID]]) -> dict[tuple[str, UUID], Document]:
    """Those of the keys that were not deleted, live or not."""
    query = select(*_COLUMNS).where(tuple_(D.entity, D.entity_id).in_(list(keys)), D.deleted.is_(False))
    return {(row.entity, row.entity_id): _document(row) for row in await reader.execute(query)}


async def horizon(reader: Reader) -> int:
    """The oldest transaction that is not finished: everything before it is final."""
    found = await reader.execute(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text"))
    return int(found.scalar_one())


async def written_since(reader: Reader, xid: int) -> dict[tuple[str, UUID], int]:
    """What transactions from `xid` on wrote: (entity, id) -> watermark. Live or not."""
    query = select(D.entity, D.entity_id, D.watermark).where(text("xid >= CAST(CAST(:xid AS text) AS xid8)"))
    rows = await reader.execute(query, {"xid": str(xid)})
    return {(row.entity, row.entity_id): row.watermark for row in rows}


async def all_live(reader: Reader) -> dict[tuple[str, UUID], int]:
    query = select(D.entity, D.entity_id, D.watermark).where(live())
    return {(row.entity, row.entity_id): row.watermark for row in await reader.execute(query)}


async def claimed_profiles(reader: Reader) -> list[UUID]:
    query = select(D.entity_id).where(D.entity == "profile", D.kind == "claimed", D.deleted.is_(False))
    return list((await reader.execute(query)).scalars())


async def some_challenges(reader: Reader, most: int) -> list[UUID]:
    """Live ones: all of them, or as many drawn by chance."""
    query = select(D.entity_id).where(D.entity == "challenge", live())
    query = query.order_by(text("md5(entity_id::text)")).limit(most)
    return list((await reader.execute(query)).scalars())


async def clock(reader: Reader) -> datetime:
    now: datetime = (await reader.execute(text("SELECT clock_timestamp()"))).scalar_one()
    return now


# Answers of people.


async def answers(reader: Reader, supplier_id: UUID) -> dict[UUID, Answer]:
    query = select(MatchFeedback.challenge_id, MatchFeedback.answer).where(
        MatchFeedback.supplier_id == supplier_id
    )
    return {row.challenge_id: Answer(row.answer) for row in await reader.execute(query)}


async def keep_answer(
    session: AsyncSession,
    supplier_id: UUID,
    challenge_id: UUID,
    answer: Answer,
    score: float | None,
    mode: Mode,
    user_id: UUID | None,
) -> datetime:
    fields = {"answer": answer, "score": score, "mode": mode, "user_id": user_id}
    statement = insert(MatchFeedback).values(supplier_id=supplier_id, challenge_id=challenge_id, **fields)
    statement = statement.on_conflict_do_update(
        index_elements=["supplier_id", "challenge_id"], set_={**fields, "created_at": text("now()")}
    )
    found: datetime = (await session.execute(statement.returning(MatchFeedback.created_at))).scalar_one()
    return found


async def forget_answer(session: AsyncSession, supplier_id: UUID, challenge_id: UUID) -> None:
    await session.execute(
        delete(MatchFeedback).where(
            MatchFeedback.supplier_id == supplier_id, MatchFeedback.challenge_id == challenge_id
        )
    )


async def dismissed_by(reader: Reader, challenge_id: UUID) -> set[UUID]:
    """Suppliers that do not want to see this challenge."""
    query = select(MatchFeedback.supplier_id).where(
        MatchFeedback.challenge_id == challenge_id, MatchFeedback.answer == Answer.not_for_me
    )
    return set((await reader.execute(query)).scalars())


async def scored_answers(reader: Reader, mode: Mode) -> list[tuple[Answer, float]]:
    """Every answer given in a mode, with the score that was shown; whose it is stays out."""
    query = select(MatchFeedback.answer, MatchFeedback.score).where(
        MatchFeedback.mode == mode, MatchFeedback.score.is_not(None)
    )
    return [(Answer(row.answer), row.score) for row in await reader.execute(query)]


# Who was told of a challenge.


async def told_of(session: AsyncSession, challenge_id: UUID) -> set[UUID]:
    query = select(MatchingTold.supplier_id).where(MatchingTold.challenge_id == challenge_id)
    return set((await session.execute(query)).scalars())


async def told_lately(session: AsyncSession, supplier_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many challenges each was told of in a day."""
    since = func.clock_timestamp() - timedelta(days=1)
    query = select(MatchingTold.supplier_id, func.count()).where(
        MatchingTold.supplier_id.in_(supplier_ids), MatchingTold.created_at > since
    )
    rows = await session.execute(query.group_by(MatchingTold.supplier_id))
    return {row[0]: row[1] for row in rows}


async def keep_told(session: AsyncSession, challenge_id: UUID, supplier_ids: Sequence[UUID]) -> None:
    if supplier_ids:
        rows = [{"supplier_id": key, "challenge_id": challenge_id} for key in supplier_ids]
        await session.execute(insert(MatchingTold).values(rows))


# Labels of the classification.

# Codes of at most five significant digits: what matching tells apart.
_LABELS = select(CpvLabel.lang, CpvLabel.code, CpvLabel.label).where(func.right(CpvLabel.code, 3) == "000")


async def label_languages(reader: Reader) -> list[str]:
    rows = await reader.execute(select(CpvLabel.lang).distinct().order_by(CpvLabel.lang))
    return [row.lang for row in rows]


async def labels(reader: Reader) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for lang, code, label in await reader.execute(_LABELS):
        found.setdefault(lang, {})[code] = label
    return found
