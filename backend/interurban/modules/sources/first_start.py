"""Real records on the first start: the data packages, imported by the importers that everybody gets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from interurban.core.database import Database
from interurban.core.settings import Settings

from . import repository
from .errors import AlreadyImporting, UnreadableInput
from .gazetteer import Gazetteer
from .service import fingerprint, run_import, tune_collector
from .types import Counts

log = logging.getLogger(__name__)
Told = Callable[[str, Counts, int | None], None]

# Format and place of what is imported, in this order: the larger set first, so that the feed fills soonest.
_INPUTS = (
    ("prozorro", Path("prozorro_mcp/data/demo.jsonl.gz")),
    ("bandiradar", Path("bandiradar/data")),
)


def data_folder(settings: Settings) -> Path | None:
    """The folder that holds the records to import."""
    return next((folder for folder in settings.data_folders if (folder / _INPUTS[0][1]).exists()), None)


def gazetteer_of(settings: Settings) -> Gazetteer | None:
    """The installed towns; without them records are stored without coordinates."""
    for folder in settings.data_folders:
        try:
            return Gazetteer(folder)
        except FileNotFoundError:
            continue
    return None


async def import_packages(
    settings: Settings, database: Database, told: Told = lambda label, counts, total: None
) -> dict[str, Counts]:
    """Imports what is installed and not imported yet; an interrupted run goes on where it was."""
    folder = data_folder(settings)
    if folder is None:
        log.warning("no data packages are installed: the feed begins without real records")
        return {}
    waiting = []
    for format_name, place in _INPUTS:
        path = folder / place
        if path.exists() and not await _imported(database, format_name, path):
            waiting.append((format_name, path))
    if not waiting:
        return {}
    tune_collector()
    towns = gazetteer_of(settings)
    done: dict[str, Counts] = {}
    for format_name, path in waiting:
        try:
            done[format_name] = await run_import(
                database,
                format_name,
                path,
                gazetteer=towns,
                progress=lambda counts, total, label=format_name: told(label, counts, total),  # type: ignore[misc]
            )
        except (UnreadableInput, AlreadyImporting) as error:
            log.warning("%s was not imported: %s", format_name, error)
    return done


async def _imported(database: Database, format_name: str, path: Path) -> bool:
    async with database.read() as connection:
        return await repository.is_finished(connection, format_name, fingerprint(path))
