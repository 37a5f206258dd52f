from __future__ import annotations

import asyncio
import base64
import json
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from interurban.core import paging
from interurban.core.database import Database
from interurban.modules.feed import public as feed
from interurban.modules.feed.tasks import tick
from tests.factories.feed import record
from tests.modules.feed.conftest import Put

WRITES = 20


async def follow(
    client: httpx.AsyncClient, cursor: str | None = None, *, least: int = 0
) -> tuple[list[dict[str, Any]], str]:
    """Everything up to the end, and the cursor to go on from.

    Waits for `least` items: transactions of other tests on the same server hold the feed back.
    """
    items: list[dict[str, Any]] = []
    give_up = asyncio.get_running_loop().time() + 20
    while True:
        params = {"limit": "20"} | ({"cursor": cursor} if cursor else {})
        answer = await client.get("/v1/changes", params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        items += page["items"]
        cursor = page["cursor"]
        assert page["next"] in (None, cursor)
        if page["next"] is None:
            if len(items) >= least or asyncio.get_running_loop().time() > give_up:
                return items, page["cursor"]
            await asyncio.sleep(0.02)


async def test_changes_are_told_in_order_with_the_card_as_it_is_now(
    put: Put, client: httpx.AsyncClient, database: Database
) -> None:
    one, two = record("one"), record("two")
    await put(one)
    items, cursor = await follow(client, least=1)
    assert [(i["op"], i["id"], i["card"]["title"]["value"]) for i in items] == [
        ("upsert", str(one.id), "one")
    ]
    await put(two)
    city = uuid4()
    async with database.write() as session:
        await feed.remove(session, one.id)
        await feed.remove(session, uuid4())
        await feed.change(session, "city", city, "upsert")
    items, cursor = await follow(client, cursor, least=3)
    assert [(i["entity"], i["op"], i["id"]) for i in items] == [
        ("challenge", "upsert", str(two.id)),
        ("challenge", "tombstone", str(one.id)),
        ("city", "upsert", str(city)),
    ]
    assert [i["card"] is None for i in items] == [False, True, True]
    assert await follow(client, cursor) == ([], cursor)


async def test_what_is_gone_has_no_card_in_older_changes_either(
    put: Put, client: httpx.AsyncClient, database: Database
) -> None:
    one = record("one")
    await put(one)
    async with database.write() as session:
        await feed.remove(session, one.id)
    items, _ = await follow(client, least=2)
    assert [(i["op"], i["card"]) for i in items] == [("upsert", None), ("tombstone", None)]


async def test_a_write_that_is_rolled_back_is_never_told(
    client: httpx.AsyncClient, database: Database
) -> None:
    async with database.sessions() as session:
        await feed.put(session, record("never"))
        await session.rollback()
    assert (await follow(client))[0] == []


async def write(database: Database, number: int) -> list[UUID]:
    """Commits records after random delays; the ids of what was committed."""
    done: list[UUID] = []
    chance = random.Random(number)
    for _ in range(WRITES):
        one = record(f"writer {number}")
        async with database.write() as session:
            await feed.put(session, one)
            await asyncio.sleep(chance.random() * 0.05)
        done.append(one.id)
    return done


async def gated(client: httpx.AsyncClient, over: asyncio.Event, written: set[UUID]) -> set[UUID]:
    seen: set[UUID] = set()
    cursor = None
    give_up = float("inf")
    while True:
        items, cursor = await follow(client, cursor)
        seen |= {UUID(item["id"]) for item in items}
        if over.is_set():
            give_up = min(give_up, asyncio.get_running_loop().time() + 20)
            if seen >= written or asyncio.get_running_loop().time() > give_up:
                return seen


async def naive(url: str, over: asyncio.Event) -> set[UUID]:
    """A reader who goes by the serial number alone."""
    seen: set[UUID] = set()
    cursor = 0
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        while True:
            last = over.is_set()
            rows = await connection.execute(
                "SELECT seq, entity_id FROM changes WHERE seq > %s ORDER BY seq", (cursor,)
            )
            for seq, id_ in await rows.fetchall():
                cursor = seq
                seen.add(id_)
            if last:
                return seen
            await asyncio.sleep(0.002)


@pytest.fixture
async def wide(database_url: str) -> AsyncIterator[Database]:
    found = Database(database_url, pool_size=10)
    yield found
    await found.close()


async def test_nothing_is_skipped_under_eight_writers_where_a_serial_cursor_skips(
    client: httpx.AsyncClient, wide: Database, database_url: str
) -> None:
    over, expected = asyncio.Event(), set[UUID]()
    readers = [
        asyncio.create_task(gated(client, over, expected)),
        asyncio.create_task(naive(database_url, over)),
    ]
    for ids in await asyncio.gather(*(write(wide, n) for n in range(8))):
        expected.update(ids)
    over.set()
    ours, theirs = await asyncio.gather(*readers)
    assert len(expected) == 8 * WRITES
    assert expected - ours == set()
    assert expected - theirs != set()  # else this test would prove nothing


async def test_transactions_are_in_the_order_of_their_numbers_not_of_their_digits(
    put: Put, client: httpx.AsyncClient, database_url: str
) -> None:
    await put(*(record(f"{n}") for n in range(30)))
    told, _ = await follow(client, least=30)
    # Transactions 85 to 114, the younger ones with the earlier serial numbers.
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "UPDATE changes SET xid = (115 - o)::text::xid8 FROM "
            "(SELECT seq AS s, row_number() OVER (ORDER BY seq) AS o FROM changes) AS it WHERE seq = s"
        )
    items, _ = await follow(client)
    assert [item["id"] for item in items] == [item["id"] for item in reversed(told)]
    first = await client.get("/v1/changes", params={"since": "2020-01-01T00:00:00Z", "limit": "1"})
    assert first.json()["items"] == items[:1]


