"""The primary dies, the standby is promoted: matching answers with all that was acknowledged, and goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from tests.fixtures.standby import primary_and_standby

from interurban.core.database import Database
from interurban.modules.matching.mirror import Mirror
from interurban.modules.matching.types import ChallengeDocument

from .test_mirror import document, found, put, running, until


async def put_again(database: Database, one: ChallengeDocument) -> None:
    """As a caller whose write was cut off would."""
    for _ in range(300):
        try:
            await put(database, one)
        except DBAPIError:
            await asyncio.sleep(0.1)
        else:
            return
    raise AssertionError("nobody takes writes")


async def test_matching_is_true_again_after_a_failover(tmp_path: Path) -> None:
    with primary_and_standby(tmp_path) as (one, two, url):
        database = Database(url)
        try:
            async with running(Mirror(database)) as mirror:
                before = [document("snow"), document("leaks")]
                await put(database, *before)
                await until(lambda: found(mirror) == {d.id for d in before})
                # Acknowledged, and perhaps not heard of yet: the standby has it.
                last = document("meals")
                await put(database, last)
                await asyncio.to_thread(one.kill)
                with two.connect() as standby:
                    standby.execute("SELECT pg_promote()")
                    standby.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
                    standby.execute("SELECT pg_reload_conf()")
                await until(lambda: found(mirror) == {d.id for d in [*before, last]})
                after = document("neige")
                await put_again(database, after)
                await until(lambda: found(mirror) == {d.id for d in [*before, last, after]})
        finally:
            await database.close()
