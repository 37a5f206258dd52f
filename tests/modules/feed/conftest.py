from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from interurban.core.database import Database
from interurban.modules.feed import public as feed
from interurban.modules.feed.public import FeedRecord

Put = Callable[..., Awaitable[None]]
Titles = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def put(database: Database) -> Put:
    """Puts records in, in one transaction on a connection of its own."""

    async def go(*records: FeedRecord) -> None:
        async with database.write() as session:
            await feed.put_many(session, records)

    return go


@pytest.fixture
def titles(client: httpx.AsyncClient) -> Titles:
    """The titles of a page of the list, in its order."""

    async def go(**params: Any) -> list[str]:
        answer = await client.get("/v1/challenges", params=params)
        assert answer.status_code == 200, answer.text
        return [item["title"]["value"] for item in answer.json()["items"]]

    return go
