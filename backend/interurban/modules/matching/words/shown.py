"""A text that is shown with reasons, read once for all who ask: its sentences and what each of them holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from interurban.core.text import fold

from .analysis import (
    Counts,
    Keys,
    Token,
    blank_markup,
    counted,
    meaningful,
    sentences,
    tokens,
)
from .empty import is_empty
from .languages import is_small

LONGEST_QUOTE = 600
_SENTENCES_TRIED = 40
_WORD_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """Features of one kind; keys are sorted and unique.

    `spans[starts[i]:starts[i+1]]` are the sentences that hold `keys[i]`, `times` how often each does.
    """

    keys: Keys
    counts: Counts
    starts: NDArray[np.int32]
    spans: NDArray[np.uint8]
    times: Counts

    @property
    def owners(self) -> NDArray[np.intp]:
        """Of each entry the place of its key."""
        return np.repeat(np.arange(self.keys.size), np.diff(self.starts))

    @property
    def nbytes(self) -> int:
        return sum(a.nbytes for a in (self.keys, self.counts, self.starts, self.spans, self.times))


@dataclass(frozen=True, slots=True)
class Shown:
    """Spans are (number of the part, start, end) in characters.

    `twins[n]` is the first span that says the same as span `n`. `telling` has a row for each stem: the span
    of the first word with it that says something; a part of -1 where there is none.
    """

    lang: str
    spans: tuple[tuple[int, int, int], ...]
    twins: tuple[int, ...]
    grams: Counted
    stems: Counted
    telling: NDArray[np.int16]

    @property
    def nbytes(self) -> int:
        of_spans = sum(sys.getsizeof(span) + 3 * sys.getsizeof(0) for span in self.spans)
        return self.grams.nbytes + self.stems.nbytes + self.telling.nbytes + of_spans


def told_parts(parts: Sequence[str]) -> list[tuple[int, str]]:
    """Those that are read, with their numbers: a body that opens with the title stands for both."""
    repeated = len(parts) > 1 and bool(parts[0]) and parts[1].startswith(parts[0])
    return [
        (number, part) for number, part in enumerate(parts[:2]) if part and not (repeated and number == 0)
    ]


def telling_words(lang: str, text: str) -> dict[int, str]:
    """Of each stem the first word of a text (without markup) that says something, by the stem's key."""
    found: dict[int, str] = {}
    for token in tokens(text):
        if is_telling(lang, token.folded):
            key = counted(lang, token.lower, token.folded)[1]
            if key not in found:
                found[key] = text[token.start : token.end]
    return found


@lru_cache(maxsize=20_000)
def is_telling(lang: str, folded: str) -> bool:
    long = len(folded) >= _WORD_LETTERS and not folded.isdigit()
    return long and not is_small(lang, folded) and not is_empty(lang, folded)


class _Reading:
    """Words are counted one after the other, each for the span that it stands in."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.spans: list[tuple[int, int, int]] = []
        self.said: list[str] = []
        self.telling: dict[int, tuple[int, int, int]] = {}
        self._grams: list[int] = []
        self._stems: list[int] = []
        self._of: list[int] = []
        self._lengths: list[int] = []

    def part(self, number: int, part: str) -> None:
        text = blank_markup(part)
        first, ends = len(self.spans), sentences(text)[:_SENTENCES_TRIED]
        self.spans += [(number, start, end) for start, end in ends]
        self.said += [fold(part[start:end][:LONGEST_QUOTE]).strip(" .") for start, end in ends]
        place = 0
        for token in tokens(text):
            while place < len(ends) and ends[place][1] <= token.start:
                place += 1
            inside = place < len(ends) and ends[place][0] <= token.start
            if meaningful(self.lang, token):
                self._word(number, token, first + place if inside else -1)

    def _word(self, number: int, token: Token, span: int) -> None:
        grams, key = counted(self.lang, token.lower, token.folded)
        self._grams.extend(grams)
        self._lengths.append(len(grams))
        self._stems.append(key)
        self._of.append(span)
        if key not in self.telling and is_telling(self.lang, token.folded):
            self.telling[key] = (number, token.start, token.end)

    def shown(self) -> Shown:
        of = np.array(self._of, np.int64)
        grams = _counted(self._grams, np.repeat(of, self._lengths), len(self.spans))
        stems = _counted(self._stems, of, len(self.spans))
        nowhere = (-1, 0, 0)
        places = [self.telling.get(key, nowhere) for key in stems.keys.tolist()]
        first = {said: number for number, said in reversed(list(enumerate(self.said)))}
        return Shown(
            lang=self.lang,
            spans=tuple(self.spans),
            twins=tuple(first[said] for said in self.said),
            grams=grams,
            stems=stems,
            telling=np.array(places, np.int16).reshape(-1, 3),
        )


def read_shown(lang: str, parts: Sequence[str]) -> Shown:
    """`parts`: title and body, or a body."""
    reading = _Reading(lang)
    for number, part in told_parts(parts):
        reading.part(number, part)
    return reading.shown()


def _counted(keys: list[int], of: NDArray[np.int64], spans: int) -> Counted:
    """`of`: the span of each key, -1 for none."""
    unique, places, counts = np.unique(np.array(keys, np.uint32), return_inverse=True, return_counts=True)
    inside = of >= 0
    entries, times = np.unique(places[inside] * max(spans, 1) + of[inside], return_counts=True)
    owners, held = np.divmod(entries, max(spans, 1))
    return Counted(
        unique,
        counts.astype(np.float32),
        np.searchsorted(owners, np.arange(unique.size + 1)).astype(np.int32),
        held.astype(np.uint8),
        times.astype(np.float32),
    )
