"""Runs migrations under an advisory lock, with a lock timeout and a statement timeout.

A migration that cannot get its lock fails fast instead of queueing every reader behind it.
"""

from __future__ import annotations

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, NullPool, create_engine, text

from interurban.core.database import connection_url
from interurban.metadata import metadata

LOCK = 0x1A7E_0B4A  # any constant; only migrations of this project take it
LOCK_TIMEOUT = "5s"
STATEMENT_TIMEOUT = "120s"


def keep(object_: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
    """procrastinate makes and changes its own tables."""
    return not (type_ == "table" and name is not None and name.startswith("procrastinate_"))


def render(type_: str, object_: Any, autogen: Any) -> str | bool:
    """Writes our own column types by their short names."""
    if type_ == "type" and type(object_).__module__ == "interurban.core.columns":
        autogen.imports.add(f"from interurban.core.columns import {type(object_).__name__}")
        return repr(object_)
    return False


def require_server(connection: Connection) -> None:
    """Says what is missing before a migration fails on it halfway."""
    version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    vector = connection.execute(text("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")).first()
    connection.rollback()
    if version < 180_000:
        raise RuntimeError(f"PostgreSQL 18 or newer is needed; this server is {version // 10_000}.")
    if vector is None:
        raise RuntimeError("The extension pgvector is not installed on this PostgreSQL server.")


def run(connection: Connection) -> None:
    require_server(connection)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=keep,
        render_item=render,
        compare_type=True,
        compare_server_default=False,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"))
        # Waits for another migration in slices of the lock timeout, as every other lock here.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        context.run_migrations()


def main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    url = context.config.get_main_option("sqlalchemy.url") or os.environ["DATABASE_URL"]
    engine = create_engine(connection_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        run(connection)


main()
