"""The same questions put to pgvector, in a server of their own: all rows compared, and by an HNSW index."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import psycopg

from interurban.core.database import libpq_url
from interurban.core.postgres import EmbeddedServer

from .invented import ASKED, ASKING, COUNTRIES, NOW, QUERIES, Rows, Vectors, columns, profile
from .meaning import PART, TOP

EF_SEARCH = 100
_DIMS = 480
_TABLE = (
    "CREATE UNLOGGED TABLE rows (id integer, years smallint, countries smallint, open boolean, "
    f"vector halfvec({_DIMS}))"
)
_ASK = (
    "SELECT id FROM rows WHERE open AND years <= %(years)s "
    "AND (countries = 0 OR countries & %(country)s <> 0) "
    "ORDER BY vector <#> %(vector)s::halfvec LIMIT %(top)s"
)
# A row of COPY's binary format: the number of fields, then each with its length.
_FIELDS = (
    "fields >i2, l1 >i4, id >i4, l2 >i4, years >i2, l3 >i4, countries >i2, l4 >i4, open i1, "
    f"l5 >i4, dims >i2, unused >i2, vector ({_DIMS},)>f2"
)
_ROW = np.dtype([(name, kind) for name, kind in (field.split(" ") for field in _FIELDS.split(", "))])
_HEAD, _TAIL = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"


def measure(sizes: Sequence[int], patience: float) -> list[dict[str, Any]]:
    """One table a size. `patience` in seconds, for loading and for indexing each."""
    most = max(sizes)
    conf = {
        # All of it fits in memory, so that what is measured is not the disk.
        "shared_buffers": f"{256 + most * 1_500 // 1_000_000}MB",
        "maintenance_work_mem": f"{64 + most * 2_500 // 1_000_000}MB",
        "max_wal_size": "4GB",
    }
    with (
        tempfile.TemporaryDirectory(prefix="interurban-bench-", ignore_cleanup_errors=True) as home,
        EmbeddedServer(Path(home) / "postgres", conf=conf) as server,
        psycopg.connect(libpq_url(server.url()), autocommit=True) as connection,
    ):
        connection.execute("CREATE EXTENSION vector")
        return [measure_size(connection, size, patience) for size in sizes]


def measure_size(connection: psycopg.Connection, rows: int, patience: float) -> dict[str, Any]:
    vectors = Vectors()
    queries = vectors.some(ASKED, QUERIES)
    report: dict[str, Any] = {"rows": rows}
    connection.execute("RESET enable_seqscan")
    connection.execute("DROP TABLE IF EXISTS rows")
    connection.execute(_TABLE)
    started = time.perf_counter()
    if not load(connection, vectors, rows, started + patience):
        return report | {"left_out": f"all: {rows:,} rows were not loaded in {patience:g} s"}
    report["load_seconds"] = round(time.perf_counter() - started, 1)
    connection.execute("VACUUM ANALYZE rows")
    exact, found = ask(connection, queries)
    report["exact_median_ms"] = exact
    if not indexed(connection, patience):
        return report | {"left_out": f"HNSW: {rows:,} rows were not indexed in {patience:g} s"}
    report["hnsw_build_seconds"] = round(time.perf_counter() - started - report["load_seconds"], 1)
    connection.execute(f"SET hnsw.ef_search = {EF_SEARCH}")
    connection.execute("SET hnsw.iterative_scan = strict_order")
    connection.execute("SET enable_seqscan = off")
    by_index, near = ask(connection, queries)
    recall = np.mean([len(set(one) & set(true)) / len(true) for one, true in zip(near, found, strict=True)])
    return report | {"hnsw_median_ms": by_index, "hnsw_recall": round(float(recall), 3)}


def load(connection: psycopg.Connection, vectors: Vectors, rows: int, until: float) -> bool:
    with connection.cursor().copy("COPY rows FROM STDIN (FORMAT binary)") as copy:
        copy.write(_HEAD)
        for part, first in enumerate(range(0, rows, PART)):
            if time.perf_counter() > until:
                return False
            copy.write(_records(first + 1, vectors.some(min(PART, rows - first), part)))
        copy.write(_TAIL)
    return True


def _records(first: int, made: Rows) -> bytes:
    records = np.zeros(len(made), _ROW)
    records["fields"] = 5
    for name, length in (("l1", 4), ("l2", 2), ("l3", 2), ("l4", 1), ("l5", 4 + 2 * _DIMS)):
        records[name] = length
    terms = np.array([columns(number) for number in range(first, first + len(made))])
    records["id"] = np.arange(first, first + len(made))
    records["years"], records["countries"], records["open"] = terms.T
    records["dims"], records["vector"] = _DIMS, made
    return records.tobytes()


def indexed(connection: psycopg.Connection, patience: float) -> bool:
    connection.execute(f"SET statement_timeout = {int(patience * 1_000)}")
    try:
        connection.execute("CREATE INDEX ON rows USING hnsw (vector halfvec_ip_ops)")
    except psycopg.errors.QueryCanceled:
        return False
    finally:
        connection.execute("SET statement_timeout = 0")
    return True


def ask(connection: psycopg.Connection, queries: Rows) -> tuple[float, list[list[int]]]:
    """The median of each question's second time, and what was found."""
    times, found = [], []
    for number, query in enumerate(queries):
        asked = _parameters(number, query)
        for _ in range(2):
            started = time.perf_counter()
            rows = connection.execute(_ASK, asked).fetchall()
            spent = (time.perf_counter() - started) * 1_000
        times.append(spent)
        found.append([row[0] for row in rows])
    return round(median(times), 2), found


def _parameters(number: int, query: Rows) -> dict[str, Any]:
    asking = profile(ASKING + number)
    founded = (asking.facts or {}).get("founded_year")
    return {
        # What a firm did not say fails no gate.
        "years": 32_767 if founded is None else NOW.year - founded,
        "country": 1 << COUNTRIES.index(asking.country),
        "vector": "[" + ",".join(f"{value:.7g}" for value in query.tolist()) + "]",
        "top": TOP,
    }
