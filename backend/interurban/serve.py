"""Starts what one machine needs: the database where none is given, migrations, API, worker, page."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psycopg
import uvicorn
from fastapi import FastAPI

from interurban.core.database import libpq_url
from interurban.core.settings import Settings

log = logging.getLogger(__name__)
DATABASE = "interurban"
REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def database_of(settings: Settings) -> Iterator[str]:
    """The address of a database: the one given, or the embedded server's, started and stopped here."""
    if settings.database_url:
        yield settings.database_url
        return
    from interurban.core.postgres import EmbeddedServer

    with EmbeddedServer(settings.home / "postgres") as server:
        with psycopg.connect(libpq_url(server.url("postgres")), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
            if known is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
        yield server.url(DATABASE)


def migrate(url: str) -> None:
    """Brings the schema to the newest version, under an advisory lock and timeouts."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")


def migrate_unless_production(settings: Settings, url: str) -> None:
    """In production migrations are a step of their own, taken once and by the owner's role."""
    if settings.environment != "production":
        migrate(url)


def migrations_folder() -> Path:
    beside = REPOSITORY / "migrations"
    return beside if beside.exists() else Path("migrations").resolve()


def page_folder(settings: Settings) -> Path | None:
    if settings.page_folder is not None:
        return settings.page_folder
    built = REPOSITORY / "frontend" / "dist"
    return built if (built / "index.html").exists() else None


def serve(settings: Settings) -> None:
    """Blocks until it is told to stop."""
    settings.page_folder = page_folder(settings)
    with database_of(settings) as url:
        migrate_unless_production(settings, url)
        from interurban.app import create_app

        app = create_app(settings, url)
        spare_collections()
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        print(f"Interurban answers at {settings.origin}", flush=True)
        uvicorn.Server(config).run()


def spare_collections() -> None:
    """For a server that has loaded everything.

    Modules and routes live as long as the process; looking through them at every collection costs two
    thirds of the slowest answers.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@asynccontextmanager
async def first_start(app: FastAPI, settings: Settings, database: object) -> AsyncIterator[None]:
    """Fills an empty installation in a process of its own, so that the page answers meanwhile.

    It can be interrupted at any time; the next start goes on where it was.
    """
    url = getattr(database, "url", "")
    if settings.environment != "development" or not (settings.demonstration or settings.real_data):
        yield
        return
    environment = {**os.environ, "DATABASE_URL": url, "INTERURBAN_HOME": str(settings.home.resolve())}
    command = (sys.executable, "-m", "interurban", "seed")
    process = await asyncio.create_subprocess_exec(*command, env=environment)
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
