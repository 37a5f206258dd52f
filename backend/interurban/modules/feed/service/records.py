"""Taking records in and out, in the caller's transaction: entry, log and notice belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.modules.feed.repository import places, write
from interurban.modules.feed.types import FeedRecord

from .cache import forget_everywhere

_HOOKED = "feed.forgets_after_commit"


async def put(session: AsyncSession, record: FeedRecord) -> None:
    await put_many(session, [record])


async def put_many(session: AsyncSession, records: Sequence[FeedRecord]) -> None:
    """Adds or replaces records. One statement a call; meant for batches of some hundreds."""
    if not records:
        return
    await write.upsert(session, records)
    await _told(session)


async def name_places(session: AsyncSession, names: Mapping[str, Iterable[str]]) -> None:
    """Other names of places, by the name that records show: the place filter knows them from now on."""
    if await places.keep(session, names):
        await _told(session)


async def remove(session: AsyncSession, id_: UUID) -> None:
    """Takes a record out of everything public; the log keeps a tombstone. Unknown ids are no error."""
    await write.delete(session, id_)
    await _told(session)


async def change(session: AsyncSession, entity: str, id_: UUID, op: str) -> None:
    """Logs a public change of something that is not in the list, for instance of a city."""
    await write.log(session, entity, id_, op)
    await _told(session)


async def _told(session: AsyncSession) -> None:
    await write.notify(session)
    # Other processes hear the notice a moment later; this one must not answer its own writer with the past.
    if not session.info.get(_HOOKED):
        session.info[_HOOKED] = True
        event.listen(session.sync_session, "after_commit", lambda _: forget_everywhere())
