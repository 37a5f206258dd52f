"""The outbox's topic of news: everybody who follows a challenge is told of what happened to it."""

from __future__ import annotations

from typing import Any

from interurban.core.database import Database
from interurban.core.outbox import handles

from .life import news


@handles(news.TOPIC)
async def tell_followers(database: Database, payload: dict[str, Any]) -> None:
    await news.tell(database, payload)
