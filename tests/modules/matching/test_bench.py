"""The bench asks the right questions; how fast they are answered is no matter of tests."""

from __future__ import annotations

import time

import psycopg

from interurban.modules.matching import bench
from interurban.modules.matching.bench import meaning, postgres
from interurban.modules.matching.bench.invented import ASKED, ASKING, QUERIES, Vectors, challenge, profile
from interurban.modules.matching.board import Board

ROWS = 1_500


def test_nothing_is_missed_at_any_size() -> None:
    tables = meaning.measure([300, ROWS])
    assert [table["rows"] for table in tables] == [300, ROWS]
    for table in tables:
        assert (table["recall"], table["reverse_recall"]) == (1.0, 1.0)


def test_postgres_is_asked_the_same_and_finds_the_same(database_url: str) -> None:
    vectors, board = Vectors(), Board({})
    queries = vectors.some(ASKED, QUERIES)
    for number in range(1, ROWS + 1):
        board.put(challenge(number))
    board.vectors["challenge"].extend(range(1, ROWS + 1), vectors.some(ROWS, 0))
    with psycopg.connect(database_url, autocommit=True) as connection:
        report = postgres.measure_size(connection, ROWS, patience=60)
        connection.execute("DROP INDEX rows_vector_idx")
        _, found = postgres.ask(connection, queries)
    assert report["hnsw_recall"] > 0.9
    for number, rows in enumerate(found):
        slots = meaning.ask(board, "challenge", profile(ASKING + number), queries[number])
        assert slots.tolist() == rows


def test_what_takes_too_long_is_left_out_and_named(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        report = postgres.measure_size(connection, 40_000, patience=0)
        assert report == {"rows": 40_000, "left_out": "all: 40,000 rows were not loaded in 0 s"}
        assert postgres.load(connection, Vectors(), 3_000, time.perf_counter() + 60)
        assert not postgres.indexed(connection, 0.001)


def test_each_bar_is_held_to() -> None:
    table = {
        "rows": 1_000_000,
        "median_ms": 25.0,
        "reverse_median_ms": 25.0,
        "recall": 1.0,
        "reverse_recall": 1.0,
        "gb_per_million": 0.6,
    }
    words = {"rows": 10_000, "median_ms": 20.0}
    assert list(bench.failures({"meaning": [table], "words": words})) == []
    for name, worse in (
        ("median_ms", 25.1),
        ("reverse_median_ms", 25.1),
        ("recall", 0.9999),
        ("reverse_recall", 0.99),
        ("gb_per_million", 0.61),
    ):
        assert len(list(bench.failures({"meaning": [table | {name: worse}], "words": words}))) == 1
    assert len(list(bench.failures({"meaning": [table], "words": words | {"median_ms": 20.1}}))) == 1
