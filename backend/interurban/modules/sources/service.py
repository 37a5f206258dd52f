"""Importing: batches in transactions of their own, resumable, with counts that add up.

A run keeps its position in the transaction that stores the batch: whatever happens between two of them, the
next run of the same input goes on behind the last record that is stored.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import ANYONE
from interurban.core.database import Database
from interurban.modules.challenges import public as challenges
from interurban.modules.cities import public as cities
from interurban.modules.feed import public as feed
from interurban.modules.suppliers import public as suppliers

from . import mapping, repository
from .errors import AlreadyImporting, UnreadableInput
from .formats import FORMATS
from .formats.items import reject
from .gazetteer import Gazetteer
from .types import Counts, ImportedRecord, Reject

log = logging.getLogger(__name__)
BATCH = 500
# So many records in a row that the database refuses are no bad records but a fault of ours: the run stops.
MAX_REFUSED = 20
Item = ImportedRecord | Reject
Progress = Callable[[Counts, int | None], None]


@dataclass(slots=True)
class Run:
    """One import while it runs."""

    id: UUID
    counts: Counts
    total: int | None
    city_id: UUID | None
    gazetteer: Gazetteer | None
    seen: set[mapping.Key] = field(default_factory=set)
    refused: int = 0  # records in a row that could not be stored


async def run_import(
    database: Database,
    format_name: str,
    path: Path,
    *,
    gazetteer: Gazetteer | None = None,
    city: str | None = None,
    progress: Progress = lambda counts, total: None,
    batch: int = BATCH,
) -> Counts:
    """Imports an input to its end, or to where it cannot be read: that is raised after what was read is kept.

    Raises UnreadableInput, and AlreadyImporting when the same input is being imported elsewhere.
    """
    started = time.monotonic()
    input_hash = await asyncio.to_thread(fingerprint, path)
    async with database.write() as guard:
        if not await repository.claim(guard, input_hash):
            raise AlreadyImporting(f"{path.name} is being imported already.")
        run = await _begin(database, format_name, path, input_hash, city, gazetteer)
        error: UnreadableInput | None = None
        try:
            await _store_all(database, run, format_name, path, progress, batch)
        except UnreadableInput as found:
            error = found
        async with database.write() as session:
            await repository.finish(session, run.id, str(error) if error else None)
    run.counts.seconds = round(time.monotonic() - started, 3)
    if error is not None:
        raise error
    return run.counts


async def _begin(
    database: Database,
    format_name: str,
    path: Path,
    input_hash: str,
    city: str | None,
    gazetteer: Gazetteer | None,
) -> Run:
    """A new run, or the interrupted one of the same input."""
    async with database.write() as session:
        city_id = await cities.id_of(session, city) if city else None
        if city and city_id is None:
            raise UnreadableInput(f"There is no city with the slug {city}.")
        row = await repository.unfinished(session, format_name, input_hash)
        if row is None:
            total = await asyncio.to_thread(count, format_name, path)
            row = await repository.start(session, format_name, path.name, input_hash, total)
        return Run(row.id, Counts.of(row.counts), row.total, city_id, gazetteer)


async def _store_all(
    database: Database, run: Run, format_name: str, path: Path, progress: Progress, batch: int
) -> None:
    """The next batch is parsed in a thread while this one is being stored, and the words of those before it
    are sorted into the index by another connection: a third of what storing costs."""
    items = _from(run, format_name, path)
    progress(run.counts, run.total)
    following = asyncio.ensure_future(asyncio.to_thread(_take, items, batch))
    settling: asyncio.Task[None] | None = None
    try:
        while True:
            found, error = await following
            if found and error is None:
                following = asyncio.ensure_future(asyncio.to_thread(_take, items, batch))
            if found:
                await _store_or_halve(database, run, found)
                progress(run.counts, run.total)
                if settling is None or settling.done():
                    settling = asyncio.create_task(_settle(database))
            if error is not None:
                raise error
            if not found:
                return
    finally:
        following.cancel()
        if settling is not None:
            await settling


async def _settle(database: Database) -> None:
    """Housekeeping that the worker does as well: what keeps it from being done does not stop an import."""
    try:
        await feed.settle(database)
    except SQLAlchemyError as error:
        log.warning("the text index was not settled", exc_info=error)


def _take(items: Iterator[Item], batch: int) -> tuple[list[Item], UnreadableInput | None]:
    """The next items, and why there are no more of them if the input cannot be read any further."""
    found: list[Item] = []
    try:
        found.extend(islice(items, batch))
    except UnreadableInput as error:
        return found, error
    return found, None


def _from(run: Run, format_name: str, path: Path) -> Iterator[Item]:
    """What is left of the input. What was stored before is read again for its ids alone, because an item
    that repeats one of them is merged."""
    done = run.counts.read
    for item in FORMATS[format_name].parse(path):
        if item.position >= done:
            yield item
        elif isinstance(item, ImportedRecord):
            run.seen.add(mapping.key_of(item))


async def _store_or_halve(database: Database, run: Run, items: Sequence[Item]) -> None:
    """One transaction; a batch that the database refuses is halved until the one bad item stands alone."""
    try:
        async with database.write() as session:
            counts, seen = await _store(session, run, items)
    except (DataError, IntegrityError, ValueError, TypeError) as error:
        if len(items) > 1:
            middle = len(items) // 2
            await _store_or_halve(database, run, items[:middle])
            await _store_or_halve(database, run, items[middle:])
            return
        run.refused += 1
        if isinstance(items[0], Reject) or run.refused > MAX_REFUSED:
            raise
        log.warning("a record could not be stored", extra={"source_id": items[0].source_id}, exc_info=error)
        detail = f"The record could not be stored ({type(error).__name__})."
        found = reject(items[0].position, "not_storable", detail, source_id=items[0].source_id)
        await _store_or_halve(database, run, [found])
        return
    if any(isinstance(item, ImportedRecord) for item in items):
        run.refused = 0
    run.counts = counts
    run.seen |= seen


async def _store(session: AsyncSession, run: Run, items: Sequence[Item]) -> tuple[Counts, set[mapping.Key]]:
    """Everything about these items, and the run's position behind them. Says what the run then has."""
    records = [item for item in items if isinstance(item, ImportedRecord)]
    rejects = [item for item in items if isinstance(item, Reject)]
    chosen = _one_each(records)
    buyers = await cities.resolve_buyers(
        session, mapping.buyer_inputs(list(chosen.values()), run.gazetteer), run.city_id
    )
    await feed.name_places(session, mapping.place_names(chosen.values(), run.gazetteer))
    firms = await suppliers.resolve_firms(session, mapping.firms(chosen.values()))
    stored = await challenges.store_imported(
        session,
        [
            mapping.challenge_of(record, buyers, firms, repeated=key in run.seen)
            for key, record in chosen.items()
        ],
    )
    written = [chosen[key] for key, result in stored.items() if result.outcome != "unchanged"]
    replaced = [result.id for result in stored.values() if result.outcome == "updated"]
    await suppliers.store_awarded(session, mapping.award_records(written, stored, firms), replaced)
    await repository.keep_rejects(session, run.id, rejects)

    counts = run.counts.copy()
    for key in chosen:
        counts.add("merged" if key in run.seen else stored[key].outcome)
    counts.add("merged", len(records) - len(chosen))
    counts.add("rejected", len(rejects))
    counts.persons_dropped += sum(record.persons_dropped for record in records)
    await repository.advance(session, run.id, counts.read, counts.kept())
    await audit.record(session, ANYONE, run.id, "import.batch", counts.kept())
    return counts, set(chosen)


