"""The job worker and the drain of the outbox: inside the API process by default, alone in production."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import psycopg

from interurban.core import idempotency, jobs, outbox
from interurban.core.database import APPLICATION_ROLE, Database, libpq_url
from interurban.core.settings import Settings
from interurban.modules.challenges import tasks as challenges
from interurban.modules.feed.tasks import tick as feed_tick
from interurban.modules.identity import tasks as identity
from interurban.modules.matching import tasks as matching
from interurban.modules.notifications import tasks as notifications

log = logging.getLogger(__name__)
# Imported for their handlers of the outbox.
HANDLERS = (challenges, matching, notifications)
POLL_SECONDS = 5.0

# Called every POLL_SECONDS; each is one short transaction of its own.
Tick = Callable[[Database], Awaitable[object]]


async def forget_idempotency(database: Database) -> None:
    async with database.write() as session:
        await idempotency.forget_old(session)


TICKS: list[Tick] = [identity.forget_expired, feed_tick, forget_idempotency]


@asynccontextmanager
async def inside(settings: Settings, database: Database) -> AsyncIterator[None]:
    """Runs the worker as tasks of this event loop until the block ends."""
    notifications.configure(settings)
    matching.configure(settings)
    app = jobs.make_app(database.url)
    async with app.open_async():
        running = [
            asyncio.create_task(_drain_forever(database), name="outbox"),
            asyncio.create_task(_tick_forever(database), name="ticks"),
            asyncio.create_task(matching.embed(settings, database), name="embedder"),
            asyncio.create_task(
                app.run_worker_async(install_signal_handlers=False, concurrency=2, delete_jobs="successful"),
                name="jobs",
            ),
        ]
        try:
            yield
        finally:
            for task in running:
                task.cancel()
            for task in running:
                with suppress(asyncio.CancelledError, Exception):
                    await task


async def _drain_forever(database: Database) -> None:
    """Woken by NOTIFY, with a poll behind it; a lost connection is only a slower outbox."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                libpq_url(database.url), autocommit=True, options=f"-c role={APPLICATION_ROLE}"
            ) as connection:
                await connection.execute(f"LISTEN {outbox.CHANNEL}")
                while True:
                    await outbox.drain(database)
                    async for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                        pass
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("outbox listener lost")
            await asyncio.sleep(POLL_SECONDS)


async def _tick_forever(database: Database) -> None:
    while True:
        for tick in TICKS:
            try:
                await tick(database)
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("tick failed", extra={"tick": tick.__name__})
        await asyncio.sleep(POLL_SECONDS)


async def run(settings: Settings, url: str) -> None:
    """`interurban worker`: works until it is told to stop."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    database = Database(url, pool_size=3)
    try:
        async with inside(settings, database):
            log.info("worker started")
            await stopping.wait()
    finally:
        await database.close()
