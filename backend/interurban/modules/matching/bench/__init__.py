"""`interurban bench matching`: questions by meaning at several sizes, beside pgvector and memory's speed.

The full score and the score of words alone are measured too, a page's explanations, and how long what was
saved waits until it is matched. What does not fit in `--patience` is left out, and the report says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from . import explanations, full, matchable, meaning, words
from .machine import described
from .matchable import Migrate
from .postgres import measure as measure_postgres

SIZES = (10_000, 100_000, 1_000_000)
# Milliseconds of the median question for the best 20 with gates, at most.
BARS_MS = {10_000: 1.0, 100_000: 4.0, 1_000_000: 25.0}
REVERSE_BAR_MS = 25.0
MEMORY_BAR = 0.6  # GB of a million rows; fewer are little beside what a process takes without any
MEMORY_ROWS = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rows", type=int, default=SIZES[0], metavar="N", help="challenges; and as many firms"
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=120,
        metavar="SECONDS",
        help="how long loading or indexing may take for each thing that is compared with",
    )
    parser.add_argument("--no-postgres", action="store_true", help="leave out what needs PostgreSQL")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit with 1 below a bar")


def main(arguments: argparse.Namespace, migrate: Migrate) -> int:
    """`migrate` makes the tables of an empty database."""
    report = measure(arguments.rows, arguments.patience, None if arguments.no_postgres else migrate)
    print(json.dumps(report) if arguments.json else "\n".join(_lines(report)))
    missed = list(failures(report)) if arguments.check else []
    for line in missed:
        print(line, file=sys.stderr)
    return 1 if missed else 0


def measure(rows: int, patience: float, migrate: Migrate | None) -> dict[str, Any]:
    """Without `migrate` PostgreSQL is left out."""
    sizes = [size for size in SIZES if size < rows] + [rows]
    report: dict[str, Any] = {"rows": rows, "machine": described()}
    report["meaning"] = meaning.measure(sizes)
    if migrate is not None:
        report["pgvector"] = measure_postgres(sizes, patience)
        report["matchable"] = matchable.measure(rows, patience, migrate)
    report["words"] = words.measure(min(rows, words.BAR_ROWS))
    report["explanations"] = explanations.measure(rows)
    report["full_score"] = full.measure(rows, patience)
    return report


def failures(report: dict[str, Any]) -> Iterator[str]:
    """The bars that were missed, in words."""
    for found in report["meaning"]:
        rows, bar = found["rows"], BARS_MS.get(found["rows"])
        if bar is not None and found["median_ms"] > bar:
            yield f"{rows:,} rows: {found['median_ms']} ms, held to {bar}"
        if found["reverse_median_ms"] > REVERSE_BAR_MS:
            yield f"{rows:,} firms: {found['reverse_median_ms']} ms, held to {REVERSE_BAR_MS}"
        if min(found["recall"], found["reverse_recall"]) < 1:
            yield f"{rows:,} rows: recall {found['recall']}, {found['reverse_recall']} reversed, held to 1"
        if rows >= MEMORY_ROWS and found["gb_per_million"] > MEMORY_BAR:
            yield f"{rows:,} rows: {found['gb_per_million']} GB a million, held to {MEMORY_BAR}"
    found = report["words"]
    if found["rows"] <= words.BAR_ROWS and found["median_ms"] > words.BAR_MS:
        yield f"words: {found['median_ms']} ms, held to {words.BAR_MS}"
    found = report["explanations"]
    if found["warm_ms"] > explanations.BAR_MS:
        yield f"{found['explanations']} explanations: {found['warm_ms']} ms, held to {explanations.BAR_MS}"
    waited = report.get("matchable", {}).get(matchable.NAME, 0)
    if waited > matchable.BAR_MS:
        yield f"saved to matchable: {waited} ms, held to {matchable.BAR_MS}"


def _lines(report: dict[str, Any]) -> Iterator[str]:
    for name, value in report.items():
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, dict):
                yield f"\n{name}"
                yield from (f"  {key:28}{shown}" for key, shown in part.items())
            else:
                yield f"{name:30}{part}"
