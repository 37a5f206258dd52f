"""Why a profile and a challenge match, in things a person can check in the two texts.

Three kinds of reasons: categories that both declare or point to, words that both use, and sentences
of the shown text without which the score is lower. Each has a floor below which it is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from interurban.core.text import fold

from .scoring import Score, by_words, scored
from .vectors import Vector
from .words.analysis import (
    Features,
    Keys,
    Token,
    blank_markup,
    features,
    meaningful,
    sentences,
    stem_key,
    tokens,
)
from .words.concepts import DEPTH, ancestors, concept_key, significant
from .words.empty import is_empty
from .words.index import Query, WordIndex, make_query
from .words.languages import stem
from .words.pair import Dissection, Fixed, Parts, Side
from .words.postings import Scores
from .words.weights import SCORE

FieldName = Literal["title", "text"]
Meaning = Mapping[str, Vector]  # language -> the vector of the text in it
Texts = Mapping[str, Sequence[str]]  # language -> (title, body), or (body,)

_WORDS_SHOWN, _WORD_LETTERS = 8, 3
# A word that stands in more than a tenth of a language's challenges brings two texts no closer than others.
# Where a tenth is hardly any, three that want the same are no crowd: the empty words are left out by name.
_COMMON_SHARE, _COMMON_FROM = 0.1, 3
_CATEGORIES_SHOWN, _CATEGORY_FLOOR, _CATEGORY_SHARE = 3, 0.008, 0.2
_SENTENCES_SHOWN, _SENTENCE_FLOOR, _SENTENCE_SHARE = 2, 0.005, 0.05
_LONGEST_QUOTE = 600
_SENTENCES_TRIED = 40
_AROUND = 160  # characters shown before and after a quote
# A language that is preferred is quoted if its text matches nearly as well as the one that matches best.
_NEARLY = 0.15


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word as it stands in the shown text and in the other one; offsets are characters of `field`."""

    word: str
    other: str
    field: FieldName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
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
class Category:
    """A code of eight digits; `declared` says whether both, one or none of the two named it themselves."""

    code: str
    declared_by_profile: bool
    declared_by_challenge: bool
    contribution: float


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


class Asker:
    """One profile or challenge that is compared with many; counted and weighed once."""

    def __init__(
        self,
        texts: Texts,
        codes: Sequence[str],
        side: Side = "profile",
        meaning: Meaning | None = None,
    ) -> None:
        self.texts, self.codes, self.side, self.meaning = texts, tuple(codes), side, meaning or {}
        self.query = make_query(texts, codes)
        self._fixed: dict[str, Fixed] = {}

    def fixed(self, index: WordIndex, lang: str) -> Fixed:
        if lang not in self._fixed:
            text = next((t for t in self.query.texts if t.lang == lang), features(lang, ()))
            self._fixed[lang] = index.fix(text, self.codes, self.side)
        return self._fixed[lang]


