"""The bench asks the right questions; how fast they are answered is no matter of tests."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from interurban.modules.matching import bench
from interurban.modules.matching.asker import Asker
from interurban.modules.matching.bench import explanations, matchable, meaning, postgres
from interurban.modules.matching.bench.invented import ASKED, ASKING, QUERIES, Vectors, challenge, profile
from interurban.modules.matching.board import Board
from interurban.modules.matching.comparing import ShownDocument
from interurban.modules.matching.explanation import Explanation, explain_all
from interurban.modules.matching.mirror import Mirror
from interurban.modules.matching.words.index import WordIndex

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
    report: dict[str, Any] = {
        "meaning": [table],
        "words": {"rows": 10_000, "median_ms": 20.0},
        "explanations": {"explanations": 20, "warm_ms": 2.0},
        "matchable": {"saved_to_matchable_beyond_embedding_ms": 100.0},
    }
    assert list(bench.failures(report)) == []
    assert list(bench.failures({name: report[name] for name in report if name != "matchable"})) == []
    for name, worse in (
        ("median_ms", 25.1),
        ("reverse_median_ms", 25.1),
        ("recall", 0.9999),
        ("reverse_recall", 0.99),
        ("gb_per_million", 0.61),
    ):
        assert len(list(bench.failures(report | {"meaning": [table | {name: worse}]}))) == 1
    for part, name, worse in (
        ("words", "median_ms", 20.1),
        ("explanations", "warm_ms", 2.01),
        ("matchable", "saved_to_matchable_beyond_embedding_ms", 100.1),
    ):
        assert len(list(bench.failures(report | {part: report[part] | {name: worse}}))) == 1


def test_a_page_is_explained_for_the_first_time_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[int, int]] = []

    def counting(index: WordIndex, asker: Asker, page: Sequence[ShownDocument]) -> list[Explanation]:
        before = len(index.shown.kept)
        found = explain_all(index, asker, page)
        # One whose sum is below 0 has no parts.
        assert any(one.score.meaning for one in found)
        kept.append((before, len(index.shown.kept)))
        return found

    monkeypatch.setattr(explanations, "explain_all", counting)
    monkeypatch.setattr(explanations, "PAGE", 5)
    report = explanations.measure(200)
    # Nothing is kept of the first page of a round, and all of it when the next one asks.
    assert kept == [(0, 5), (5, 5)] * 30
    assert 0 < report["warm_ms"] < report["cold_ms"]


async def test_what_is_saved_is_waited_for_until_an_answer_has_it(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[tuple[str, bool]] = []
    known = matchable._is_known

    def knows(mirror: Mirror, one: matchable._Saved) -> bool:
        waited.append((one.side, known(mirror, one)))
        return waited[-1][1]

    monkeypatch.setattr(matchable, "_is_known", knows)
    report = await matchable.measure_in(database_url, 30, patience=60, rounds=4)
    assert report["rows"] == 30
    assert 0 < report[matchable.NAME] <= report["slowest_ms"]
    # Each is asked for before it is there, and until it is.
    assert [side for side, there in waited if there] == ["challenge", "profile"] * 2
    assert waited[0] == ("challenge", False)


async def test_what_is_not_loaded_in_time_is_named(database_url: str) -> None:
    report = await matchable.measure_in(database_url, 30, patience=0, rounds=1)
    assert report["left_out"] == "30 of 30: not loaded in 0 s"
