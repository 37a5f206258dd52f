"""The chain holds, tampering shows, and the application's role cannot tamper."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import ProgrammingError

from interurban.core import audit
from interurban.core.actor import ANYONE, Actor
from interurban.core.database import Database

SUBJECT, OTHER, ACTOR = uuid4(), uuid4(), Actor(user_id=uuid4())


async def write(database: Database, subject: UUID, *actions: str) -> None:
    for action in actions:
        async with database.write() as session:
            await audit.record(session, ACTOR, subject, action, {"words": "été", "number": 1.5})


async def broken(database: Database) -> list[UUID]:
    async with database.write() as session:
        return await audit.broken_chains(session)


def tamper(database_url: str, statement: str) -> None:
    """As somebody who got hold of the server itself."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(statement, {"subject": SUBJECT})


async def test_entries_of_one_subject_form_one_chain(database: Database) -> None:
    await write(database, SUBJECT, "a", "b", "c")
    await write(database, OTHER, "x")
    async with database.write() as session:
        await audit.record(session, ANYONE, OTHER, "y")
        rows = await session.execute(
            sql(
                "SELECT position, action, actor_id FROM audit_entries WHERE subject_id = :s ORDER BY position"
            ),
            {"s": SUBJECT},
        )
        assert list(rows) == [(1, "a", ACTOR.user_id), (2, "b", ACTOR.user_id), (3, "c", ACTOR.user_id)]
    assert await broken(database) == []


async def test_writers_at_once_share_a_chain_without_a_gap(database: Database) -> None:
    await asyncio.gather(*(write(database, SUBJECT, f"{n}.1", f"{n}.2") for n in range(5)))
    async with database.write() as session:
        rows = await session.execute(sql("SELECT position FROM audit_entries ORDER BY position"))
        assert [row[0] for row in rows] == list(range(1, 11))
    assert await broken(database) == []


async def test_an_entry_goes_with_its_transaction(database: Database) -> None:
    async with database.sessions() as session:
        await audit.record(session, ACTOR, SUBJECT, "undone")
        await session.rollback()
    await write(database, SUBJECT, "done")
    async with database.write() as session:
        rows = await session.execute(sql("SELECT position, action FROM audit_entries"))
        assert list(rows) == [(1, "done")]


ENTRY = "FROM audit_entries WHERE subject_id = %(subject)s AND position = 2"
TAMPERING = {
    "another action": "UPDATE audit_entries SET action = 'z' WHERE subject_id = %(subject)s AND position = 2",
    "another actor": "UPDATE audit_entries SET actor_id = NULL WHERE position = 2",
    "another detail": "UPDATE audit_entries SET detail = '{}' WHERE position = 2",
    "another time": "UPDATE audit_entries SET at = at - interval '1 microsecond' WHERE position = 2",
    "another subject": (
        "UPDATE audit_entries SET subject_id = '00000000-0000-7000-8000-000000000001' WHERE position = 3"
    ),
    "one taken from the middle": f"DELETE {ENTRY}",
    "one taken from the end": "DELETE FROM audit_entries WHERE position = 3",
    "all taken": "DELETE FROM audit_entries WHERE subject_id = %(subject)s",
    "the head set back": (
        "UPDATE audit_heads SET position = 2, hash = (SELECT hash "
        f"{ENTRY}) WHERE subject_id = %(subject)s; DELETE FROM audit_entries WHERE position = 2"
    ),
    "two exchanged": (
        "UPDATE audit_entries SET position = CASE position WHEN 1 THEN 2 ELSE 1 END WHERE position IN (1, 2)"
    ),
    "one hash": "UPDATE audit_entries SET hash = sha256('x') WHERE position = 2",
}


@pytest.mark.parametrize("name", TAMPERING)
async def test_tampering_shows(database: Database, database_url: str, name: str) -> None:
    await write(database, SUBJECT, "a", "b", "c")
    assert await broken(database) == []
    for statement in TAMPERING[name].split("; "):
        tamper(database_url, statement)
    assert SUBJECT in await broken(database)


FORBIDDEN = [
    "INSERT INTO audit_entries (subject_id, position, at, action, detail, hash) "
    "VALUES (uuidv7(), 1, now(), 'x', '{}', '')",
    "UPDATE audit_entries SET action = 'x'",
    "DELETE FROM audit_entries",
    "TRUNCATE audit_entries",
    "INSERT INTO audit_heads VALUES (uuidv7(), 1, '')",
    "UPDATE audit_heads SET position = 0",
    "DELETE FROM audit_heads",
    "TRUNCATE audit_heads",
    "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
    "DROP TABLE audit_entries",
    "CREATE OR REPLACE FUNCTION audit_broken() RETURNS TABLE (subject_id uuid) "
    "LANGUAGE sql AS 'SELECT NULL::uuid'",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
async def test_the_application_may_only_append(database: Database, statement: str) -> None:
    await write(database, SUBJECT, "a")
    async with database.sessions() as session:
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            await session.execute(sql(statement))
        await session.rollback()


async def test_the_reading_role_sees_nothing_of_it(database: Database) -> None:
    async with database.read() as connection:
        for statement in (
            "SELECT 1 FROM audit_entries",
            "SELECT 1 FROM audit_heads",
            "SELECT audit_append(uuidv7(), NULL, 'x', '{}')",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                await connection.execute(sql(statement))
