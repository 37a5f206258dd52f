"""Notices stored a second, parsing apart, on notices made up here. See interurban/bench/importing.py."""

from __future__ import annotations

import os
import platform
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import text

from interurban.core.database import Database

from .formats import FORMATS
from .formats.ted_xml import ORIGIN
from .service import run_import
from .types import (
    Format,
    ImportedAward,
    ImportedMoney,
    ImportedParty,
    ImportedPlace,
    ImportedRecord,
    ImportedTexts,
)

BAR = 300.0  # notices a second after parsing, median of the rounds
ROUNDS = 3
_LANGUAGES = ("fr", "en", "de", "pl", "es", "it", "el", "bg", "cs", "fi", "nl", "ro", "et", "lt")
_SYLLABLES = [c + v + e for c in "bdfghklmnprstvz" for v in "aeiouy" for e in ("", "n", "r", "s", "t", "l")]


@dataclass(slots=True)
class Spent:
    """On some notices: seconds by the clock, and of processor time here and in PostgreSQL."""

    wall: float
    here: float
    server: float

    @property
    def cpu(self) -> float:
        return self.here + self.server


async def measure(url: str, rows: int, server_cpu: Callable[[], float]) -> dict[str, Any]:
    """Rates of storing new notices, of finding them unchanged, and of their texts into one bare table.

    `server_cpu` tells the processor seconds that all of PostgreSQL has used so far.
    """
    database = Database(url, pool_size=3)
    random_ = random.Random(1)  # noqa: S311
    words = {lang: _vocabulary(random_) for lang in _LANGUAGES}
    stored, found, floor = [], [], []
    try:
        for round_ in range(ROUNDS):
            records = [_record(random_, words, round_ * rows + number) for number in range(rows)]
            floor.append(rows / await _floor(database, records))
            stored.append(await _import(database, records, server_cpu))
            found.append(await _import(database, records, server_cpu))
    finally:
        await database.close()
    stored_per_second = rows / median(each.wall for each in stored)
    return {
        "rows": rows,
        "rounds": ROUNDS,
        "stored_per_second": round(stored_per_second),
        "bar_per_second": BAR,
        "stored_per_cpu_second": round(rows / median(each.cpu for each in stored)),
        "cpu_ms_a_notice_python": round(median(each.here for each in stored) / rows * 1_000, 2),
        "cpu_ms_a_notice_postgres": round(median(each.server for each in stored) / rows * 1_000, 2),
        "unchanged_per_second": round(rows / median(each.wall for each in found)),
        "unchanged_per_cpu_second": round(rows / median(each.cpu for each in found)),
        "floor_per_second": round(median(floor)),
        "ratio_to_floor": round(stored_per_second / median(floor), 4),
        "load": [round(load, 1) for load in os.getloadavg()],
        "machine": f"{platform.machine()} {platform.python_version()}, {os.cpu_count()} cores",
    }


async def _import(
    database: Database, records: list[ImportedRecord], server_cpu: Callable[[], float]
) -> Spent:
    """What an import takes whose items are records already."""
    FORMATS["bench"] = Format(lambda path: iter(records), lambda record, position: record)
    started, here, server = time.perf_counter(), time.process_time(), server_cpu()
    try:
        # The input's name decides nothing here; it only has to be a file.
        await run_import(database, "bench", Path(__file__))
    finally:
        del FORMATS["bench"]
    return Spent(time.perf_counter() - started, time.process_time() - here, server_cpu() - server)


async def _floor(database: Database, records: list[ImportedRecord]) -> float:
    values = [{"id": each.source_id, "text": each.original.text} for each in records]
    async with database.write() as session:
        await session.execute(text("CREATE TEMPORARY TABLE floor (id text, text text) ON COMMIT DROP"))
        started = time.perf_counter()
        await session.execute(text("INSERT INTO floor VALUES (:id, :text)"), values)
        return time.perf_counter() - started


def _vocabulary(random_: random.Random) -> list[str]:
    return ["".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))) for _ in range(6_000)]


def _words(random_: random.Random, vocabulary: list[str], count: int) -> str:
    # Few words are common and most are rare, as in any language.
    return " ".join(vocabulary[int(len(vocabulary) * random_.random() ** 3)] for _ in range(count))


def _record(random_: random.Random, words: dict[str, list[str]], number: int) -> ImportedRecord:
    """As long as TED's notices are on average, and with as many buyers, firms and translations."""
    language = random_.choice(_LANGUAGES)
    languages = _LANGUAGES if number % 50 == 0 else (language,)
    published = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    country = random_.choice(("FR", "DE", "PL", "ES", "IT", "FI"))
    return ImportedRecord(
        position=number,
        origin=ORIGIN,
        source_id=f"{number:06}-2026",
        kind=random_.choice(("notice", "award")),
        language=language,
        texts={lang: _texts(random_, words[lang]) for lang in languages},
        zone="Europe/Brussels",
        categories=tuple(f"{random_.randint(3, 98):02}{random_.randint(0, 999):03}000" for _ in range(4)),
        published_at=published,
        closes_at=published + timedelta(days=30),
        money=ImportedMoney(number * 100 + 1_000, number * 100 + 1_000, "EUR", "excluded"),
        buyer=_party(random_, words[language], country, random_.randint(0, number + 1)),
        places=(ImportedPlace(country=country, nuts=f"{country}10"),),
        awards=tuple(_awards(random_, words[language], country, number)),
    )


def _texts(random_: random.Random, vocabulary: list[str]) -> ImportedTexts:
    body = "\n\n".join(_words(random_, vocabulary, 65) for _ in range(3))
    return ImportedTexts(_words(random_, vocabulary, 9), body[:400], body)


def _party(random_: random.Random, vocabulary: list[str], country: str, number: int) -> ImportedParty:
    return ImportedParty(
        name=_words(random_, vocabulary, 3),
        country=country,
        scheme=f"{country}-TED",
        identifier=f"{number:09}",
        locality=_words(random_, vocabulary, 1),
    )


def _awards(
    random_: random.Random, vocabulary: list[str], country: str, number: int
) -> Iterator[ImportedAward]:
    for lot in range(random_.choice((0, 1, 2))):
        firm = _party(random_, vocabulary, country, 500_000_000 + number * 2 + lot)
        yield ImportedAward(firm, "awarded", ImportedMoney(1_000, 1_000, "EUR"), None, str(lot))
