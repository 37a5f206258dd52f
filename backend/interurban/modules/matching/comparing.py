"""One profile or challenge beside the documents that are shown to it: scores, and what is left of them.

Each pair of documents is compared in the two languages that match best, and quoted in one that is preferred
if it matches nearly as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .asker import Asker, Meaning, Texts
from .neural import formula
from .scoring import Score
from .shared import SharedStem, shared_words
from .vectors import RAW as MEANT
from .vectors import Rows, Vector
from .words.dissect import Dissected, dissect
from .words.index import WordIndex, shared_digits
from .words.weighed import Text, Weighed
from .words.weights import SCORE

# A language that is preferred is quoted if its text matches nearly as well as the one that matches best.
_NEARLY = 0.15


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """`preferred`: the languages to quote it in, the best first, as far as it exists in them."""

    texts: Texts
    codes: tuple[str, ...]
    meaning: Meaning = field(default_factory=dict)
    preferred: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A shown text with one of the asker's: `without` has what is left of the score without each sentence."""

    lang: str
    other: str
    weighed: Weighed
    score: Score
    without: Sums
    words: list[SharedStem]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A document's text in a language that is to be compared with the asker's in another.

    `product` is that of their vectors, where both have one.
    """

    document: ShownDocument
    lang: str
    other: str
    product: float = 0.0


Sums = NDArray[np.floating]
# Of each language how well the text in it matches, and the asker's language that it matches best.
Nearness = dict[str, tuple[float, str]]


def compare(
    index: WordIndex, asker: Asker, documents: Sequence[ShownDocument]
) -> list[tuple[Compared, Compared]]:
    """Of each document the text that is quoted, and the one that matches best."""
    known = [_nearest(asker.meaning, one.meaning) or _only(asker.texts, one.texts) for one in documents]
    unknown = [one for one, nearness in zip(documents, known, strict=True) if not nearness]
    by_words = iter(_nearest_by_words(index, asker, unknown))
    wanted: list[_Wanted] = []
    places: list[tuple[int, int]] = []
    for one, nearness in zip(documents, known, strict=True):
        found = nearness or next(by_words)
        best = max(found, key=lambda lang: found[lang][0])
        quoted = _quoted(found, best, one.preferred)
        langs = [quoted] if quoted == best else [quoted, best]
        places.append((len(wanted), len(wanted) + len(langs) - 1))
        wanted += [_Wanted(one, lang, found[lang][1], found[lang][0]) for lang in langs]
    compared = _compare(index, asker, wanted)
    return [(compared[quoted], compared[best]) for quoted, best in places]


def _nearest(mine: Meaning, shown: Meaning) -> Nearness:
    """By meaning."""
    if not mine:
        return {}
    return {
        lang: max(
            ((float(theirs.vector @ one.vector), other) for other, one in mine.items()),
            key=lambda found: found[0],
        )
        for lang, theirs in shown.items()
    }


def _only(mine: Texts, shown: Texts) -> Nearness:
    """Where there is nothing to choose. A firm that is known by name and codes alone has no text to quote."""
    if mine and len(mine) * len(shown) > 1:
        return {}
    other = next(iter(mine), "")
    return dict.fromkeys(shown, (0.0, other)) or {"": (0.0, "")}


def _nearest_by_words(index: WordIndex, asker: Asker, documents: Sequence[ShownDocument]) -> list[Nearness]:
    others = sorted(asker.texts)
    wanted = [_Wanted(one, lang, other) for one in documents for lang in one.texts for other in others]
    totals = iter([found.score.total for found in _compare(index, asker, wanted)])
    return [
        {
            lang: max([(next(totals), other) for other in others], key=lambda found: found[0])
            for lang in one.texts
        }
        for one in documents
    ]


def _quoted(found: Nearness, best: str, preferred: Sequence[str]) -> str:
    """The first of the preferred languages whose text matches nearly as well as the best."""
    least = found[best][0] - _NEARLY * abs(found[best][0])
    return next((lang for lang in preferred if lang in found and found[lang][0] >= least), best)


def _compare(index: WordIndex, asker: Asker, wanted: Sequence[_Wanted]) -> list[Compared]:
    """All that are compared with the asker's text in one language at once."""
    texts = [
        Text(one.lang, tuple(one.document.texts.get(one.lang, ())), one.document.codes) for one in wanted
    ]
    weighed = index.weigh(asker.other_side, texts)
    groups: dict[str, list[int]] = {}
    for number, one in enumerate(wanted):
        groups.setdefault(one.other, []).append(number)
    found: dict[int, Compared] = {}
    for other, numbers in groups.items():
        chosen = [wanted[number] for number in numbers], [weighed[number] for number in numbers]
        found.update(zip(numbers, _with_one(index, asker, other, *chosen), strict=True))
    return [found[number] for number in range(len(wanted))]


