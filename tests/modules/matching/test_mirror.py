from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text as sql

from interurban.core.database import Database, libpq_url
from interurban.modules.matching import mirror as mirrors
from interurban.modules.matching import public as matching
from interurban.modules.matching import repository
from interurban.modules.matching.categories import install
from interurban.modules.matching.mirror import Mirror
from interurban.modules.matching.types import ChallengeDocument, ProfileDocument
from interurban.modules.matching.words.index import make_query

from .examples import CHALLENGES, PLOUGH

LATER = datetime.now(UTC) + timedelta(days=30)


def document(key: str = "snow", **changes: object) -> ChallengeDocument:
    lang, title, body = CHALLENGES[key]
    made = ChallengeDocument(
        uuid4(), None, "challenge", False, "FI", lang, {lang: (title, body)}, closes_at=LATER
    )
    return replace(made, **changes)


async def put(database: Database, *documents: ChallengeDocument) -> None:
    async with database.write() as session:
        await matching.put_challenges(session, documents)


def found(mirror: Mirror) -> set[object]:
    asked = [make_query({lang: parts}) for lang, *parts in CHALLENGES.values()]
    return {hit.key for query in asked for hit in mirror.board.index.top(query, "challenge", 100)}


async def until(check: Callable[[], bool], seconds: float = 30.0) -> None:
    for _ in range(int(seconds / 0.02)):
        if check():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen")


@asynccontextmanager
async def running(mirror: Mirror) -> AsyncIterator[Mirror]:
    task = asyncio.create_task(mirror.run())
    try:
        await until(lambda: mirror.complete)
        yield mirror
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def mirror(database: Database) -> AsyncIterator[Mirror]:
    async with running(Mirror(database)) as one:
        yield one


async def test_what_is_there_is_loaded_and_what_comes_is_matched(database: Database) -> None:
    before, after = document("snow"), document("leaks")
    await put(database, before)
    async with running(Mirror(database)) as mirror:
        assert found(mirror) == {before.id}
        await put(database, after)
        await until(lambda: found(mirror) == {before.id, after.id})


async def test_history_closed_records_and_ended_ones_are_not_kept(database: Database) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    live = document("snow", closes_at=None)
    await put(
        database,
        live,
        document("leaks", closes_at=past),
        document("meals", ended_at=past),
        document("eau", kind="award"),
    )
    async with running(Mirror(database)) as mirror:
        assert found(mirror) == {live.id}


async def test_a_change_replaces_and_an_end_removes(database: Database, mirror: Mirror) -> None:
    one = document("snow")
    await put(database, one)
    await until(lambda: found(mirror) == {one.id})
    await put(database, replace(one, texts={"en": CHALLENGES["meals"][1:]}))
    asked = make_query({"en": ["school canteens"]})
    await until(lambda: bool(mirror.board.index.top(asked, "challenge", 1)))
    await put(database, replace(one, ended_at=datetime.now(UTC)))
    await until(lambda: found(mirror) == set())
    two = document("leaks")
    await put(database, two)
    await until(lambda: found(mirror) == {two.id})
    async with database.write() as session:
        await matching.remove(session, "challenge", two.id)
    await until(lambda: found(mirror) == set())


async def test_a_write_that_began_early_and_ended_late_is_not_passed_over(
    database: Database, mirror: Mirror
) -> None:
    early, late = document("snow"), document("leaks")
    async with database.sessions() as slow:
        await matching.put_challenge(slow, early)
        await put(database, late)  # draws a later number, and is done first
        await until(lambda: found(mirror) == {late.id})
        await slow.commit()
    await until(lambda: found(mirror) == {early.id, late.id})


async def test_without_notices_the_poll_finds_it(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirrors, "POLL_SECONDS", 0.1)
    monkeypatch.setattr(mirrors, "CHANNEL", "a_channel_nobody_speaks_on")
    one = document("snow")
    async with running(Mirror(database)) as mirror:
        await put(database, one)
        await until(lambda: found(mirror) == {one.id})


async def test_it_is_true_again_after_its_connection_was_cut(
    database: Database, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = document("snow"), document("leaks")
    await put(database, gone, kept)
    await until(lambda: found(mirror) == {gone.id, kept.id})
    # What happens during the silence is never told to it: only the comparison can find it.
    catch_up = mirror.catch_up

    async def deaf() -> None:
        return None

    monkeypatch.setattr(mirror, "catch_up", deaf)
    new = document("meals")
    await put(database, new)
    async with database.write() as session:
        await session.execute(sql("DELETE FROM matching_documents WHERE entity_id = :id"), {"id": gone.id})
    await asyncio.sleep(0.2)
    assert found(mirror) == {gone.id, kept.id}
    monkeypatch.setattr(mirror, "catch_up", catch_up)
    async with await psycopg.AsyncConnection.connect(libpq_url(database.url)) as owner:
        cut = await owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN interurban_matching%' AND datname = current_database()"
        )
        assert await cut.fetchall() == [(True,)]
    await until(lambda: found(mirror) == {kept.id, new.id})


async def test_new_labels_rebuild_the_board(database: Database, mirror: Mirror) -> None:
    first = mirror.board
    async with database.write() as session:
        await install(session, [("90620000", "fi", "Lumenraivaus")])
    await until(lambda: mirror.board is not first)
    assert mirror.complete


async def test_profiles_are_kept_too(database: Database, mirror: Mirror) -> None:
    key = UUID(int=7)
    profile = ProfileDocument(key, False, True, "cities", "Ploughworks", "FI", "en", {"en": PLOUGH})
    async with database.write() as session:
        await matching.put_profile(session, profile)
    await until(lambda: mirror.board.index.count("profile") == 1)
    lang, *parts = CHALLENGES["snow"]
    assert [h.key for h in mirror.board.index.top(make_query({lang: parts}), "profile", 5)] == [key]


async def test_a_board_with_much_waste_is_built_anew(
    database: Database, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = document("snow")
    await put(database, one)
    await until(lambda: found(mirror) == {one.id})
    first = mirror.board
    for number in range(1_010):
        first.put(await _as_read(database, one.id))
        assert first.wasteful or number < 1_002
    await put(database, one)
    await until(lambda: mirror.board is not first)
    assert found(mirror) == {one.id}
    assert mirror.board.index.removed("challenge") == 0


async def _as_read(database: Database, key: UUID) -> mirrors.Document:
    async with database.read() as read:
        one = await repository.document(read, "challenge", key)
    assert one is not None
    return one
