from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import OperationalError
from tests.fixtures.app import admin

ROOT = Path(__file__).resolve().parents[2]


def config(url: str) -> Config:
    found = Config(str(ROOT / "alembic.ini"))
    found.set_main_option("script_location", str(ROOT / "migrations"))
    found.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return found


# Autogenerate cannot reflect these two types; the models declare them.
@pytest.mark.filterwarnings("ignore:Did not recognize type")
def test_the_models_are_what_the_migrations_make(database_url: str) -> None:
    command.check(config(database_url))


def test_a_migration_gives_up_on_a_lock_that_somebody_holds(server_url: str) -> None:
    name = "migration_lock"
    with admin(server_url) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    url = server_url.format(name)
    command.upgrade(config(url), "0001")
    try:
        with psycopg.connect(url) as holder:
            holder.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(OperationalError, match="lock timeout"):
                command.upgrade(config(url), "head")
        command.upgrade(config(url), "head")
    finally:
        with admin(server_url) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_application_may_add_to_the_audit_but_not_rewrite_it(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True, options="-c role=interurban_app") as connection:
        subject = "0190a0a0-0000-7000-8000-000000000001"
        connection.execute("SELECT audit_append(%s, NULL, 'tested', '{}')", (subject,))
        for statement in (
            "UPDATE audit_entries SET action = 'nothing'",
            "DELETE FROM audit_entries",
            "TRUNCATE audit_entries",
            "UPDATE audit_heads SET position = 0",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
