"""The job queue (procrastinate) on the same PostgreSQL. A job exists if and only if the write did."""

from __future__ import annotations

import logging
from typing import Any

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy.ext.asyncio import AsyncSession

from .database import APPLICATION_ROLE, libpq_url

log = logging.getLogger(__name__)

# Tasks register on this blueprint while their modules load; each process opens one app on its database.
tasks = procrastinate.Blueprint()


def make_app(url: str) -> procrastinate.App:
    """The queue's application; open it with `open_async()` before deferring or working."""
    connector = procrastinate.PsycopgConnector(
        conninfo=libpq_url(url),
        kwargs={"options": f"-c role={APPLICATION_ROLE}"},
        min_size=1,
        max_size=3,
    )
    app = procrastinate.App(connector=connector)
    app.add_tasks_from(tasks, namespace="interurban")
    return app


async def defer(session: AsyncSession, task: Any, *, lock: str | None = None, **arguments: Any) -> None:
    """Queues `task` on the session's own connection. With `lock`, at most one waits at a time."""
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    try:
        async with session.begin_nested():
            await task.configure(connection=raw, queueing_lock=lock).defer_async(**arguments)
    except AlreadyEnqueued:
        log.debug("job already waits", extra={"task": task.name, "lock": lock})
