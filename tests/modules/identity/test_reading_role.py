from __future__ import annotations

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import ProgrammingError

from interurban.core.database import Database

PRIVATE = [
    "users",
    "sessions",
    "email_tokens",
    "invitations",
    "api_clients",
    "sign_in_attempts",
    "memberships",
    "notifications",
    "idempotency_keys",
    "outbox",
]


@pytest.mark.parametrize("table", PRIVATE)
async def test_the_role_of_the_public_feed_reads_no_account(database: Database, table: str) -> None:
    async with database.read() as connection:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(sql(f"SELECT 1 FROM {table}"))
