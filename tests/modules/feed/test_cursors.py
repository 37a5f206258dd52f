from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import httpx
import pytest

from interurban.core import paging
from interurban.core.database import Database
from interurban.modules.feed import public as feed
from tests.factories.feed import in_days, record
from tests.modules.feed.conftest import Put

SORTS: list[dict[str, Any]] = [
    {"sort": "standard"},
    {"sort": "standard", "status": "any"},
    {"sort": "closing", "status": "any"},
    {"sort": "newest", "status": "any"},
    {"sort": "budget", "currency": "EUR", "status": "any"},
    {"sort": "distance", "lat": 60, "lon": 25, "status": "any"},
    {"sort": "relevance", "q": "tram", "status": "any"},
    {"sort": "standard", "q": "trams", "status": "any"},
]


async def walk(client: httpx.AsyncClient, **params: Any) -> list[str]:
    """Every title, page by page."""
    found: list[str] = []
    cursor = None
    while True:
        answer = await client.get("/v1/challenges", params=params | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [item["title"]["value"] for item in page["items"]]
        cursor = page["next"]
        assert (cursor is not None) == ("link" in answer.headers)
        if cursor is None:
            return found


def many(prefix: str) -> list[feed.FeedRecord]:
    """Records of every status, with ties in every order."""
    return [
        record(
            f"{prefix}{n} tram",
            kind=["challenge", "notice", "award"][n % 3],
            closes_at=[None, in_days(n % 4 + 1), in_days(-1 - n % 4)][n % 3],
            opens_at=in_days(1) if n % 7 == 0 else None,
            published_at=in_days(-(n % 5) - 1),
            currency="EUR" if n % 2 else None,
            budget_max_minor=n % 3 * 100 if n % 2 else None,
            lat=60.0 + n % 4 if n % 4 else None,
            lon=25.0 if n % 4 else None,
            body="trams " * (n % 3),
        )
        for n in range(40)
    ]


@pytest.mark.parametrize("params", SORTS, ids=lambda p: "-".join(map(str, p.values())))
async def test_pages_are_the_whole_in_the_same_order(
    put: Put, client: httpx.AsyncClient, params: dict[str, Any]
) -> None:
    await put(*many("x"))
    whole = await walk(client, **params, limit=100)
    assert len(whole) == len(set(whole))
    assert len(whole) >= (40 if "status" in params else 12)
    assert await walk(client, **params, limit=3) == whole


@pytest.mark.parametrize("params", SORTS, ids=lambda p: "-".join(map(str, p.values())))
async def test_nothing_is_skipped_or_repeated_while_others_write(
    put: Put, client: httpx.AsyncClient, database: Database, params: dict[str, Any]
) -> None:
    await put(*many("x"))
    before = set(await walk(client, **params, limit=100))
    writing = True

    async def write() -> None:
        for n in range(20):
            async with database.write() as session:
                await feed.put(session, many(f"new{n}-")[n])
            await asyncio.sleep(0.002)
            if not writing:
                return

    task = asyncio.create_task(write())
    found = await walk(client, **params, limit=2)
    writing = False
    await task
    assert len(found) == len(set(found))
    assert before <= set(found)


async def test_a_record_that_closes_between_two_pages_moves_nothing_else(
    put: Put, client: httpx.AsyncClient
) -> None:
    await put(*(record(f"{n}", closes_at=in_days(n + 1)) for n in range(6)))
    await put(record("soon", closes_at=in_days(20)))
    params = {"status": "any", "limit": 4}
    first = (await client.get("/v1/challenges", params=params)).json()
    await asyncio.sleep(0.01)
    second = (await client.get("/v1/challenges", params={**params, "cursor": first["next"]})).json()
    seen = [item["title"]["value"] for item in first["items"] + second["items"]]
    assert seen == ["0", "1", "2", "3", "4", "5", "soon"]


async def test_a_cursor_of_another_order_or_filter_is_refused(put: Put, client: httpx.AsyncClient) -> None:
    await put(*(record(f"{n}") for n in range(5)))
    cursor = (await client.get("/v1/challenges", params={"limit": 2})).json()["next"]
    assert (await client.get("/v1/challenges", params={"cursor": cursor})).status_code == 200
    for params in ({"sort": "newest"}, {"country": "FI"}, {"q": "1"}):
        answer = await client.get("/v1/challenges", params={**params, "cursor": cursor})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/query/cursor"


@pytest.mark.parametrize("broken", ["x", "W10", "bnVsbA", "eyJhIjoxfQ", "WyJmZWVkIl0", "é", "[" * 500])
async def test_a_broken_cursor_is_refused(client: httpx.AsyncClient, broken: str) -> None:
    answer = await client.get("/v1/challenges", params={"cursor": broken})
    assert answer.status_code == 422


async def test_a_cursor_with_foreign_values_is_refused(put: Put, client: httpx.AsyncClient) -> None:
    await put(*(record(f"{n}") for n in range(3)))
    good = (await client.get("/v1/challenges", params={"limit": 1})).json()["next"]
    kind = json.loads(base64.urlsafe_b64decode(good + "=="))[0]
    now, key = in_days(0).isoformat(), "infinity"
    id_ = "00000000-0000-7000-8000-000000000000"
    for values in (
        ["yesterday", 0, None, [0, key, id_]],
        [5, 0, None, [0, key, id_]],
        [now, 99, None, [0, key, id_]],
        [now, -1, None, [0, key, id_]],
        [now, True, None, [0, key, id_]],
        [now, 0, "x", [0, key, id_]],
        [now, 0, None, "x"],
        [now, 0, None, []],
        [now, 0, None, [0, key]],
        [now, 0, None, [0, "soon", id_]],
        [now, 0, None, [10**30, key, id_]],
        [now, 0, None, [0, key, "x"]],
        [now, 0, None, [0, key, 7]],
        [now, 0, None, [0, 7, id_]],
        [now, 0, None, [None, key, id_]],
        ["2026-01-01", 0, None, [0, key, id_]],
    ):
        answer = await client.get("/v1/challenges", params={"cursor": paging.encode(kind, values)})
        assert answer.status_code == 422, values
