from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import get_args

import httpx
import pytest

from interurban.core.database import Database
from interurban.modules.challenges import types as challenges
from interurban.modules.feed import types
from interurban.modules.feed.tasks import tick
from tests.factories.feed import in_days, record
from tests.modules.feed.conftest import Put
from tests.modules.feed.test_changes import follow


def soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


async def status_of(client: httpx.AsyncClient) -> dict[str, str]:
    answer = await client.get("/v1/challenges", params={"status": "any"})
    return {item["title"]["value"]: item["status"] for item in answer.json()["items"]}


async def until(client: httpx.AsyncClient, expected: dict[str, str]) -> None:
    """The clock is the only thing that changes anything here; a busy machine is given time."""
    async with asyncio.timeout(30):
        while True:
            if await status_of(client) == expected:
                return
            await asyncio.sleep(0.1)


async def test_status_follows_the_clock_without_any_write(put: Put, client: httpx.AsyncClient) -> None:
    await put(
        record("opening", opens_at=soon(3), closes_at=in_days(1)),
        record("closing", closes_at=soon(6)),
        record("paused", closes_at=soon(3), ended_status="cancelled"),
    )
    assert await status_of(client) == {"opening": "planned", "closing": "open", "paused": "cancelled"}
    await until(client, {"opening": "open", "closing": "open", "paused": "cancelled"})
    await until(client, {"opening": "open", "closing": "evaluation", "paused": "cancelled"})
    default = (await client.get("/v1/challenges")).json()["items"]
    assert [item["title"]["value"] for item in default] == ["opening"]


async def test_the_etag_expires_with_the_deadline(put: Put, client: httpx.AsyncClient) -> None:
    closes = soon(3)
    await put(record("closing", closes_at=closes))
    first = await client.get("/v1/challenges")
    seen = {"If-None-Match": first.headers["etag"]}
    assert (await client.get("/v1/challenges", headers=seen)).status_code == 304
    await asyncio.sleep((closes - soon(0)).total_seconds() + 0.2)
    later = await client.get("/v1/challenges", headers=seen)
    assert later.status_code == 200
    assert later.json()["items"] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"closes_at": None}, "open"),
        ({"opens_at": in_days(-1), "closes_at": in_days(1)}, "open"),
        ({"opens_at": in_days(1), "closes_at": in_days(2)}, "planned"),
        ({"opens_at": in_days(1), "closes_at": None}, "planned"),
        ({"closes_at": in_days(-1)}, "evaluation"),
        ({"closes_at": in_days(1), "ended_status": "pilot"}, "pilot"),
        ({"closes_at": in_days(-1), "ended_status": "withdrawn"}, "withdrawn"),
        ({"kind": "award", "closes_at": None}, "concluded"),
    ],
)
async def test_status_from_facts(
    put: Put, client: httpx.AsyncClient, given: dict[str, object], expected: str
) -> None:
    await put(record("it", **given))
    assert await status_of(client) == {"it": expected}
    found = (await client.get("/v1/challenges", params={"status": expected})).json()["items"]
    assert [item["title"]["value"] for item in found] == ["it"]


async def test_the_tick_tells_each_instant_once_even_with_two_workers(
    put: Put, client: httpx.AsyncClient, database: Database
) -> None:
    await put(
        record("opening", opens_at=soon(2), closes_at=soon(2.1)),
        record("closing", closes_at=soon(2)),
        record("still", closes_at=in_days(1)),
        record("ended", closes_at=soon(2), ended_status="cancelled"),
    )
    await tick(database)
    _, start = await follow(client, least=4)
    await asyncio.sleep(2.3)
    await asyncio.gather(*(tick(database) for _ in range(3)))
    told, end = await follow(client, start, least=3)
    found = [(item["op"], item["card"]["title"]["value"]) for item in told]
    assert sorted(found) == [("status", "closing"), ("status", "opening"), ("status", "opening")]
    assert {item["card"]["status"] for item in told} == {"evaluation"}
    await tick(database)
    assert (await follow(client, end))[0] == []


def test_the_public_words_are_those_of_the_challenges_module() -> None:
    hidden = {"draft", "in_review"}
    assert set(get_args(types.StatusName)) == set(challenges.Status) - hidden
    for ours, theirs in (
        (types.KindName, challenges.Kind),
        (types.ApproachName, challenges.Approach),
        (types.OwnershipName, challenges.Ownership),
        (types.SocialName, challenges.SocialKind),
    ):
        assert set(get_args(ours)) == set(theirs)
