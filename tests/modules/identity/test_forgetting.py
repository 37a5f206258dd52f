from __future__ import annotations

import pytest
from tests.factories.world import World

from interurban.modules.identity import tasks


@pytest.fixture
def never_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_last_forgot", 0.0)


@pytest.mark.usefixtures("never_ran")
async def test_what_nobody_can_use_is_deleted_and_the_rest_stays(world: World) -> None:
    await world.person("owner@delta.example")
    for _ in range(3):
        await world.signed_in("owner@delta.example")
    await world.run(
        "UPDATE sessions SET expires_at = now() WHERE id = (SELECT id FROM sessions ORDER BY id LIMIT 1)"
    )
    await world.run(
        "UPDATE sessions SET seen_at = now() - interval '15 days' "
        "WHERE id = (SELECT id FROM sessions ORDER BY id DESC LIMIT 1)"
    )
    await world.run(
        "INSERT INTO sign_in_attempts (subject, at) "
        "VALUES ('old', now() - interval '6 minutes'), ('new', now())"
    )
    await world.run(
        "INSERT INTO email_tokens (token_hash, user_id, purpose, expires_at) "
        "SELECT CAST('old' AS bytea), id, 'reset', now() FROM users UNION ALL "
        "SELECT 'new', id, 'reset', now() + interval '1 hour' FROM users"
    )
    await tasks.forget_expired(world.database)
    assert len(await world.run("SELECT 1 FROM sessions")) == 1
    assert await world.run("SELECT subject FROM sign_in_attempts") == [("new",)]
    assert [row[0] for row in await world.run("SELECT token_hash FROM email_tokens")] == [b"new"]


@pytest.mark.usefixtures("never_ran")
async def test_it_runs_every_ten_minutes_however_often_it_is_called(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr(tasks.time, "monotonic", lambda: clock[0])
    for seconds, left in ((0, 0), (599, 1), (2, 0)):
        clock[0] += seconds
        await world.run("INSERT INTO sign_in_attempts (subject, at) VALUES ('x', now() - interval '1 day')")
        await world.run("DELETE FROM sign_in_attempts WHERE id <> (SELECT id FROM sign_in_attempts LIMIT 1)")
        await tasks.forget_expired(world.database)
        assert len(await world.run("SELECT 1 FROM sign_in_attempts")) == left
