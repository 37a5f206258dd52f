"""`interurban bench feed`: the list at two sizes, against a bare answer of the same server and run.

Needs about four minutes at 100,000 rows. Without DATABASE_URL the embedded server is started for it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg

from interurban.core.database import Database, connection_url, libpq_url
from interurban.core.settings import Settings
from interurban.modules.feed import public as feed
from interurban.serve import database_of, migrate

from .load import Connection, answers, cpu_seconds, header, request, server, settle
from .records import Records

SMALL = 3_000
BATCH = 500
ROUNDS = 5
# Name, whether more or less is better, and the bar.
BARS: dict[str, tuple[str, float]] = {
    "same_page_again_ratio": (">=", 0.4),
    "not_modified_ratio": (">=", 0.5),
    "first_time_cpu_ms": ("<=", 6.0),
    "p50_large_to_small": ("<=", 1.5),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=100_000, metavar="N", help="records in the large list")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit with 1 below a bar")


def main(arguments: argparse.Namespace) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="interurban-bench-") as home,
        database_of(Settings(home=Path(home))) as url,
    ):
        figures = measure(arguments.rows, url)
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:32}{value}" for name, value in figures.items()))
    missed = failures(figures) if arguments.check else []
    for line in missed:
        print(line, file=sys.stderr)
    return 1 if missed else 0


def measure(rows: int, server_url: str) -> dict[str, Any]:
    """Seeds two scratch databases on the server of `server_url`, small and large, and asks as readers do."""
    records = Records()
    with scratch(server_url) as small, scratch(server_url) as large:
        _seed(small, records, SMALL)
        with server("app", small) as (pid, port):
            figures = _repeated(pid, port)
        per_second = _seed(large, records, rows)
        with server("forgetful", small) as few, server("forgetful", large) as many:
            figures |= _first_times(few, many)
            others = {name: _median_ms(many[1], query) for name, query in _queries(records).items()}
    return {
        "rows": rows,
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}",
        **figures,
        "put_many_per_second": per_second,
        "p50_ms": others,
    }


def failures(figures: dict[str, Any]) -> list[str]:
    """The bars that were missed, in words."""
    missed = []
    for name, (sign, bar) in BARS.items():
        value = figures[name]
        if value is not None and not (value >= bar if sign == ">=" else value <= bar):
            missed.append(f"{name} is {value}, held to {sign} {bar}")
    return missed


@contextmanager
def scratch(server_url: str) -> Iterator[str]:
    """A migrated database that is dropped afterwards."""
    name = f"bench_{uuid4().hex[:12]}"
    url = connection_url(server_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(libpq_url(server_url), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            migrate(libpq_url(url))
            yield libpq_url(url)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _seed(url: str, records: Records, number: int) -> int:
    """Puts records in as an importer does; records a second, without the time to make them up."""

    async def go() -> float:
        database, spent = Database(url), 0.0
        source = records.some(number)
        while batch := list(islice(source, BATCH)):
            start = time.perf_counter()
            async with database.write() as session:
                await feed.put_many(session, batch)
            spent += time.perf_counter() - start
        await database.close()
        return spent

    spent = asyncio.run(go())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE feed_entries")
        connection.execute("VACUUM ANALYZE changes")
    return round(number / spent)


def _repeated(pid: int, port: int) -> dict[str, Any]:
    """The same page again, and a 304, beside the same from a server that does nothing else."""
    page = request("/v1/challenges?limit=50", accept_language="en")
    connection = Connection(port)
    _, head, body = connection.ask(page)
    held = request("/v1/challenges?limit=50", accept_language="en", if_none_match=header(head, "etag"))
    _, head_304, _ = connection.ask(held)
    connection.close()
    again, unchanged, ours = [], [], []
    with server("bare", str(len(body)), str(len(head)), str(len(head_304))) as floor:
        for _ in range(ROUNDS):
            full = _per_cpu_second(*floor, request("/", accept_language="en"))
            ours.append(_per_cpu_second(pid, port, page))
            again.append(ours[-1] / full)
            empty = _per_cpu_second(*floor, request("/304", accept_language="en", if_none_match='"x"'))
            unchanged.append(_per_cpu_second(pid, port, held) / empty)
    return {
        "page_bytes": len(body),
        "same_page_again_per_cpu_second": round(statistics.median(ours)),
        "same_page_again_ratio": round(statistics.median(again), 2),
        "not_modified_ratio": round(statistics.median(unchanged), 2),
    }


def _per_cpu_second(pid: int, port: int, message: bytes) -> float:
    """Answers for each second the server computes: what it would give on a core of its own.

    Answers a second by the clock would also measure whatever else the machine is doing.
    """
    before = cpu_seconds(pid)
    done = answers(port, message, 1.0)
    return done / (cpu_seconds(pid) - before)


def _first_times(few: tuple[int, int], many: tuple[int, int]) -> dict[str, Any]:
    """The plain page when nothing is kept: CPU of the server process, and wall times side by side."""
    page = "limit=50"
    for pid, port in (few, many):
        _times_ms(port, page, 10)
        settle(pid)
    walls: dict[int, list[float]] = {port: [] for _, port in (few, many)}
    before = cpu_seconds(many[0])
    for _ in range(ROUNDS * 3):
        for port, times in walls.items():
            times += _times_ms(port, page, 10)
    spent = cpu_seconds(many[0]) - before
    small, large = (statistics.median(walls[port]) for _, port in (few, many))
    return {
        "first_time_cpu_ms": round(spent * 1_000 / len(walls[many[1]]), 2),
        "p50_ms_small": round(small, 2),
        "p50_ms_large": round(large, 2),
        "p50_large_to_small": round(large / small, 2),
    }


def _median_ms(port: int, query: str) -> float:
    return round(statistics.median(_times_ms(port, query, 15)), 2)


def _times_ms(port: int, query: str, times: int) -> list[float]:
    connection = Connection(port)
    walls = []
    for _ in range(times):
        start = time.perf_counter()
        _ask(connection, query)
        walls.append((time.perf_counter() - start) * 1_000)
    connection.close()
    return walls


def _ask(connection: Connection, query: str) -> None:
    status, _, body = connection.ask(request(f"/v1/challenges?{query}", accept_language="en"))
    if status != 200:
        raise RuntimeError(f"{query} answered {status}: {body[:300]!r}")


def _queries(records: Records) -> dict[str, str]:
    """What has its own figure beside the plain page."""
    common, rare = (quote(records.words["en"][rank]) for rank in (0, 3_000))
    every = "status=any"
    return {
        "filter_country": "country=FI",
        "filter_country_kind_social": "country=FI&kind=notice&social=equity",
        "filter_category": "category=45",
        "filter_radius": "lat=60&lon=24&radius_km=50",
        "filter_city_any_status": f"city=city-7&{every}",
        "sort_newest": f"sort=newest&{every}",
        "sort_budget": "sort=budget&currency=EUR",
        "sort_distance": "sort=distance&lat=60&lon=24",
        "text_common_word": f"q={common}",
        "text_common_word_any_status": f"q={common}&{every}",
        "text_rare_word": f"q={rare}&{every}",
        "text_two_words": f"q={common}+{quote(records.words['en'][5])}&{every}",
        "text_by_deadline": f"q={common}&sort=closing",
        "total": "total=true",
        "facets": "facets=true",
        "facets_filtered": "facets=true&country=FI&kind=notice",
        "facets_text": f"facets=true&total=true&q={common}",
    }
