"""Why a profile and a challenge match, in things a person can check in the two texts.

Three kinds of reasons: categories that both declare or point to, words that both use, and sentences
of the shown text without which the score is lower. Each has a floor below which it is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .asker import Asker, Meaning, Texts
from .comparing import Compared, ShownDocument, compare
from .scoring import Score
from .shared import Category, Points, meant, points_of, shared_categories
from .words.index import WordIndex
from .words.shown import LONGEST_QUOTE

FieldName = Literal["title", "text"]

_SENTENCES_SHOWN, _SENTENCE_FLOOR, _SENTENCE_SHARE = 2, 0.005, 0.05
_AROUND = 160  # characters shown before and after a quote


class SharedWord(NamedTuple):
    """A word as it stands in the shown text and in the other one; offsets are characters of `field`."""

    word: str
    other: str
    field: FieldName
    start: int
    end: int


class Sentence(NamedTuple):
    """A piece of the shown text; `without` is the score of the pair when it is taken out.

    `before` and `after`: what stands around it, up to _AROUND characters, cut at words.
    """

    quote: str
    before: str
    after: str
    field: FieldName
    start: int
    end: int
    score: float
    without: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """`lang` is the language of the shown text that the words and sentences are quoted from.

    `score` is that of the two languages which match best; quotes may be of others, and say their own.
    """

    lang: str
    other_lang: str
    score: Score
    words: list[SharedWord]
    sentences: list[Sentence]
    categories: list[Category]


def explain(
    index: WordIndex,
    asker: Asker,
    texts: Texts,
    codes: Sequence[str],
    meaning: Meaning | None = None,
    preferred: Sequence[str] = (),
) -> Explanation:
    """`texts`, `codes` and `meaning` are of the document that is shown to the asker."""
    return explain_all(index, asker, [ShownDocument(texts, tuple(codes), meaning or {}, preferred)])[0]


def explain_all(index: WordIndex, asker: Asker, documents: Sequence[ShownDocument]) -> list[Explanation]:
    """Those of a page together, which costs a fraction of what they cost one by one."""
    compared = compare(index, asker, documents)
    mine = _Points(index, asker)
    return [
        _explanation(asker, one, quoted, best, mine)
        for one, (quoted, best) in zip(documents, compared, strict=True)
    ]


def _explanation(
    asker: Asker, document: ShownDocument, quoted: Compared, best: Compared, mine: _Points
) -> Explanation:
    parts = document.texts.get(quoted.lang, ())
    words = [
        SharedWord(parts[part][start:end], other, _field(parts, part), start, end)
        for part, start, end, other in quoted.words
    ]
    categories = shared_categories(*mine.beside(document, quoted), asker, document.codes)
    # A match always says why: what is below its floor is told only when there is nothing else.
    told = list(_sentences(parts, quoted, alone=not (categories or words)))
    return Explanation(quoted.lang, quoted.other, best.score, words, told, categories)


class _Points:
    """What the asker points to, in each language and way that a document is compared in."""

    def __init__(self, index: WordIndex, asker: Asker) -> None:
        self._index, self._asker = index, asker
        self._known: dict[tuple[str, bool], Points] = {}

    def beside(self, document: ShownDocument, quoted: Compared) -> tuple[Points, Points]:
        """The asker's, and the document's in the same way."""
        theirs, lang = document.meaning.get(quoted.lang), quoted.other
        if theirs is None or lang not in self._asker.meaning:
            return self._mine(lang, by_meaning=False), points_of(quoted.weighed.pointed.whole)
        return self._mine(lang, by_meaning=True), meant(theirs, document.codes)

    def _mine(self, lang: str, *, by_meaning: bool) -> Points:
        if (lang, by_meaning) not in self._known:
            asker = self._asker
            self._known[lang, by_meaning] = (
                meant(asker.meaning[lang], asker.codes)
                if by_meaning
                else points_of(asker.fixed(self._index, lang).concepts.pairs)
            )
        return self._known[lang, by_meaning]


def _field(parts: Sequence[str], number: int) -> FieldName:
    return "title" if len(parts) > 1 and number == 0 else "text"


def _sentences(parts: Sequence[str], quoted: Compared, *, alone: bool) -> Iterator[Sentence]:
    """Those without which the score is lower by enough, the one that matters most first.

    `alone`: the first even if it matters less.
    """
    score, shown = quoted.score.total, quoted.weighed.shown
    enough = max(_SENTENCE_FLOOR, _SENTENCE_SHARE * score)
    told: set[int] = set()
    without = quoted.without.tolist()
    for number in sorted(range(len(without)), key=without.__getitem__):
        left = without[number]
        tells = score - left >= enough
        if len(told) == _SENTENCES_SHOWN or left >= score or not (tells or (alone and not told)):
            return
        # The same words may stand in title and body: told once.
        if shown.twins[number] not in told:
            told.add(shown.twins[number])
            part, start, end = shown.spans[number]
            end = min(end, start + LONGEST_QUOTE)
            before, after = _around(parts[part], start, end)
            quote = parts[part][start:end]
            yield Sentence(quote, before, after, _field(parts, part), start, end, score, left)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a quote, cut between words."""
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    if start > _AROUND and " " in before:
        before = before[before.index(" ") + 1 :]
    if end + _AROUND < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return before, after
