"""What a first start puts into an empty installation: the demonstration, then real records."""

from __future__ import annotations

import logging
import time

from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.demonstration.seed import seed as seed_demonstration

log = logging.getLogger(__name__)


async def run(settings: Settings, url: str) -> None:
    """Both parts leave alone what is there; the second goes on where it was interrupted."""
    database = Database(url, pool_size=3)
    try:
        if settings.demonstration:
            started = time.monotonic()
            found = await seed_demonstration(
                database, ocid_prefix=settings.ocid_prefix, ready_accounts=bool(settings.ready_accounts)
            )
            log.info("demonstration: %d cities in %.1f s", len(found.cities), time.monotonic() - started)
    finally:
        await database.close()
