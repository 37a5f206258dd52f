from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from interurban.modules.matching.neural import rows as row_file
from interurban.modules.matching.neural.matrix import Matrix
from interurban.modules.matching.neural.rounding import Question, rounded
from interurban.modules.matching.neural.rows import BLOCK

DIMS = 48


def vectors(count: int, seed: int, *, spread: float = 1.0, dims: int = DIMS) -> np.ndarray:
    """Unit rows around a dozen directions, some of which matter more; a small spread makes near twins."""
    random = np.random.default_rng(seed)
    scale = np.linspace(2.0, 0.2, dims)
    middles = np.random.default_rng(0).standard_normal((12, dims)) * scale
    found = middles[random.integers(0, 12, count)] + spread * random.standard_normal((count, dims)) * scale
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found.astype(np.float16).astype(np.float32)


def best(
    owners: np.ndarray, rows: np.ndarray, query: np.ndarray, limit: int
) -> tuple[list[int], list[float]]:
    """All rows compared in float64."""
    products = (rows.astype(np.float64) @ np.atleast_2d(query).astype(np.float64).T).max(axis=1)
    slots: dict[int, float] = {}
    for slot, product in zip(owners.tolist(), products.astype(np.float32).tolist(), strict=True):
        slots[slot] = max(slots.get(slot, -np.inf), product)
    order = sorted(slots, key=lambda slot: (-slots[slot], slot))[:limit]
    return order, [slots[slot] for slot in order]


def test_best_are_those_of_full_precision_even_among_near_twins() -> None:
    for spread in (1.0, 0.01, 0.001):
        rows, owners = vectors(3_000, 1, spread=spread), np.arange(1, 3_001)
        matrix = Matrix(DIMS)
        matrix.extend(owners, rows)
        for query in vectors(10, 2, spread=spread):
            for limit in (1, 20, 500):
                slots, scores = matrix.scan(query, None, limit)
                assert (slots.tolist(), scores.tolist()) == best(owners, rows, query, limit)


def test_whole_numbers_alone_would_not_give_the_best() -> None:
    # What the test above relies on: with near twins, rounding changes the order.
    rows = vectors(3_000, 1, spread=0.01)
    codes, scales, _ = rounded(rows)
    query = vectors(1, 2, spread=0.01)[0]
    plain = np.argsort(-((codes @ np.rint(query * 127 / np.abs(query).max())) * scales))[:20]
    assert set(plain.tolist()) != set(np.argsort(-(rows @ query))[:20].tolist())


def test_bounds_hold_for_every_row() -> None:
    rows = np.concatenate((vectors(2_000, 1), 30 * vectors(50, 3), np.zeros((1, DIMS), np.float32)))
    reach = float(np.linalg.norm(rows, axis=1).max())
    for query in (*vectors(20, 2), 9 * vectors(1, 4)[0], np.zeros(DIMS, np.float32)):
        assert_bounded(Question(query[None], reach), rows, query)
    # Of these questions nothing is lost: what the rows lost must be in the bounds alone.
    for query in np.sign(vectors(20, 6)):
        assert_bounded(Question(query[None], 1.001), rows[:2_000], query)


def assert_bounded(question: Question, rows: np.ndarray, query: np.ndarray) -> None:
    codes, scales, lost = rounded(rows)
    away = np.abs(question.near(codes, scales) - rows.astype(np.float64) @ query.astype(np.float64))
    assert (away <= question.doubt(lost)).all()


def test_the_best_of_a_slots_rows_and_of_a_questions_vectors_counts() -> None:
    rows, owners = vectors(900, 1), np.repeat(np.arange(1, 301), 3)
    matrix = Matrix(DIMS)
    for slot in range(1, 301):
        matrix.put(slot, rows[owners == slot])
    assert len(matrix) == 900
    for first in range(10):
        query = vectors(40, 2)[first : first + 3]
        slots, scores = matrix.scan(query, None, 50)
        assert (slots.tolist(), scores.tolist()) == best(owners, rows, query, 50)
        assert matrix.products(query, slots).tolist() == scores.tolist()
    # One slot with all the best rows does not push the others out.
    matrix.put(301, np.tile(rows[0], (200, 1)))
    assert len(matrix.scan(rows[0], None, 20)[0]) == 20


def test_only_allowed_slots_are_found() -> None:
    rows, owners = vectors(4_000, 1), np.arange(1, 4_001)
    matrix = Matrix(DIMS)
    matrix.extend(owners, rows)
    query = vectors(1, 2)[0]
    for share in (0.5, 0.01):
        allowed = np.random.default_rng(5).random(4_001) < share
        kept = allowed[owners]
        assert matrix.scan(query, allowed, 30)[0].tolist() == best(owners[kept], rows[kept], query, 30)[0]
    short = np.ones(100, bool)
    assert set(matrix.scan(query, short, 4_000)[0].tolist()) == set(range(1, 100))
    assert matrix.scan(query, np.zeros(4_001, bool), 5)[0].size == 0
    assert matrix.scan(query, np.ones(9_000, bool), 5)[0].size == 5


