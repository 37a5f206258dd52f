"""Texts that are shown with reasons, weighed once for all who ask.

What depends on how rare features are is made anew when that has moved on, so that a text which is kept gives
the same score as one which was never seen.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .analysis import Keys
from .kept import Kept
from .pair import Side
from .postings import Scores
from .scale import Scale, State, covering, damp, softened
from .shown import Counted, Shown, read_shown
from .weights import LENGTH

# A text of 150 words takes 40 kB, one of 20,000 characters 500: the last thousand that were shown, more than
# readers turn back to, and little beside the index.
ROOM = 32_000_000
_OF_OBJECTS = 2_000  # bytes of a text's arrays and dataclasses beside their numbers


class Text(NamedTuple):
    """What is to be shown: its parts (title and body, or a body) in a language, and its owner's codes."""

    lang: str
    parts: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """`whole`: of each key; `changes`: of each entry, what taking out its span adds to the key's weight.

    `norms`: what a product is divided by; of the whole, then without each span.
    """

    whole: Scores
    changes: Scores
    norms: Scores

    @property
    def nbytes(self) -> int:
        return self.whole.nbytes + self.changes.nbytes + self.norms.nbytes


@dataclass(frozen=True, slots=True)
class Pointed:
    """Concepts that the whole and then what is left without each span point to: `sizes[n]` of row `n`."""

    keys: Keys
    weights: Scores
    sizes: NDArray[np.int32]

    @property
    def nbytes(self) -> int:
        return self.keys.nbytes + self.weights.nbytes + self.sizes.nbytes

    @property
    def whole(self) -> tuple[Keys, Scores]:
        size = int(self.sizes[0])
        return self.keys[:size], self.weights[:size]


@dataclass(frozen=True, slots=True)
class Weighed:
    """`lengths`, of the whole and then without each span: of a challenge what BM25 adds to a count, of a
    profile what makes a share of its stems' part.
    """

    shown: Shown
    state: State  # that it was weighed in
    grams: Weights
    rarity: Scores  # of each stem
    stems: Weights | None  # of a profile
    lengths: Scores
    pointed: Pointed

    @property
    def rows(self) -> int:
        return self.lengths.size

    @property
    def nbytes(self) -> int:
        arrays = self.grams.nbytes + self.rarity.nbytes + self.lengths.nbytes + self.pointed.nbytes
        of_stems = self.stems.nbytes if self.stems is not None else 0
        return self.shown.nbytes + arrays + of_stems + _OF_OBJECTS


class ShownTexts:
    """Those that were shown last. `weigh` wants the index held still; `read` does not."""

    def __init__(self, scale: Scale, room: int = ROOM) -> None:
        self.kept: Kept[Weighed] = Kept(room)
        self._scale = scale

    def read(self, side: Side, texts: Sequence[Text]) -> list[Weighed | Shown]:
        found = []
        for text in texts:
            kept = self.kept.get((side, text))
            found.append(kept if kept is not None else read_shown(text.lang, text.parts))
        return found

    def weigh(self, side: Side, texts: Sequence[Text], read: Sequence[Weighed | Shown]) -> list[Weighed]:
        states = {lang: self._scale.state(lang) for lang in {text.lang for text in texts}}
        found = []
        for text, one in zip(texts, read, strict=True):
            known, shown = (one, one.shown) if isinstance(one, Weighed) else (None, one)
            if known is None or known.state != states[text.lang]:
                known = weigh(self._scale, side, shown, text.codes, known)
                self.kept.put((side, text), known, known.nbytes + _size(text))
            found.append(known)
        return found


def weigh(
    scale: Scale, side: Side, shown: Shown, codes: Sequence[str], before: Weighed | None = None
) -> Weighed:
    """`before`: the same text as it was weighed before, of which the concepts may still be true."""
    state, spans, lang = scale.state(shown.lang), len(shown.spans), shown.lang
    rarity = scale.stems(lang)(shown.stems.keys)
    stems, lengths = None, _lengths(scale, shown)
    if side == "profile":
        stems, lengths = _stems(shown.stems, rarity, spans)
    pointed = before.pointed if before is not None and before.state.pointer == state.pointer else None
    return Weighed(
        shown=shown,
        state=state,
        grams=_weights(shown.grams, scale.grams(lang)(shown.grams.keys), side, spans),
        rarity=rarity,
        stems=stems,
        lengths=lengths,
        pointed=pointed or _pointed(scale, shown, codes),
    )


def _weights(counted: Counted, rarity: Scores, side: Side, spans: int) -> Weights:
    whole, changes = _changes(counted, rarity)
    norms = np.sqrt(_left(counted, whole, changes, spans, power=2))
    least = softened(norms, LENGTH.usual_grams) if side == "profile" else np.maximum(norms, np.float32(1e-6))
    return Weights(whole, changes, least)


def _stems(counted: Counted, rarity: Scores, spans: int) -> tuple[Weights, Scores]:
    whole, changes = _changes(counted, rarity)
    norms = np.sqrt(_left(counted, whole, changes, spans, power=2))
    covers = covering(norms, _left(counted, whole, changes, spans, power=1))
    return Weights(whole, changes, softened(norms, LENGTH.usual_stems)), covers


def _changes(counted: Counted, rarity: Scores) -> tuple[Scores, Scores]:
    owners = counted.owners
    damped = damp(counted.counts)
    left = damp(counted.counts[owners] - counted.times)
    return damped * rarity, (left - damped[owners]) * rarity[owners]


def _left(counted: Counted, whole: Scores, changes: Scores, spans: int, power: int) -> Scores:
    """The sum of weights to a power: of the whole, then without each span."""
    before = whole[counted.owners].astype(np.float64)
    lost = before**power - (before + changes) ** power
    total = (whole.astype(np.float64) ** power).sum()
    left = total - np.bincount(counted.spans, lost, minlength=spans)
    return np.maximum(np.concatenate(([total], left)), 0).astype(np.float32)


def _lengths(scale: Scale, shown: Shown) -> Scores:
    stems, spans = shown.stems, len(shown.spans)
    words = stems.counts.sum()
    left = words - np.bincount(stems.spans, stems.times, minlength=spans)
    return scale.bm25_length(shown.lang, np.concatenate(([words], left)).astype(np.float32))


def _pointed(scale: Scale, shown: Shown, codes: Sequence[str]) -> Pointed:
    rows = scale.left_concepts(shown.lang, shown.grams, len(shown.spans), codes)
    return Pointed(
        np.concatenate([keys for keys, _ in rows]),
        np.concatenate([weights for _, weights in rows]).astype(np.float32),
        np.array([keys.size for keys, _ in rows], np.int32),
    )


def _size(text: Text) -> int:
    return sum(sys.getsizeof(part) for part in (*text.parts, *text.codes))
