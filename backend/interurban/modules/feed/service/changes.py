"""The change feed: a cursor never skips, and is refused once the log it belongs to is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import paging
from interurban.core.database import Database
from interurban.core.errors import Invalid, Unavailable
from interurban.core.schemas import FieldError
from interurban.modules.feed.errors import CursorExpired
from interurban.modules.feed.repository import changes, write
from interurban.modules.feed.repository import page as pages
from interurban.modules.feed.repository.changes import LogRow, LogState
from interurban.modules.feed.repository.page import Reader

from .cards import cards_of

_KIND = "changes"
_LAST = 2**63 - 1
_EXPIRED = "The log was rebuilt from a backup. Drop what you hold and start again without a cursor."


async def page_json(
    read: Reader, cursor: str | None, since: datetime | None, limit: int, languages: Sequence[str]
) -> tuple[bytes, str | None]:
    """The answer's bytes and the next cursor, null at the end.

    Raises CursorExpired for a cursor of another epoch, Unavailable while the log is not yet rebuilt.
    """
    state = await changes.state(read)
    if not state.ours:
        raise Unavailable("The log of changes is being rebuilt; ask again in a moment.")
    xid, seq = _position(state, cursor) if cursor else await _begin(read, state, since)
    found = await changes.rows(read, xid, seq, limit + 1)
    items, more = found[:limit], len(found) > limit
    if items:
        xid, seq = items[-1].xid, items[-1].seq
    here = paging.encode(_KIND, [str(state.epoch), str(xid), str(seq)])
    after = here if more else None
    answer = {"items": await _items(read, items, languages), "next": after, "cursor": here}
    return to_json(answer), after


async def _items(read: Reader, rows: Sequence[LogRow], languages: Sequence[str]) -> list[dict[str, object]]:
    ids = {row.id for row in rows if row.entity == "challenge" and row.op != "tombstone"}
    entries = await pages.by_id(read, list(ids)) if ids else []
    cards = dict(zip((entry.id for entry in entries), await cards_of(read, entries, languages), strict=True))
    return [
        {
            "entity": row.entity,
            "id": str(row.id),
            "op": row.op,
            "at": write.instant(row.at),
            "card": cards.get(row.id) if row.op != "tombstone" else None,
        }
        for row in rows
    ]


async def _begin(read: Reader, state: LogState, since: datetime | None) -> tuple[int, int]:
    if since is None:
        return 0, 0
    first = await changes.before(read, since)
    # What is still running may turn out to be since then.
    end = (state.oldest - 1, _LAST)
    return min(first, end) if first else end


def _position(state: LogState, cursor: str) -> tuple[int, int]:
    epoch, xid_text, seq_text = paging.decode(_KIND, cursor, 3)
    try:
        xid, seq = int(xid_text), int(seq_text)
        if not (0 <= xid < 2**64 and 0 <= seq <= _LAST):
            raise ValueError
    except (ValueError, TypeError):
        field = FieldError(pointer="/query/cursor", code="cursor", detail="Leave it out to start again.")
        raise Invalid("This cursor was not given out here.", errors=[field]) from None
    # A transaction that has not happened yet: the cursor is of a future that a restore took back.
    lost = state.future is not None and xid >= state.future
    if epoch != str(state.epoch) or lost:
        raise CursorExpired(_EXPIRED)
    return xid, seq


async def tick(database: Database) -> None:
    """The clock's own changes: logs each start and deadline passed, and rebuilds a log that was restored.

    Also keeps the text index in order, in a transaction of its own.
    """
    async with database.write() as session:
        if not (await changes.state(session)).ours:
            await restored(session)
        if await changes.tick(session):
            await write.notify(session)
    await settle(database)


async def settle(database: Database) -> None:
    """Sorts into the text index what writers left beside it, while others go on writing."""
    async with database.write() as session:
        await write.settle(session)


async def restored(session: AsyncSession) -> None:
    """To be called once after a restore from a backup: a new epoch, and a log of everything public.

    A dump that was loaded into another server is noticed by itself (by the server's identifier, within a
    tick). Going back in time on the same server is not: `SELECT feed_restored()` then belongs to the
    restore, before the application starts.
    """
    await changes.restored(session)
