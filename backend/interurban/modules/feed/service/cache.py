"""Finished answers, kept while nothing public changes: neither by a write nor by the clock.

A write is heard by NOTIFY, with a poll of the log behind it. While the listening connection is lost nothing
is kept and nothing kept is served. Status changes with time, so everything also expires at the next start or
deadline of any published record.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakSet

import psycopg

from interurban.core.database import READ_ROLE, libpq_url
from interurban.modules.feed.repository.page import Clock
from interurban.modules.feed.repository.write import CHANNEL

log = logging.getLogger(__name__)
POLL_SECONDS = 5.0
MOST_BYTES = 32 * 1024 * 1024

Key = tuple[str, bytes, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    etag: bytes
    headers: list[tuple[bytes, bytes]]
    not_modified: list[tuple[bytes, bytes]]
    body: bytes


class Ticket(NamedTuple):
    """The state of the feed before an answer was worked out; it is kept only if this still holds."""

    version: int
    asked_at: float


class FeedCache:
    """Answers of one process by path, query and languages."""

    def __init__(self) -> None:
        self.version = 0
        self.listening = False
        self.expires = 0.0  # on the monotonic clock; of everything kept
        self.bytes = 0
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        _LIVE.add(self)

    def get(self, key: Key) -> Answer | None:
        answer = self._kept.get(key)
        if answer is None:
            return None
        if time.monotonic() >= self.expires:
            self.forget()
            return None
        self._kept.move_to_end(key)
        return answer

    def ticket(self) -> Ticket:
        return Ticket(self.version, time.monotonic())

    def keep(self, key: Key, ticket: Ticket, clock: Clock, answer: Answer) -> None:
        """Keeps an answer that was read after `ticket` was drawn, at the database's `clock`."""
        if not self.listening or ticket.version != self.version or key in self._kept:
            return
        if not self._kept:
            self.expires = float("inf")
        if clock.next_instant is not None:
            # Counted from before the clock was read, so that it is early rather than late.
            left = (clock.next_instant - clock.now).total_seconds()
            self.expires = min(self.expires, ticket.asked_at + left)
        self._kept[key] = answer
        self.bytes += len(answer.body)
        while self.bytes > MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= len(oldest.body)

    def forget(self) -> None:
        """Something public changed, or may have."""
        self.version += 1
        self._kept.clear()
        self.bytes = 0


_LIVE: WeakSet[FeedCache] = WeakSet()


def forget_everywhere() -> None:
    """For a write of this very process, which must be seen before its notice comes back."""
    for cache in _LIVE:
        cache.forget()


async def listen(cache: FeedCache, url: str) -> None:
    """Keeps the cache true until it is cancelled."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                libpq_url(url), autocommit=True, options=f"-c role={READ_ROLE}"
            ) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                watch = _Watch()
                await watch.moved(connection)
                cache.forget()
                cache.listening = True
                while True:
                    async for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                        cache.forget()
                    if await watch.moved(connection):
                        cache.forget()
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("feed listener lost")
        finally:
            cache.listening = False
            cache.forget()
        await asyncio.sleep(1.0)


class _Watch:
    """Sees commits in the log that no notice told of.

    Counts the rows from the oldest transaction that was open at the last look: all others were final then.
    """

    def __init__(self) -> None:
        self.since: str | None = None
        self.seen = 0

    async def moved(self, connection: psycopg.AsyncConnection) -> bool:
        """Whether the log grew since the last look (the first one only remembers)."""
        cursor = await connection.execute(_LOOK, (self.since,))
        row = await cursor.fetchone()
        assert row is not None
        oldest, found, open_still = row
        moved = found != self.seen
        self.since, self.seen = oldest, open_still
        return moved


_LOOK = """
SELECT oldest::text, count(seq), count(seq) FILTER (WHERE xid >= oldest)
FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS oldest) AS now
LEFT JOIN changes ON xid >= coalesce(%s::text::xid8, oldest) GROUP BY oldest
"""


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
