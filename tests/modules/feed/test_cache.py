from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import httpx
import psycopg
import pytest
from fastapi import FastAPI

from interurban.app import create_app
from interurban.core.database import Database
from interurban.modules.feed import public as feed
from interurban.modules.feed.repository.page import Clock
from interurban.modules.feed.service import cache as caching
from interurban.modules.feed.service.cache import FeedCache
from tests.factories.feed import NOW, record, text
from tests.fixtures.app import client_of
from tests.modules.feed.conftest import Put


@pytest.fixture
async def cache(app: FastAPI) -> FeedCache:
    """The application's cache, once it listens."""
    found: FeedCache = app.state.feed_cache
    await until(lambda: found.listening)
    return found


async def until(true: Any, seconds: float = 20.0) -> None:
    for _ in range(int(seconds / 0.005)):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("did not happen")


async def count(client: httpx.AsyncClient, **headers: str) -> int:
    return len((await client.get("/v1/challenges", headers=headers)).json()["items"])


async def comes_to(client: httpx.AsyncClient, expected: int) -> None:
    """Waits for as long as a busy machine may need; what never happens fails all the same."""
    for _ in range(400):
        if await count(client) == expected:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"never {expected} records")


async def quiet(cache: FeedCache) -> None:
    """Until the notices of what was written before have come in, and nothing is forgotten any more."""
    still = 0
    while still < 6:
        version = cache.version
        await asyncio.sleep(0.05)
        still = still + 1 if cache.version == version else 0


async def test_the_same_page_is_served_again_from_memory(
    put: Put, client: httpx.AsyncClient, cache: FeedCache, app: FastAPI
) -> None:
    await put(record("one"))
    await quiet(cache)
    first = await client.get("/v1/challenges")
    await app.state.database.close()
    app.state.database = None  # nothing but memory can answer now
    again = await client.get("/v1/challenges", headers={"Cookie": "x=1", "Authorization": "Bearer x"})
    assert again.content == first.content
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "public, no-cache"
    assert again.headers["vary"] == "Accept-Language, Accept-Encoding, Origin"
    assert again.headers["x-content-type-options"] == "nosniff"
    held = await client.get("/v1/challenges", headers={"If-None-Match": first.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert held.headers["etag"] == first.headers["etag"]
    assert (await client.get("/v1/challenges", headers={"If-None-Match": '"other"'})).status_code == 200


async def test_pages_of_our_own_origin_are_answered_before_the_framework(
    put: Put, client: httpx.AsyncClient, cache: FeedCache, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(record("one"))
    await quiet(cache)
    foreign = await client.get("/v1/challenges")
    assert foreign.headers["access-control-allow-origin"] == "*"
    del client.headers["origin"]
    own = await client.get("/v1/challenges")
    monkeypatch.setattr(app, "middleware_stack", None)
    again = await client.get("/v1/challenges")
    assert again.content == own.content == foreign.content
    assert again.headers == own.headers
    # What another origin's page was told is not kept for everyone.
    assert "access-control-allow-origin" not in own.headers


async def test_answers_differ_by_query_and_language(
    put: Put, client: httpx.AsyncClient, cache: FeedCache
) -> None:
    await put(record("one", texts={"en": text("one"), "fr": text("un")}))
    await quiet(cache)

    async def title(query: str = "", **headers: str) -> str:
        answer = await client.get(f"/v1/challenges{query}", headers=headers)
        return str(answer.json()["items"][0]["title"]["value"])

    for _ in range(2):
        assert await title(**{"Accept-Language": "en"}) == "one"
        assert await title(**{"Accept-Language": "fr-CA, en;q=0.5"}) == "un"
        assert await title("?lang=fr", **{"Accept-Language": "en"}) == "un"


async def test_a_write_of_this_process_is_seen_at_once(
    client: httpx.AsyncClient, cache: FeedCache, database: Database
) -> None:
    for expected in range(1, 20):
        async with database.write() as session:
            await feed.put(session, record(f"{expected}"))
        assert await count(client) == expected


WRITER = """
import asyncio, sys
from interurban.app import create_app
from interurban.core.database import Database
from interurban.modules.feed import public as feed
from tests.factories.feed import NOW, record, text
async def main():
    database = Database(sys.argv[1])
    async with database.write() as session:
        await feed.put(session, record("from elsewhere"))
    await database.close()
asyncio.run(main())
"""


async def test_a_write_of_another_process_is_seen(
    put: Put, client: httpx.AsyncClient, cache: FeedCache, database_url: str
) -> None:
    await put(record("one"))
    await quiet(cache)
    assert await count(client) == 1
    await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", WRITER, database_url],
        check=True,
        env={"PYTHONPATH": "backend:."},
    )
    await comes_to(client, 2)


async def test_a_commit_without_a_notice_is_found_by_the_poll(
    put: Put,
    app: FastAPI,
    settings: Any,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(caching, "POLL_SECONDS", 0.1)
    other = create_app(settings, database_url)
    async with other.router.lifespan_context(other), client_of(other) as client:
        await until(lambda: other.state.feed_cache.listening)
        await put(record("one"))
        await quiet(other.state.feed_cache)
        assert await count(client) == 1
        async with await psycopg.AsyncConnection.connect(database_url) as slow:
            # A transaction that began before others and commits after them, and says nothing.
            await slow.execute("DELETE FROM feed_entries")
            await slow.execute(
                "INSERT INTO changes (entity, entity_id, op)"
                " VALUES ('challenge', gen_random_uuid(), 'tombstone')"
            )
            await asyncio.sleep(0.3)
            assert await count(client) == 1
            await slow.commit()
        await comes_to(client, 0)


async def test_nothing_is_kept_while_the_listener_is_away(
    put: Put, client: httpx.AsyncClient, cache: FeedCache, database_url: str
) -> None:
    await put(record("one"))
    await quiet(cache)
    assert await count(client) == 1
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND (query LIKE 'LISTEN interurban_feed%' OR query LIKE '%pg_snapshot_xmin%')"
        )
        await until(lambda: not cache.listening)
        connection.execute("DELETE FROM feed_entries")  # unheard of: neither notice nor log
        assert await count(client) == 0
    await until(lambda: cache.listening)


async def test_an_answer_read_before_a_write_is_not_kept_after_it(app: FastAPI, cache: FeedCache) -> None:
    ticket = cache.ticket()
    cache.forget()
    answer = caching.Answer(b'"x"', [], [], b"old")
    cache.keep(("/v1/challenges", b"", ()), ticket, Clock(NOW, None), answer)
    assert cache.get(("/v1/challenges", b"", ())) is None
    cache.keep(("/v1/challenges", b"", ()), cache.ticket(), Clock(NOW, None), answer)
    assert cache.get(("/v1/challenges", b"", ())) is answer


async def test_memory_is_bounded(cache: FeedCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MOST_BYTES", 1_000)
    for n in range(50):
        cache.keep(
            (f"/{n}", b"", ()), cache.ticket(), Clock(NOW, None), caching.Answer(b"", [], [], b"x" * 100)
        )
    assert cache.bytes <= 1_000
    assert cache.get(("/49", b"", ())) is not None
    assert cache.get(("/0", b"", ())) is None


async def test_problems_are_not_kept(client: httpx.AsyncClient, cache: FeedCache) -> None:
    assert (await client.get("/v1/challenges?limit=0")).status_code == 422
    assert cache.bytes == 0
