"""What matching does by itself while a process runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from interurban.core.database import Database
from interurban.core.settings import Settings

from . import categories
from .limits import Limiter
from .mirror import Mirror


@asynccontextmanager
async def live(app: Any, settings: Settings, database: Database) -> AsyncIterator[None]:
    """The mirror of this process, loaded in the background."""
    mirror = Mirror(database)
    app.state.matching = mirror
    app.state.match_previews = Limiter()
    task = asyncio.create_task(_run(mirror, database), name="matching")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run(mirror: Mirror, database: Database) -> None:
    await categories.ensure_groups(database)
    await mirror.run()
