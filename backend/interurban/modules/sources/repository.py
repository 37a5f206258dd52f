"""Queries on runs of importers and what they rejected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from .models import ImportReject, ImportRun
from .types import Reject

Reader = AsyncConnection | AsyncSession


async def start(
    session: AsyncSession, format_name: str, label: str, input_hash: str, total: int | None
) -> ImportRun:
    run = ImportRun(format=format_name, label=label, input_hash=input_hash, total=total)
    session.add(run)
    await session.flush()
    await session.refresh(run)
    return run


async def unfinished(session: AsyncSession, format_name: str, input_hash: str) -> ImportRun | None:
    """The latest run of this input, if it was interrupted."""
    query = select(ImportRun).where(ImportRun.format == format_name, ImportRun.input_hash == input_hash)
    latest = (await session.scalars(query.order_by(ImportRun.id.desc()).limit(1))).first()
    return latest if latest is not None and latest.finished_at is None else None


async def is_finished(reader: Reader, format_name: str, input_hash: str) -> bool:
    query = select(ImportRun.id).where(
        ImportRun.format == format_name,
        ImportRun.input_hash == input_hash,
        ImportRun.finished_at.is_not(None),
        ImportRun.error.is_(None),
    )
    return (await reader.execute(query.limit(1))).first() is not None


async def claim(session: AsyncSession, input_hash: str) -> bool:
    """Whether this transaction is the only one that imports this input now."""
    key = func.hashtextextended("import:" + input_hash, 0)
    return bool((await session.execute(select(func.pg_try_advisory_xact_lock(key)))).scalar())


async def advance(session: AsyncSession, run_id: UUID, position: int, counts: dict[str, Any]) -> None:
    """In the transaction that stores the batch: position and records are never apart."""
    await session.execute(
        update(ImportRun)
        .where(ImportRun.id == run_id)
        .values(position=position, counts=counts, updated_at=func.clock_timestamp())
    )


async def finish(session: AsyncSession, run_id: UUID, error: str | None) -> None:
    await session.execute(
        update(ImportRun)
        .where(ImportRun.id == run_id)
        .values(finished_at=func.clock_timestamp(), error=error, updated_at=func.clock_timestamp())
    )


async def keep_rejects(session: AsyncSession, run_id: UUID, rejects: Sequence[Reject]) -> None:
    rows = [
        {
            "run_id": run_id,
            "position": reject.position,
            "source_id": reject.source_id,
            "code": reject.reason_code,
            "detail": reject.detail,
            "excerpt": reject.excerpt,
        }
        for reject in rejects
    ]
    if rows:
        await session.execute(insert(ImportReject), rows)


async def runs(reader: Reader, after: UUID | None, limit: int) -> list[Any]:
    query = select(*ImportRun.__table__.columns).order_by(text("id DESC")).limit(limit)
    if after is not None:
        query = query.where(ImportRun.id < after)
    return list(await reader.execute(query))


async def rejects(reader: Reader, run_id: UUID, after: tuple[int, UUID] | None, limit: int) -> list[Any]:
    order = (ImportReject.position, ImportReject.id)
    query = select(*ImportReject.__table__.columns).where(ImportReject.run_id == run_id)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after))
    return list(await reader.execute(query.order_by(*order).limit(limit)))


async def exists(reader: Reader, run_id: UUID) -> bool:
    return (await reader.execute(select(ImportRun.id).where(ImportRun.id == run_id))).first() is not None