def _one_each(records: Sequence[ImportedRecord]) -> dict[mapping.Key, ImportedRecord]:
    """Of records with one id in one batch the newest; of equally new ones that with the later deadline."""
    chosen: dict[mapping.Key, ImportedRecord] = {}
    for record in records:
        other = chosen.get(mapping.key_of(record))
        if other is None or not _is_older(record, other):
            chosen[mapping.key_of(record)] = record
    return chosen


def _is_older(record: ImportedRecord, other: ImportedRecord) -> bool:
    if record.modified_at and other.modified_at and record.modified_at != other.modified_at:
        return record.modified_at < other.modified_at
    return bool(other.closes_at and (record.closes_at is None or record.closes_at < other.closes_at))


def tune_collector() -> None:
    """For a process that imports: records are many small objects without cycles, and looking through them
    again and again takes a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def count(format_name: str, path: Path) -> int | None:
    """How many items an input holds, for progress: taking it apart is cheap beside storing it. Null where
    it is damaged: how far it goes is then seen while importing."""
    try:
        return sum(1 for _ in FORMATS[format_name].items(path))
    except UnreadableInput:
        return None


def fingerprint(path: Path) -> str:
    """What tells this input from another: a file's content, a folder's names, sizes and times."""
    digest = hashlib.sha256()
    if path.is_dir():
        for file in sorted(entry for entry in path.rglob("*") if entry.is_file()):
            facts = file.stat()
            digest.update(f"{file.relative_to(path)}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    elif path.is_file():
        with path.open("rb") as stream:
            while block := stream.read(1024 * 1024):
                digest.update(block)
    else:
        raise UnreadableInput(f"There is no file or folder at {path}.")
    return digest.hexdigest()
