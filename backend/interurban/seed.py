"""What the command line puts into an installation: the demonstration, real records, codes, a first admin."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.demonstration.seed import seed as seed_demonstration
from interurban.modules.identity import public as identity
from interurban.modules.matching import public as matching
from interurban.modules.sources import public as sources

log = logging.getLogger(__name__)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, pool_size=3)
    try:
        yield database
    finally:
        await database.close()


async def run(settings: Settings, url: str) -> None:
    """Each part leaves alone what is there; the import goes on where it was interrupted."""
    async with opened(url) as database:
        if settings.demonstration:
            started = time.monotonic()
            found = await seed_demonstration(
                database, ocid_prefix=settings.ocid_prefix, ready_accounts=bool(settings.ready_accounts)
            )
            log.info("demonstration: %d cities in %.1f s", len(found.cities), time.monotonic() - started)
        if settings.real_data:
            await real_data(settings, database)


async def real_data(settings: Settings, database: Database) -> None:
    """The installed data packages: labels of categories first, so that the first cards show them."""
    folder = sources.data_folder(settings)
    if folder is not None:
        async with database.write() as session:
            await matching.install_packages(session, folder)
    shown = sources.Shown(sys.stderr.isatty(), "real records: ")
    done = await sources.import_packages(
        settings, database, lambda label, counts, total: shown(counts, total)
    )
    shown.end()
    for name, counts in done.items():
        log.info("%s: %s", name, sources.summary(counts))


async def install_codes(url: str, path: Path) -> int:
    """Labels of a classification from an official file; how many there were."""
    async with opened(url) as database, database.write() as session:
        return await matching.import_codes(session, path)


async def create_admin(url: str, email: str, name: str, password: str) -> None:
    async with opened(url) as database, database.write() as session:
        await identity.create_platform_admin(session, email, name, password)
