"""The full score: meaning, words and codes of a firm against challenges, and of a challenge against firms."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from interurban.modules.matching import scoring
from interurban.modules.matching.board import Board, Document
from interurban.modules.matching.labels import groups
from interurban.modules.matching.scoring import Asking
from interurban.modules.matching.vectors import Vector

from .invented import ASKED, ASKING, NOW, QUERIES, Rows, Vectors
from .machine import memory
from .words import LANGUAGES, challenge, profile, vocabulary

TOP = 20
_BATCH = 1_000


def measure(rows: int, patience: float) -> dict[str, Any]:
    """At as many challenges and firms as are read in `patience` seconds: it is words that take time."""
    made = random.Random(1)  # noqa: S311
    board, vectors, words = Board(groups()), Vectors(), {lang: vocabulary(made) for lang in LANGUAGES}
    before, started = memory(), time.perf_counter()
    loaded = 0
    while loaded < rows and time.perf_counter() - started < patience:
        batch = min(_BATCH, rows - loaded)
        numbers, found = range(loaded + 1, loaded + batch + 1), vectors.some(batch, loaded // _BATCH)
        _put(board, [challenge(made, words, number) for number in numbers], found)
        _put(board, [profile(made, words, number) for number in numbers], found)
        loaded += batch
    board.index.settle()
    spent, taken = time.perf_counter() - started, memory() - before
    queries = vectors.some(ASKED, QUERIES)
    firms = [profile(made, words, ASKING + number) for number in range(ASKED)]
    cities = [challenge(made, words, ASKING + number) for number in range(ASKED)]
    report: dict[str, Any] = {
        "rows": loaded,
        "median_ms": _median(board, firms, queries, _ask),
        "reverse_median_ms": _median(board, cities, queries, _ask_back),
        "gb_per_million_of_each": round(taken / loaded / 1_000, 2),
        "load_seconds": round(spent, 1),
    }
    if loaded < rows:
        report["left_out"] = f"{rows - loaded:,} of {rows:,} were not read in {patience:g} s"
    return report


def _put(board: Board, documents: Sequence[Document], rows: Rows) -> None:
    for document, row in zip(documents, rows, strict=True):
        board.put(document)
        board.put_vectors(document.entity, document.id, [row])


def _median(
    board: Board, asking: Sequence[Document], queries: Rows, ask: Callable[[Board, Asking], None]
) -> float:
    times = []
    for document, row in zip(asking, queries, strict=True):
        (lang,) = document.texts
        meaning = {lang: Vector(lang, row, {})}
        started = time.perf_counter()
        ask(board, Asking(document, document.query(), meaning))
        times.append((time.perf_counter() - started) * 1_000)
    return round(median(times), 1)


def _ask(board: Board, asking: Asking) -> None:
    open_now, failing = board.open_challenges(NOW), board.failing(asking.document, NOW.year)
    passing, missing = open_now & ~failing, open_now & failing
    scores = scoring.scores(board, asking, "challenge", passing, missing)
    board.page(scores, "challenge", TOP, passing)
    board.page(scores, "challenge", TOP, missing)


def _ask_back(board: Board, asking: Asking) -> None:
    seen, judge = board.seen_by_cities(), board.judge(asking.document, NOW.year)
    there, elsewhere = seen & ~judge.elsewhere, seen & judge.elsewhere
    scores = scoring.scores(board, asking, "profile", there, elsewhere)
    board.page(scores, "profile", TOP, there, passes=lambda slots: ~judge(slots))
    board.page(scores, "profile", TOP, seen, passes=judge)
