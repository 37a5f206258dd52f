"""What is shown of sources and imports."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from interurban.core import paging
from interurban.core.errors import NotFound
from interurban.modules.challenges import public as challenges

from . import repository
from .schemas import (
    ImportCounts,
    ImportRejectOut,
    ImportRejectPage,
    ImportRunOut,
    ImportRunPage,
    SourceList,
    SourceOut,
)
from .types import Counts


async def sources(reader: AsyncConnection) -> SourceList:
    found = await challenges.sources_in_use(reader)
    return SourceList(
        items=[
            SourceOut(key=use.source, attribution=use.attribution, licence=use.licence, records=use.records)
            for use in found
        ]
    )


async def runs(reader: AsyncConnection, cursor: str | None, limit: int) -> ImportRunPage:
    """The newest first."""
    after = UUID(paging.decode("runs", cursor, 1)[0]) if cursor else None
    rows = await repository.runs(reader, after, limit + 1)
    items = [
        ImportRunOut(
            **{name: getattr(row, name) for name in ImportRunOut.model_fields if name != "counts"},
            counts=ImportCounts(**Counts.of(row.counts).kept()),
        )
        for row in rows[:limit]
    ]
    following = paging.encode("runs", [items[-1].id]) if len(rows) > limit else None
    return ImportRunPage(items=items, next=following, total=None, facets=None)


async def rejects(reader: AsyncConnection, run_id: UUID, cursor: str | None, limit: int) -> ImportRejectPage:
    """In the order of the input."""
    if not await repository.exists(reader, run_id):
        raise NotFound("There is no import with this id.")
    after = None
    if cursor:
        position, key = paging.decode("rejects", cursor, 2)
        after = (int(position), UUID(key))
    rows = await repository.rejects(reader, run_id, after, limit + 1)
    shown = rows[:limit]
    items = [
        ImportRejectOut(**{name: getattr(row, name) for name in ImportRejectOut.model_fields})
        for row in shown
    ]
    following = paging.encode("rejects", [shown[-1].position, shown[-1].id]) if len(rows) > limit else None
    return ImportRejectPage(items=items, next=following, total=None, facets=None)
