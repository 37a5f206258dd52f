"""What lives as long as the process: how many reviews each address has left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from interurban.core.database import Database
from interurban.core.limits import Limiter
from interurban.core.settings import Settings


@asynccontextmanager
async def live(app: Any, settings: Settings, database: Database) -> AsyncIterator[None]:
    app.state.barrier_reviews = Limiter("review")
    yield
