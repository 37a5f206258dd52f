"""`interurban import FORMAT PATH`: what the command line calls."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from interurban.core.database import Database
from interurban.core.settings import Settings

from .errors import AlreadyImporting, UnreadableInput
from .first_start import gazetteer_of
from .formats import FORMATS
from .service import run_import, tune_collector
from .types import Counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=sorted(FORMATS), metavar="FORMAT", help=", ".join(sorted(FORMATS)))
    parser.add_argument("path", type=Path, help="A file, folder or archive; .gz, .xz and .zip as they come.")
    parser.add_argument("--city", metavar="SLUG", help="The city of ours whose records these are.")
    parser.add_argument("--json", action="store_true", help="Print the counts as JSON on the last line.")


async def run(settings: Settings, url: str, given: argparse.Namespace) -> int:
    """Imports, with progress on standard error. The exit code is 1 where the input could not be read."""
    tune_collector()
    database = Database(url, pool_size=3)
    shown = Shown(sys.stderr.isatty())
    try:
        counts = await run_import(
            database,
            given.format,
            given.path,
            gazetteer=gazetteer_of(settings),
            city=given.city,
            progress=shown,
        )
    except (UnreadableInput, AlreadyImporting) as error:
        shown.end()
        print(f"interurban: {error}", file=sys.stderr)
        return 1
    finally:
        await database.close()
    shown.end()
    print(json.dumps(counts.answer()) if given.json else summary(counts))
    return 0


def summary(counts: Counts) -> str:
    kinds = ("created", "updated", "unchanged", "merged", "rejected")
    parts = ", ".join(f"{getattr(counts, kind):,} {kind}" for kind in kinds)
    rate = f" ({counts.read / counts.seconds:,.0f} a second)" if counts.seconds else ""
    return (
        f"{counts.read:,} read in {counts.seconds:,.1f} s{rate}: {parts}; "
        f"{counts.persons_dropped:,} natural persons left out"
    )


class Shown:
    """Progress on standard error: one line that changes on a terminal, a line every ten seconds elsewhere."""

    def __init__(self, terminal: bool, label: str = "") -> None:
        self._terminal, self._label, self._told = terminal, label, 0.0
        self._open = False

    def __call__(self, counts: Counts, total: int | None) -> None:
        done = f"{counts.read:,} of {total:,}" if total is not None else f"{counts.read:,}"
        line = f"{self._label}{done} records"
        if self._terminal:
            print(f"\r{line}", end="", file=sys.stderr, flush=True)
            self._open = True
        elif time.monotonic() - self._told >= 10 or counts.read == total:
            self._told = time.monotonic()
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._open:
            print(file=sys.stderr, flush=True)
            self._open = False
