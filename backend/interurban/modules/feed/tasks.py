"""What the feed does by itself: the clock's changes, and keeping its cache true."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from interurban.core.database import Database
from interurban.core.settings import Settings

from .service import cache
from .service.changes import tick

__all__ = ["live", "tick"]


@asynccontextmanager
async def live(app: Any, settings: Settings, database: Database) -> AsyncIterator[None]:
    """The cache of finished answers, for as long as the application runs."""
    kept = cache.FeedCache()
    app.state.feed_cache = kept
    listening = asyncio.create_task(cache.listen(kept, database.url), name="feed")
    try:
        yield
    finally:
        await cache.stop(listening)
