"""The exact score of one text with each of many, and with what is left of them without each sentence.

All texts are compared at once: one by one, the calls would cost more than the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .analysis import Features, Keys
from .pair import Side, challenge_stems, gram_vector, profile_stems
from .postings import Scores, runs
from .scale import Scale, State, saturated
from .shown import Counted
from .weighed import Weighed, Weights
from .weights import SCORE

Places = NDArray[np.intp]
_TABLE = 1 << 16


class Sought:
    """Features with weights that are looked for among those of many texts."""

    def __init__(self, keys: Keys, weights: Scores) -> None:
        self.keys, self.weights = keys, weights
        # Most keys of a text are not sought: the last 16 bits tell it of nearly all of them.
        self._ends = np.zeros(_TABLE, np.bool_)
        self._ends[keys.astype(np.uint16)] = True

    @property
    def pairs(self) -> tuple[Keys, Scores]:
        return self.keys, self.weights

    def among(self, keys: Keys) -> tuple[Places, Places]:
        """Where sought keys stand in `keys`, and which they are."""
        at = np.flatnonzero(self._ends.take(keys.astype(np.uint16)))
        if at.size == 0:
            return at, at
        found = keys[at]
        which = np.minimum(np.searchsorted(self.keys, found), self.keys.size - 1)
        same = self.keys[which] == found
        return at[same], which[same]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The text that stays as it is while sentences are taken out of others: weighed once for all of them.

    `state`: that it was weighed in.
    """

    state: State
    text: Features
    side: Side
    grams: Sought
    stems: Sought
    cover: float  # of a profile
    concepts: Sought


def fix(scale: Scale, text: Features, codes: Sequence[str], side: Side) -> Fixed:
    challenge = side == "challenge"
    stems, share = (challenge_stems(scale, text), 0.0) if challenge else profile_stems(scale, text)
    return Fixed(
        scale.state(text.lang),
        text,
        side,
        Sought(text.grams, gram_vector(scale, text, side)),
        Sought(text.stems, stems),
        share,
        Sought(*scale.concepts([text], codes)[0]),
    )


@dataclass(frozen=True, slots=True)
class SharedStems:
    """Numbers of texts with a stem that each shares: its place in the stems of all texts one after the other,
    and in the fixed text's.
    """

    texts: Places
    theirs: Places
    mine: Places


@dataclass(frozen=True, slots=True)
class Dissected:
    """The parts of scores as they are weighed (see `Parts`): of text `n` in `firsts[n]:firsts[n+1]`, first of
    the whole and then without each of its sentences.
    """

    firsts: Places
    grams: Scores
    stems: Scores
    covered: Scores
    concepts: Scores
    shared: SharedStems


def dissect(fixed: Fixed, texts: Sequence[Weighed]) -> Dissected:
    """`texts` stand on the other side than `fixed`."""
    rows = np.array([text.rows for text in texts])
    firsts = np.concatenate(([0], np.cumsum(rows)))
    grams = _Met(fixed.grams, [text.shown.grams for text in texts], rows, firsts)
    met = _Met(fixed.stems, [text.shown.stems for text in texts], rows, firsts)
    lengths = _joined([text.lengths for text in texts])
    if fixed.side == "profile":
        stems = SCORE.stems * met.saturated(lengths)
        covered = stems * fixed.cover
    else:
        stems = SCORE.stems * met.weighted([text.stems for text in texts if text.stems is not None])
        covered = stems * lengths
    return Dissected(
        firsts,
        grams.weighted([text.grams for text in texts]),
        stems,
        covered,
        SCORE.concepts * _concepts(fixed, texts),
        SharedStems(met.texts, met.at, met.which),
    )


class _Met:
    """Sought features of one kind where they stand in several texts, and the sentences that hold them."""

    def __init__(self, sought: Sought, found: Sequence[Counted], rows: Places, firsts: Places) -> None:
        self._found, self._rows, self._firsts = found, rows, firsts
        sizes = [one.keys.size for one in found]
        ends = np.cumsum([0, *sizes])
        self.at, self.which = sought.among(_joined([one.keys for one in found]))
        self.texts = np.searchsorted(ends, self.at, side="right") - 1
        self._sought = sought.weights[self.which]
        # A text has one start more than it has keys.
        starts, places = _joined([one.starts for one in found]), self.at + self.texts
        begins, lengths = starts[places], starts[places + 1] - starts[places]
        entries = np.cumsum([0, *(one.spans.size for one in found)])[self.texts]
        self._holders = np.repeat(np.arange(self.at.size), lengths)
        self._entries = runs(begins + entries, lengths)
        self._spans = _joined([one.spans for one in found])[self._entries]

    def weighted(self, weights: Sequence[Weights]) -> Scores:
        whole = _joined([one.whole for one in weights])[self.at]
        changes = _joined([one.changes for one in weights])[self._entries]
        total = np.bincount(self.texts, self._sought * whole, minlength=len(self._rows))
        rows = self._firsts[self.texts[self._holders]] + 1 + self._spans
        changed = np.bincount(rows, self._sought[self._holders] * changes, minlength=self._firsts[-1])
        left = np.maximum(np.repeat(total, self._rows) + changed, 0)
        return (left / _joined([one.norms for one in weights])).astype(np.float32)

    def saturated(self, lengths: Scores) -> Scores:
        """Each feature that was met with each row of its text: few are."""
        sizes = self._rows[self.texts]
        counts = np.repeat(_joined([one.counts for one in self._found])[self.at], sizes)
        begins = np.cumsum(sizes) - sizes
        times = _joined([one.times for one in self._found])[self._entries]
        counts[begins[self._holders] + 1 + self._spans] -= times
        rows = runs(self._firsts[self.texts], sizes)
        values = np.repeat(self._sought, sizes) * saturated(counts, lengths[rows])
        return np.bincount(rows, values, minlength=self._firsts[-1]).astype(np.float32)


def _concepts(fixed: Fixed, texts: Sequence[Weighed]) -> Scores:
    at, which = fixed.concepts.among(_joined([text.pointed.keys for text in texts]))
    values = fixed.concepts.weights[which] * _joined([text.pointed.weights for text in texts])[at]
    ends = np.cumsum(_joined([text.pointed.sizes for text in texts]))
    rows = np.searchsorted(ends, at, side="right")
    return np.bincount(rows, values, minlength=ends.size).astype(np.float32)


def _joined(arrays: Sequence[NDArray]) -> NDArray:
    return np.concatenate(arrays)
