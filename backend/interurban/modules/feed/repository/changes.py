"""The log of changes: reading it without ever skipping a row, and the rows that the clock writes.

A serial number is taken when a row is written but seen when its transaction commits, so a reader who goes by
serial numbers alone passes over slow transactions. The order here is (transaction id, serial), and a
reader sees only what is older than every transaction still running: nothing can appear behind it any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from .page import Reader


class LogState(NamedTuple):
    """`ours` is false where the log came with a dump from another server.

    Transactions before `oldest` are all over. None has an id of `future` or more yet; null on a standby,
    which may be behind the server that gave a cursor out.
    """

    epoch: UUID
    ours: bool
    oldest: int
    future: int | None


class LogRow(NamedTuple):
    xid: int
    seq: int
    entity: str
    id: UUID
    op: str
    at: datetime


_STATE = text("""
SELECT epoch, cluster = feed_cluster(), CAST(pg_snapshot_xmin(now) AS text),
  CASE WHEN NOT pg_is_in_recovery() THEN CAST(pg_snapshot_xmax(now) AS text) END
FROM feed_state, pg_current_snapshot() AS now
""")

# In ORDER BY a bare `xid` would be the text that is selected, where 1000 comes before 999.
_ROWS = text("""
SELECT CAST(xid AS text), seq, entity, entity_id, op, at FROM changes
WHERE (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
  AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY changes.xid, seq LIMIT :limit
""")

# The first change since an instant, in the order of the log.
_SINCE = text("""
SELECT CAST(xid AS text), seq FROM changes WHERE at >= :since ORDER BY changes.xid, seq LIMIT 1
""")

_TICK = text("""
WITH state AS (
  SELECT ticked_to, clock_timestamp() AS now FROM feed_state WHERE id = 1
), passed AS (
  SELECT e.id, e.opens_at AS at FROM feed_entries e, state s
    WHERE e.ended_status IS NULL AND e.opens_at > s.ticked_to AND e.opens_at <= s.now
  UNION ALL
  SELECT e.id, e.closes_sort FROM feed_entries e, state s
    WHERE e.ended_status IS NULL AND e.closes_sort > s.ticked_to AND e.closes_sort <= s.now
), told AS (
  INSERT INTO changes (entity, entity_id, op) SELECT 'challenge', id, 'status' FROM passed ORDER BY at, id
  RETURNING seq
), moved AS (
  UPDATE feed_state SET ticked_to = (SELECT now FROM state) WHERE id = 1
)
SELECT count(*) FROM told
""")


async def state(read: Reader) -> LogState:
    epoch, ours, oldest, future = (await read.execute(_STATE)).one()
    return LogState(epoch, ours, int(oldest), None if future is None else int(future))


async def rows(read: Reader, xid: int, seq: int, limit: int) -> list[LogRow]:
    """The next rows after (xid, seq)."""
    found = await read.execute(_ROWS, {"xid": str(xid), "seq": seq, "limit": limit})
    return [LogRow(int(row[0]), *row[1:]) for row in found]


async def before(read: Reader, since: datetime) -> tuple[int, int] | None:
    """A position before everything that was logged at `since` or later; null when there is nothing."""
    row = (await read.execute(_SINCE, {"since": since})).first()
    return (int(row[0]), row[1] - 1) if row else None


async def tick(session: AsyncSession) -> int:
    """Logs the records whose start or deadline passed since the last tick; returns how many.

    The row of state is locked, so that a second worker finds nothing left to tell.
    """
    # Its own statement first: a later one sees what another worker committed while this one waited.
    await session.execute(text("SELECT 1 FROM feed_state WHERE id = 1 FOR UPDATE"))
    return int((await session.execute(_TICK)).scalar_one())


async def restored(session: AsyncSession) -> None:
    await session.execute(text("SELECT feed_restored()"))