def explain(
    index: WordIndex,
    asker: Asker,
    texts: Texts,
    codes: Sequence[str],
    meaning: Meaning | None = None,
    preferred: Sequence[str] = (),
) -> Explanation:
    """`texts`, `codes` and `meaning` are of the document that is shown to the asker.

    `preferred`: the languages to quote it in, the best first, as far as it exists in them.
    """
    shown = meaning or {}
    pairs = _nearest(asker.meaning, shown) or _best_by_words(index, asker, texts, codes)
    best = max(pairs, key=lambda one: pairs[one].value)
    lang = _quoted(pairs, best, preferred)
    other = pairs[lang].other
    fields = _fields(texts.get(lang, ()))
    fixed = asker.fixed(index, other)
    whole = features(lang, [token for _, _, found in fields for token in found])
    spans = _spans(lang, fields)
    found = index.dissect(fixed, whole, [span.features for span in spans], codes)
    mine, theirs = asker.meaning.get(other), shown.get(lang)
    score, without = _scores(found, spans, mine, theirs, len(texts.get(lang, ())))
    quoted = _sentences(score.total, without, spans, {name: text for name, text, _ in fields})
    if lang != best:
        score = _score(index, asker, texts, codes, shown, best, pairs[best].other)
    words = _words(index, lang, fields, asker.texts.get(other, ())) if lang == other else []
    pointed = (found.fixed_concepts, found.whole_concepts)
    if mine is not None and theirs is not None:
        pointed = (_points(mine, asker.codes), _points(theirs, codes))
    categories = _categories(*pointed, asker, codes)
    # A match always says why: what is below its floor is told only when there is nothing else.
    if not (categories or words) and quoted and not _tells(quoted[0]):
        quoted = quoted[:1]
    else:
        quoted = [sentence for sentence in quoted if _tells(sentence)]
    return Explanation(
        lang=lang,
        other_lang=other,
        score=score,
        words=words,
        sentences=quoted[:_SENTENCES_SHOWN],
        categories=categories,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """How well the shown text in one language matches, and the asker's language that it matches best."""

    value: float
    other: str


def _nearest(mine: Meaning, shown: Meaning) -> dict[str, _Pair]:
    """By meaning: of each language of the shown text."""
    if not mine:
        return {}
    return {
        lang: max(
            (_Pair(float(theirs.vector @ one.vector), other) for other, one in mine.items()),
            key=lambda pair: pair.value,
        )
        for lang, theirs in shown.items()
    }


def _best_by_words(index: WordIndex, asker: Asker, texts: Texts, codes: Sequence[str]) -> dict[str, _Pair]:
    if len(texts) == 1 and len(asker.texts) == 1:
        return {next(iter(texts)): _Pair(0.0, next(iter(asker.texts)))}
    found = {}
    for lang, parts in texts.items():
        pair = _by_words(index, asker, asker.query, make_query({lang: parts}, codes))
        found[lang] = _Pair(pair.total, pair.profile_lang if asker.side == "profile" else pair.challenge_lang)
    # A firm that is known by name and codes alone has no text to quote.
    return found or {"": _Pair(0.0, "")}


def _by_words(index: WordIndex, asker: Asker, mine: Query, theirs: Query) -> Parts:
    return index.pair(mine, theirs) if asker.side == "profile" else index.pair(theirs, mine)


def _quoted(pairs: Mapping[str, _Pair], best: str, preferred: Sequence[str]) -> str:
    """The first of the preferred languages whose text matches nearly as well as the best."""
    least = pairs[best].value - _NEARLY * abs(pairs[best].value)
    return next((lang for lang in preferred if lang in pairs and pairs[lang].value >= least), best)


def _score(
    index: WordIndex,
    asker: Asker,
    texts: Texts,
    codes: Sequence[str],
    shown: Meaning,
    lang: str,
    other: str,
) -> Score:
    """Of the shown text in one language and the asker's in another."""
    mine = Query(tuple(text for text in asker.query.texts if text.lang == other), asker.codes)
    words = _by_words(index, asker, mine, make_query({lang: texts.get(lang, ())}, codes))
    if other in asker.meaning and lang in shown:
        return scored(shown[lang].vector, asker.meaning[other].vector, words)
    return by_words(words)


def _scores(
    found: Dissection, spans: Sequence[_Span], mine: Vector | None, theirs: Vector | None, parts: int
) -> tuple[Score, list[float]]:
    """The score of the two texts, and what is left of it without each sentence of the shown one."""
    if mine is None or theirs is None:
        return by_words(found.whole), [left.total for left in found.without]
    without = dict[tuple[int, int, int], Any]()
    if theirs.sentences is not None:
        without = dict(zip(theirs.sentences.spans, theirs.sentences.without, strict=True))
    places = {"title": 0, "text": parts - 1}
    # What the encoder did not read, or has not left out yet, does not change the meaning.
    rows = [without.get((places[s.field], s.start, s.end), theirs.vector) for s in spans]
    scores = [
        scored(row, mine.vector, words)
        for row, words in zip([theirs.vector, *rows], [found.whole, *found.without], strict=True)
    ]
    return scores[0], [left.total for left in scores[1:]]


def _points(vector: Vector, codes: Sequence[str]) -> tuple[Keys, Scores]:
    """The codes that a text points to and those above them, with the declared ones."""
    weights: dict[str, float] = {}
    for digits, weight in [*vector.points.items(), *((significant(code), 1.0) for code in codes)]:
        for above in ancestors(digits):
            if len(above) <= DEPTH:
                weights[above] = max(weights.get(above, 0.0), float(weight))
    keys = np.array([concept_key(digits) for digits in weights], np.uint32)
    return keys, np.array(list(weights.values()), np.float32)


Fields = list[tuple[FieldName, str, list[Token]]]


def _fields(parts: Sequence[str]) -> Fields:
    names: tuple[FieldName, ...] = ("title", "text") if len(parts) > 1 else ("text",)
    # A body that repeats the title as its first words is counted once, as in `read`.
    repeated = len(parts) > 1 and bool(parts[0]) and parts[1].startswith(parts[0])
    return [
        (name, part, list(tokens(blank_markup(part))))
        for name, part in zip(names, parts, strict=False)
        if part and not (repeated and name == "title")
    ]


def _words(index: WordIndex, lang: str, fields: Fields, others: Sequence[str]) -> list[SharedWord]:
    """Words of the same stem in both texts, the rarest first."""
    theirs: dict[str, str] = {}
    for part in others:
        text = blank_markup(part)
        for token in tokens(text):
            if _telling(lang, token):
                theirs.setdefault(stem(lang, token.lower), text[token.start : token.end])
    shared: dict[str, SharedWord] = {}
    for name, text, found in fields:
        for token in found:
            stemmed = stem(lang, token.lower)
            if stemmed in theirs and stemmed not in shared and _telling(lang, token):
                word = text[token.start : token.end]
                shared[stemmed] = SharedWord(word, theirs[stemmed], name, token.start, token.end)
    if not shared:
        return []
    keys = np.array([stem_key(lang, stemmed) for stemmed in shared], np.uint32)
    least = index.rarity_at(lang, _COMMON_SHARE, _COMMON_FROM)
    told = [one for one in zip(index.rarity(lang, keys), shared.values(), strict=True) if one[0] >= least]
    # Few documents make many words equally rare: a long word says more than a short one.
    told.sort(key=lambda one: (-float(one[0]), -len(one[1].word)))
    return [word for _, word in told[:_WORDS_SHOWN]]


def _telling(lang: str, token: Token) -> bool:
    folded = token.folded
    long = len(folded) >= _WORD_LETTERS and not folded.isdigit()
    return long and meaningful(lang, token) and not is_empty(lang, folded)


@dataclass(frozen=True, slots=True)
class _Span:
    field: FieldName
    quote: str
    start: int
    end: int
    features: Features


def _spans(lang: str, fields: Fields) -> list[_Span]:
    return [
        _Span(name, text[start:end], start, end, features(lang, [w for w in words if start <= w.start < end]))
        for name, text, words in fields
        for start, end in sentences(blank_markup(text))[:_SENTENCES_TRIED]
    ]


def _sentences(
    score: float, without: Sequence[float], spans: Sequence[_Span], fields: Mapping[FieldName, str]
) -> list[Sentence]:
    """Those without which the score is lower, the one that matters most first."""
    told: dict[str, Sentence] = {}
    for left, span in sorted(zip(without, spans, strict=True), key=lambda one: one[0]):
        if left >= score:
            break
        quote = span.quote[:_LONGEST_QUOTE]
        end = span.start + len(quote)
        before, after = _around(fields[span.field], span.start, end)
        one = Sentence(quote, before, after, span.field, span.start, end, score, left)
        # The same words may stand in title and body: told once.
        told.setdefault(fold(quote).strip(" ."), one)
    return list(told.values())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a quote, cut between words."""
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    if start > _AROUND and " " in before:
        before = before[before.index(" ") + 1 :]
    if end + _AROUND < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return before, after


def _tells(sentence: Sentence) -> bool:
    return sentence.score - sentence.without >= max(_SENTENCE_FLOOR, _SENTENCE_SHARE * sentence.score)


def _categories(
    one: tuple[Keys, Scores], other: tuple[Keys, Scores], asker: Asker, codes: Sequence[str]
) -> list[Category]:
    """The most exact codes that both sides point to, the weightiest first."""
    mine, theirs = _by_digits(one), _by_digits(other)
    shared = {
        digits: SCORE.concepts * mine[digits] * theirs[digits] for digits in mine.keys() & theirs.keys()
    }
    if not shared:
        return []
    least = max(_CATEGORY_FLOOR, _CATEGORY_SHARE * max(shared.values()))
    told = [digits for digits, value in shared.items() if value >= least]
    exact = [d for d in told if not any(o != d and o.startswith(d) for o in told)]
    exact.sort(key=lambda d: (-shared[d], d))
    named = (_above(asker.codes), _above(codes))
    profile, challenge = named if asker.side == "profile" else (named[1], named[0])
    return [
        Category(d.ljust(8, "0"), d in profile, d in challenge, round(shared[d], 4))
        for d in exact[:_CATEGORIES_SHOWN]
    ]


def _by_digits(pointed: tuple[Keys, Scores]) -> dict[str, float]:
    return {str(int(key))[1:]: float(weight) for key, weight in zip(*pointed, strict=True)}


def _above(codes: Sequence[str]) -> set[str]:
    return {a for code in codes for a in ancestors(significant(code)) if len(a) <= DEPTH}