async def test_a_restore_changes_the_epoch_and_tells_everything_again(
    put: Put, client: httpx.AsyncClient, database: Database, database_url: str
) -> None:
    one, two = record("one"), record("two")
    await put(one, two)
    async with database.write() as session:
        await feed.remove(session, two.id)
    _, cursor = await follow(client, least=3)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("SELECT feed_restored()")
    answer = await client.get("/v1/changes", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")
    items, _ = await follow(client, least=1)
    assert [(i["op"], i["id"]) for i in items] == [("upsert", str(one.id))]


async def test_a_dump_loaded_into_another_server_is_noticed(
    put: Put, client: httpx.AsyncClient, database: Database, database_url: str
) -> None:
    await put(record("one"))
    _, cursor = await follow(client, least=1)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("UPDATE feed_state SET cluster = 'another'")
        # Transaction ids of the other server, which ours has not reached.
        connection.execute("UPDATE changes SET xid = '99999999999'::xid8")
    assert (await client.get("/v1/changes")).status_code == 503
    await tick(database)
    assert (await client.get("/v1/changes", params={"cursor": cursor})).status_code == 410
    assert len((await follow(client, least=1))[0]) == 1


async def test_a_cursor_of_a_future_that_was_taken_back_is_refused(
    put: Put, client: httpx.AsyncClient
) -> None:
    await put(record("one"))
    _, cursor = await follow(client, least=1)
    _, epoch, xid, seq = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    ahead = paging.encode("changes", [epoch, str(int(xid) + 1_000_000), seq])
    assert (await client.get("/v1/changes", params={"cursor": ahead})).status_code == 410
    for broken in ([epoch, "x", seq], [epoch, xid, "-1"], [epoch, xid, str(2**63)], [epoch, None, seq]):
        answer = await client.get("/v1/changes", params={"cursor": paging.encode("changes", broken)})
        assert answer.status_code == 422


async def test_one_can_begin_at_an_instant(put: Put, client: httpx.AsyncClient) -> None:
    await put(record("old"))
    await follow(client, least=1)
    moment = datetime.now(UTC)
    await asyncio.sleep(0.05)
    nothing = await client.get("/v1/changes", params={"since": moment.isoformat()})
    assert nothing.json()["items"] == []
    await put(record("new"))
    items, _ = await follow(client, nothing.json()["cursor"], least=1)
    again = (await client.get("/v1/changes", params={"since": moment.isoformat()})).json()["items"]
    for found in (items, again):
        assert [item["card"]["title"]["value"] for item in found] == ["new"]
    future = (moment + timedelta(days=1)).isoformat()
    assert (await client.get("/v1/changes", params={"since": future})).json()["items"] == []