def test_what_was_removed_or_replaced_never_shows() -> None:
    rows = vectors(300, 1)
    matrix = Matrix(DIMS)
    matrix.extend(np.arange(1, 301), rows)
    assert matrix.remove(7)
    assert not matrix.remove(7)
    assert 7 not in matrix
    assert 7 not in matrix.scan(rows[6], None, 300)[0]
    matrix.put(8, -rows[7])
    slots, scores = matrix.scan(rows[7], None, 300)
    assert slots[-1] == 8
    assert scores[-1] == pytest.approx(-1, abs=1e-3)
    assert len(matrix) == 299
    # The room of what went is used again.
    before = matrix.disk_bytes
    for _ in range(50):
        matrix.put(9, rows[:2])
    assert matrix.disk_bytes == before
    assert len(matrix) == 300
    assert matrix.products(rows[0], [7, 9]).tolist() == [-np.inf, matrix.products(rows[0], [1])[0]]


def test_more_than_one_block() -> None:
    count = BLOCK + 5_000
    rows, owners = vectors(count, 1, dims=16), np.arange(1, count + 1)
    matrix = Matrix(16)
    matrix.extend(owners, rows)
    for slot in range(BLOCK - 50, BLOCK + 50):
        matrix.put(slot, rows[slot - 1])
    for query in (rows[0], rows[BLOCK - 1], rows[-1]):
        slots, scores = matrix.scan(query, None, 200)
        assert (slots.tolist(), scores.tolist()) == best(owners, rows, query, 200)


def test_a_row_takes_at_most_600_bytes() -> None:
    matrix = Matrix()
    matrix.extend(np.arange(1, BLOCK + 1), np.zeros((BLOCK, 480), np.float16))
    assert matrix.nbytes / BLOCK < 600


def test_no_scan_takes_a_reference_that_is_not_its_own() -> None:
    rows = vectors(300, 1)
    matrix = Matrix(DIMS)
    matrix.extend(range(1, 301), rows)
    matrix.scan(rows[0], None, 20)
    before = [sys.getrefcount(thing) for thing in (None, True, rows)]
    for _ in range(500):
        matrix.scan(rows[0], None, 20)
    for thing, count in zip((None, True, rows), before, strict=True):
        assert abs(sys.getrefcount(thing) - count) < 100


def test_vectors_that_make_no_sense_are_refused() -> None:
    matrix = Matrix(DIMS)
    rows = vectors(3, 1)
    broken = rows.copy()
    broken[1, 2] = np.nan
    for bad in (broken, rows * 1e6, rows[:, 1:], rows[:2]):
        with pytest.raises(ValueError, match="vector"):
            matrix.extend([1, 2, 3], bad)
    with pytest.raises(ValueError, match="above 0"):
        matrix.put(0, rows[0])
    with pytest.raises(ValueError, match="finite"):
        matrix.scan(broken[1], None, 5)
    assert len(matrix) == 0
    assert matrix.scan(rows[0], None, 5)[0].size == 0
    matrix.put(1, np.zeros(DIMS))
    assert matrix.scan(rows[0], None, 5)[1].tolist() == [0.0]
    assert matrix.scan(rows[0], None, 0)[0].size == 0


def test_a_full_disk_loses_nothing_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = vectors(20, 1)
    matrix = Matrix(DIMS, tmp_path)
    matrix.extend(range(1, 11), rows[:10])

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(row_file.os, "pwrite", full)
        with pytest.raises(OSError, match="space"):
            matrix.extend(range(11, 21), rows[10:])
    assert sorted(matrix.scan(rows[0], None, 20)[0].tolist()) == list(range(1, 11))
    matrix.extend(range(11, 21), rows[10:])
    assert len(matrix) == 20
    assert list(tmp_path.iterdir()) == []


def test_rows_are_not_written_while_they_may_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = vectors(100, 1)
    matrix = Matrix(DIMS)
    matrix.extend(range(1, 100), rows[1:])
    read, best_of_all = matrix._exact.read, matrix.scan(rows[0], None, 1)[0][0]

    def interrupted(numbers: np.ndarray) -> np.ndarray:
        before = read(numbers)
        if matrix.remove(best_of_all):
            matrix.put(100, rows[0])
        assert (read(numbers) == before).all()
        return before

    with monkeypatch.context() as patch:
        patch.setattr(matrix._exact, "read", interrupted)
        # What goes meanwhile is not shown, what comes meanwhile is found by the next.
        slots, _ = matrix.scan(rows[0], None, 99)
    assert set(slots.tolist()) == set(range(1, 100)) - {best_of_all}
    assert matrix.scan(rows[0], None, 1)[0].tolist() == [100]


def test_scans_beside_writers_find_only_what_is_true() -> None:
    rows = vectors(2_000, 1)
    matrix = Matrix(DIMS)
    # Slot n has row n, in whatever order they come and go; odd ones stay.
    matrix.extend(np.arange(1, 2_000), rows[1:])
    done = threading.Event()

    def write() -> None:
        random = np.random.default_rng(3)
        for _ in range(3_000):
            slot = int(random.integers(1, 1_000)) * 2
            if slot in matrix:
                matrix.remove(slot)
            else:
                matrix.put(slot, rows[slot])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    queries, scans = vectors(50, 2), 0
    try:
        while not done.is_set():
            query = queries[scans % 50]
            products = (rows.astype(np.float64) @ query.astype(np.float64)).astype(np.float32)
            slots, scores = matrix.scan(query, None, 40)
            assert products[slots].tolist() == scores.tolist()
            odd = np.arange(1, 2_000, 2)
            missed = odd[(products[odd] > scores[-1]) & ~np.isin(odd, slots)]
            assert missed.size == 0
            scans += 1
    finally:
        writer.join()
    assert scans > 5
