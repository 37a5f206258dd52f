"""The one score of a profile and a challenge, for all documents at once: meaning, words and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from .board import Board, Document, Mask
from .meanings import stacked
from .neural import formula
from .vectors import RAW as MEANT
from .vectors import Rows, Vector
from .words.index import Query
from .words.pair import Parts, Side
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


def by_words(words: Parts) -> Score:
    return Score(words.total, 0.0, words.concepts, words.grams + words.stems, words.codes)


def scored(one: Rows, other: Rows, words: Parts) -> Score:
    """Of two texts, by their vectors and their words."""
    meaning, near = float(one[:MEANT] @ other[:MEANT]), float(one[MEANT:] @ other[MEANT:])
    total = formula.combine(
        meaning=meaning + near,
        grams=words.grams,
        stems=words.stems,
        concepts=words.concepts,
        codes=words.codes,
    )
    return Score(float(total), meaning, near, float(total) - meaning - near - words.codes, words.codes)


def scores(board: Board, asking: Asking, side: Side, allowed: Mask, *, like: Side | None = None) -> Scores:
    """Of every slot of `side`; 0 for those that are not allowed or not worth comparing in full."""
    words = board.index.parts(asking.query, side, like=like)
    passing = np.zeros(words.total.size, bool)
    passing[: allowed.size] = allowed[: passing.size]
    if not asking.meaning:
        return np.where(passing, words.total, np.float32(0))
    rows = stacked(asking.meaning)
    nearest, _ = board.nearest(side, rows, passing, NEAREST)
    kept = np.union1d(nearest, _best(np.where(passing, words.total, 0), BY_WORDS))
    meaning = board.products(side, rows, kept)
    found = np.zeros_like(words.total)
    # A text that was written a moment ago has no vector yet: its words alone speak for it.
    found[kept] = formula.combine(
        meaning=np.where(np.isfinite(meaning), meaning, 0),
        grams=words.grams[kept],
        stems=words.stems[kept],
        concepts=words.concepts[kept],
        codes=words.codes[kept],
    )
    return found


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
