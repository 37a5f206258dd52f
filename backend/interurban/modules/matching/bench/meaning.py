"""Questions by meaning in memory: a firm's against challenges with gates, and a challenge's against firms."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interurban.modules.matching.board import Board, Document, Mask
from interurban.modules.matching.neural.matrix import Slots
from interurban.modules.matching.words.pair import Side

from .invented import ASKED, ASKING, NOW, QUERIES, Rows, Vectors, challenge, profile
from .machine import Reading, memory, milliseconds

TOP = 20
ROUNDS = 5
PART = 16_384  # rows that are made up at once


def measure(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """One table a size; after each question as many bytes are read once, for the floor."""
    vectors = Vectors()
    queries = vectors.some(ASKED, QUERIES)
    forward = list(_growing("challenge", sizes, vectors, queries))
    backward = list(_growing("profile", sizes, vectors, queries))
    for one, other in zip(forward, backward, strict=True):
        one |= {f"reverse_{name}": value for name, value in other.items() if name in _REVERSED}
    return forward


_REVERSED = ("median_ms", "slowest_ms", "processor_ms", "recall", "load_seconds", "facts_bytes_a_row")


def _growing(side: Side, sizes: Sequence[int], vectors: Vectors, queries: Rows) -> Iterator[dict[str, Any]]:
    board, best = Board({}), _Best(queries)
    facts = taken = rows = part = 0
    spent = 0.0
    make, make_asking = (challenge, profile) if side == "challenge" else (profile, challenge)
    asking = [make_asking(ASKING + number) for number in range(ASKED)]
    for size in sizes:
        before = memory()
        for number in range(rows + 1, size + 1):
            board.put(make(number))
        middle = memory()
        allowed = [_allowed(board, side, one) for one in asking]
        kept = memory()
        while rows < size:
            made = vectors.some(min(PART, size - rows), part)
            slots = np.arange(rows + 1, rows + len(made) + 1)
            spent += milliseconds(partial(board.vectors[side].extend, slots, made))
            best.add(slots, made, allowed)
            rows, part = rows + len(made), part + 1
            del made
        facts, taken = facts + middle - before, taken + memory() - kept
        yield _asked(board, side, asking, queries, best, rows) | {
            "load_seconds": round(spent / 1_000, 1),
            "gb_per_million": round(taken / rows / 1_000, 3),
            "disk_gb_per_million": round(board.vectors[side].disk_bytes / rows / 1_000, 3),
            "facts_bytes_a_row": round(facts / rows),
        }


def _asked(
    board: Board, side: Side, asking: Sequence[Document], queries: Rows, best: _Best, rows: int
) -> dict[str, Any]:
    """Of several rounds the calmest, with the floor of the same round: others work on the machine too."""
    reading = Reading(rows * queries.shape[1])
    rounds, recalls = [], []
    for _ in range(ROUNDS):
        times, work, floors = [], [], []
        for number in range(ASKED):
            started, worked = time.perf_counter(), time.thread_time()
            found = ask(board, side, asking[number], queries[number])
            work.append((time.thread_time() - worked) * 1_000)
            times.append((time.perf_counter() - started) * 1_000)
            floors.append(milliseconds(reading))
            true = best.slots[number]
            recalls.append(np.isin(true, found).mean() if true.size else 1.0)
        rounds.append((median(times), max(times), median(work), median(floors)))
    middle, most, work_, floor = min(rounds)
    return {
        "rows": rows,
        "median_ms": round(middle, 2),
        "slowest_ms": round(most, 2),
        "processor_ms": round(work_, 2),
        "reading_ms": round(floor, 2),
        "ratio_to_reading": round(middle / floor, 2),
        "recall": round(float(np.mean(recalls)), 4),
    }


def ask(board: Board, side: Side, asking: Document, query: NDArray[np.float32]) -> Slots:
    """All of a question but the making of its vector: gates, masks, scan, comparison at full precision."""
    if side == "challenge":
        allowed = board.open_challenges(NOW) & ~board.failing(asking, NOW.year)
        return board.nearest(side, query, allowed, TOP)[0]
    judge = board.judge(asking, NOW.year)
    allowed = board.seen_by_cities() & ~judge.elsewhere
    return board.nearest(side, query, allowed, TOP, lambda slots: ~judge(slots))[0]


def _allowed(board: Board, side: Side, asking: Document) -> Mask:
    """What `ask` must choose from, decided for every row."""
    if side == "challenge":
        return board.open_challenges(NOW) & ~board.failing(asking, NOW.year)
    everybody = np.arange(board.slots(side))
    return board.seen_by_cities() & ~board.judge(asking, NOW.year)(everybody)


class _Best:
    """The best of each question by comparing every row in float64."""

    def __init__(self, queries: Rows) -> None:
        self._queries = queries.astype(np.float64)
        self.slots = [np.zeros(0, np.int64) for _ in queries]
        self._scores = [np.zeros(0) for _ in queries]

    def add(self, slots: Slots, rows: Rows, allowed: Sequence[Mask]) -> None:
        products = rows.astype(np.float64) @ self._queries.T
        for number, mask in enumerate(allowed):
            kept = mask[slots]
            scores = np.concatenate((self._scores[number], products[kept, number]))
            found = np.concatenate((self.slots[number], slots[kept]))
            order = np.lexsort((found, -scores))[:TOP]
            self._scores[number], self.slots[number] = scores[order], found[order]