def _with_one(
    index: WordIndex, asker: Asker, other: str, wanted: Sequence[_Wanted], weighed: Sequence[Weighed]
) -> Iterator[Compared]:
    parts = dissect(asker.fixed(index, other), weighed)
    codes = SCORE.codes * np.array([shared_digits(asker.codes, one.document.codes) for one in wanted])
    mine = asker.meaning.get(other)
    theirs = [one.document.meaning.get(one.lang) if mine is not None else None for one in wanted]
    products = [
        _products(one.product, mine, vector, text)
        for one, vector, text in zip(wanted, theirs, weighed, strict=True)
    ]
    totals = _totals(parts, np.repeat(codes, np.diff(parts.firsts)), products)
    scores = _scores(parts, codes, totals, mine, list(zip(theirs, products, strict=True)))
    words = shared_words(index, asker, other, parts.shared, weighed)
    ends = parts.firsts.tolist()
    for number, (one, text) in enumerate(zip(wanted, weighed, strict=True)):
        without = totals[ends[number] + 1 : ends[number + 1]]
        yield Compared(one.lang, other, text, scores[number], without, words[number])


def _products(whole: float, mine: Vector | None, theirs: Vector | None, weighed: Weighed) -> Rows | None:
    """In meaning: of the whole, then of what is left without each sentence; null without vectors."""
    if mine is None or theirs is None:
        return None
    # What the encoder did not read, or has not left out yet, does not change the meaning.
    found = np.full(weighed.rows, whole, np.float32)
    if theirs.sentences is not None:
        left, spans = theirs.sentences.without @ mine.vector, theirs.sentences.spans
        if weighed.shown.spans[: len(spans)] == spans:
            found[1 : 1 + len(spans)] = left
        else:
            products = dict(zip(spans, left, strict=True))
            found[1:] = [products.get(span, whole) for span in weighed.shown.spans]
    return found


def _totals(parts: Dissected, codes: Sums, products: Sequence[Rows | None]) -> Sums:
    by_words = np.minimum(parts.grams + parts.stems + parts.concepts + codes, 1)
    if all(one is None for one in products):
        return by_words
    sizes = np.diff(parts.firsts)
    meaning = np.concatenate(
        [np.zeros(size) if one is None else one for size, one in zip(sizes, products, strict=True)]
    )
    by_meaning = formula.combine(
        meaning=meaning,
        grams=parts.grams,
        stems=parts.stems,
        covered=parts.covered,
        concepts=parts.concepts,
        codes=codes,
    )
    return np.where(np.repeat([one is not None for one in products], sizes), by_meaning, by_words)


def _scores(
    parts: Dissected,
    codes: Sums,
    totals: Sums,
    mine: Vector | None,
    meant: Sequence[tuple[Vector | None, Rows | None]],
) -> list[Score]:
    """Of the whole texts; `meant` are their vectors, with the products."""
    wholes = parts.firsts[:-1]
    grams, stems, concepts = parts.grams[wholes], parts.stems[wholes], parts.concepts[wholes]
    products = np.array([0.0 if rows is None else rows[0] for _, rows in meant])
    said = formula.said_by_words(
        meaning=products, grams=grams, stems=stems, covered=parts.covered[wholes], concepts=concepts
    )
    columns = (totals[wholes], grams + stems, concepts, codes, products, said)
    return [
        _score(mine, vector, *numbers)
        for (vector, _), *numbers in zip(meant, *(one.tolist() for one in columns), strict=True)
    ]


def _score(
    mine: Vector | None,
    theirs: Vector | None,
    total: float,
    words: float,
    concepts: float,
    codes: float,
    product: float,
    said: float,
) -> Score:
    if mine is None or theirs is None:
        return Score(total, 0.0, concepts, words, codes)
    near = float(theirs.vector[MEANT:] @ mine.vector[MEANT:])
    codes *= formula.FORMULA.codes
    # A high score is less than the sum of its parts (see `formula`): each has its share of it.
    whole = product + said + codes
    share = total / whole if whole > 0 else 0.0
    return Score(total, (product - near) * share, near * share, said * share, codes * share)
