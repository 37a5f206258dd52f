"""The one score of a profile and a challenge, for all documents at once: meaning, words and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from .board import Board, Document, Mask
from .meanings import stacked
from .neural import formula
from .neural.matrix import Slots
from .vectors import Rows, Vector
from .words.index import Query
from .words.pair import Side
from .words.postings import Scores

# Whoever is among the nearest by meaning, or the best by words, is compared in full.
NEAREST, BY_WORDS = 1_000, 200


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks. Without `meaning` words alone are compared."""

    document: Document
    query: Query
    meaning: Mapping[str, Vector] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """A score and what it is the sum of."""

    total: float
    meaning: float
    categories: float
    words: float
    codes: float


def scores(board: Board, asking: Asking, side: Side, *groups: Mask, like: Side | None = None) -> Scores:
    """Of every slot of `side` that is in one of the groups; 0 for those not worth comparing in full.

    Each group has its own nearest: many near misses leave no fewer matches.
    """
    words = board.index.parts(asking.query, side, like=like)
    found = np.zeros_like(words.total)
    rows = stacked(asking.meaning) if asking.meaning else None
    for allowed in groups:
        passing = np.zeros(words.total.size, bool)
        passing[: allowed.size] = allowed[: passing.size]
        if rows is None:
            found[passing] = words.total[passing]
            continue
        kept, meaning = _worth_comparing(board, side, rows, np.where(passing, words.total, 0), passing)
        found[kept] = formula.combine(
            meaning=meaning,
            grams=words.grams[kept],
            stems=words.stems[kept],
            covered=words.covered[kept],
            concepts=words.concepts[kept],
            codes=words.codes[kept],
        )
    return found


def _worth_comparing(
    board: Board, side: Side, rows: Rows, by_words: Scores, allowed: Mask
) -> tuple[Slots, Scores]:
    """The nearest by meaning and the best by words, and their products in meaning."""
    nearest, meaning = board.nearest(side, rows, allowed, NEAREST)
    others = np.setdiff1d(_best(by_words, BY_WORDS), nearest)
    theirs = board.products(side, rows, others)
    # A text that was written a moment ago has no vector yet: its words alone speak for it.
    theirs[np.isneginf(theirs)] = 0
    return np.concatenate((nearest, others)), np.concatenate((meaning, theirs))


def _best(found: Scores, count: int) -> np.ndarray:
    slots = np.flatnonzero(found > 0)
    if slots.size <= count:
        return slots
    return slots[np.argpartition(found[slots], slots.size - count)[slots.size - count :]]


def of_one(board: Board, asking: Asking, key: UUID) -> float | None:
    """A supplier's score with one challenge; null when it can no longer be matched."""
    slot = board.index.slot("challenge", key)
    if slot is None:
        return None
    only = np.zeros(board.slots("challenge"), bool)
    only[slot] = True
    return float(scores(board, asking, "challenge", only)[slot])
