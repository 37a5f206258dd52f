"""One page of the list, the number of all and the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Text, cast, func, not_, null, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from interurban.modules.feed.models import FeedEntry as E
from interurban.modules.feed.types import Sort

from .filters import Asked, distance_km, matches, where
from .order import Segment, after, order_by, ranked_by, segments
from .status import status
from .write import StoredCard

Reader = AsyncConnection | AsyncSession


class Entry(NamedTuple):
    id: UUID
    card: StoredCard
    status: str
    distance_km: float | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page begins: `keys` null means at the beginning of the segment.

    `ranked` says, within a tier of a text search, what its first page decided (see order.ranked_by).
    """

    as_of: datetime
    segment: int = 0
    keys: Sequence[Any] | None = None
    ranked: bool | None = None


class Clock(NamedTuple):
    """The database's clock, and the next instant at which some record's status changes by itself."""

    now: datetime
    next_instant: datetime | None


# Two index look-ups, on the partial indexes of what can still change.
_CLOCK = text("""
SELECT now, least(
  (SELECT min(opens_at) FROM feed_entries WHERE ended_status IS NULL AND opens_at > now),
  (SELECT closes_at FROM feed_entries WHERE ended_status IS NULL AND closes_sort > now
   ORDER BY closes_sort, id LIMIT 1)
) FROM (SELECT clock_timestamp() AS now) AS clock
""")


async def clock(read: Reader) -> Clock:
    now, instant = (await read.execute(_CLOCK)).one()
    return Clock(now, instant)


async def count(read: Reader, asked: Asked) -> int:
    return int((await read.execute(select(func.count()).select_from(E).where(*where(asked)))).scalar_one())


async def without_words(read: Reader, asked: Asked, entries: Sequence[Entry]) -> list[UUID]:
    """Those of the entries that were found by their meaning alone."""
    near = {one.id for one in asked.near} & {entry.id for entry in entries}
    if not near or asked.text is None:
        return []
    query = select(E.id).where(E.id.in_(near), not_(matches(asked.text.matches)))
    found = {row.id for row in await read.execute(query)}
    return [entry.id for entry in entries if entry.id in found]


async def by_id(read: Reader, ids: Sequence[UUID]) -> list[Entry]:
    now = (await clock(read)).now
    columns: tuple[Any, ...] = (E.id, E.card, status(now), null(), E.updated_at)
    return [Entry(*row) for row in await read.execute(select(*columns).where(E.id.in_(list(ids))))]


async def page(
    read: Reader, asked: Asked, sort: Sort, start: Start, limit: int
) -> tuple[list[Entry], Start | None]:
    """Up to `limit` entries, and where the next page starts; null at the end.

    Raises ValueError when `start` came from a cursor that does not fit.
    """
    order = segments(sort, asked, start.as_of)
    if start.segment not in range(max(1, len(order))):
        raise ValueError
    entries: list[Entry] = []
    places: list[Start] = []
    for number, segment in enumerate(order[start.segment :], start.segment):
        here = start if number == start.segment else Start(start.as_of, number)
        if segment.hits is not None and here.ranked is not None:
            segment = ranked_by(asked, segment, here.ranked)
        for row in await _segment(read, asked, segment, here.keys, limit + 1 - len(entries)):
            entries.append(Entry(*row[:5]))
            places.append(Start(start.as_of, number, [*row[6:], str(row[0])], row[5]))
        if len(entries) > limit:
            return entries[:limit], places[limit - 1]
    return entries, None


async def _segment(
    read: Reader, asked: Asked, segment: Segment, keys: Sequence[Any] | None, limit: int
) -> Sequence[Any]:
    # The hits of a tier are already under all filters.
    conditions = [*(where(asked) if segment.hits is None else ()), segment.condition]
    if keys is not None:
        conditions.append(after(segment, keys))
    statement = (
        select(
            E.id,
            E.card,
            status(asked.now),
            distance_km(asked.point) if asked.point else null(),
            E.updated_at,
            segment.ranked,
            # As text, because `infinity` has no Python datetime.
            *(
                cast(key.expression, Text) if key.type_.python_type is datetime else key.expression
                for key in segment.keys
            ),
        )
        .where(*conditions)
        .order_by(*order_by(segment, by_index=asked.text is None))
        .limit(limit)
    )
    return (await read.execute(statement)).all()
