"""Explanations as they are defined: each text is read, weighed and left out by itself.

The product weighs each shown text once and compares a page at once; here nothing is kept and nothing shared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interurban.core.text import fold
from interurban.modules.matching.asker import Asker, Meaning, Texts
from interurban.modules.matching.explanation import Explanation, FieldName, Sentence, SharedWord
from interurban.modules.matching.neural import formula
from interurban.modules.matching.scoring import Score
from interurban.modules.matching.shared import Category
from interurban.modules.matching.vectors import RAW, Rows, Vector
from interurban.modules.matching.words import pair
from interurban.modules.matching.words.analysis import (
    Counts,
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
from interurban.modules.matching.words.concepts import DEPTH, ancestors, concept_key, significant
from interurban.modules.matching.words.empty import is_empty
from interurban.modules.matching.words.index import WordIndex, make_query, shared_digits
from interurban.modules.matching.words.languages import stem
from interurban.modules.matching.words.pair import Parts
from interurban.modules.matching.words.postings import Scores
from interurban.modules.matching.words.weights import SCORE

_WORDS_SHOWN, _WORD_LETTERS = 8, 3
_COMMON_SHARE, _COMMON_FROM = 0.1, 3
_CATEGORIES_SHOWN, _CATEGORY_FLOOR, _CATEGORY_SHARE = 3, 0.008, 0.2
_SENTENCES_SHOWN, _SENTENCE_FLOOR, _SENTENCE_SHARE = 2, 0.005, 0.05
_LONGEST_QUOTE, _SENTENCES_TRIED, _AROUND, _NEARLY = 600, 40, 160, 0.15


def explain(
    index: WordIndex,
    asker: Asker,
    texts: Texts,
    codes: Sequence[str],
    meaning: Meaning | None = None,
    preferred: Sequence[str] = (),
) -> Explanation:
    index.settle()
    shown = meaning or {}
    pairs = _nearest(asker.meaning, shown) or _best_by_words(index, asker, texts, codes)
    best = max(pairs, key=lambda one: pairs[one].value)
    lang = _quoted(pairs, best, preferred)
    other = pairs[lang].other
    fields = _fields(texts.get(lang, ()))
    spans = _spans(lang, fields)
    mine, theirs = asker.meaning.get(other), shown.get(lang)
    whole = features(lang, [token for _, _, found in fields for token in found])
    left = [without(whole, span.features) for span in spans]
    found = [_parts(index, asker, other, text, codes) for text in (whole, *left)]
    score, lefts = _scores(found, spans, mine, theirs, len(texts.get(lang, ())))
    quoted = _sentences(score.total, lefts, spans, {name: text for name, text, _ in fields})
    if lang != best:
        parts = texts.get(best, ())
        tokens_ = [token for _, _, found in _fields(parts) for token in found]
        best_parts = _parts(index, asker, pairs[best].other, features(best, tokens_), codes)
        score, _ = _scores(
            [best_parts], [], asker.meaning.get(pairs[best].other), shown.get(best), len(parts)
        )
    words = _words(index, lang, fields, asker.texts.get(other, ())) if lang == other else []
    scale = index._scale
    pointed = scale.concepts([_text(asker, other)], asker.codes)[0], scale.concepts([whole], codes)[0]
    if mine is not None and theirs is not None:
        pointed = (_points(mine, asker.codes), _points(theirs, codes))
    categories = _categories(*pointed, asker, codes)
    if not (categories or words) and quoted and not _tells(quoted[0]):
        quoted = quoted[:1]
    else:
        quoted = [sentence for sentence in quoted if _tells(sentence)]
    return Explanation(lang, other, score, words, quoted[:_SENTENCES_SHOWN], categories)


def _text(asker: Asker, lang: str) -> Features:
    return next((text for text in asker.query.texts if text.lang == lang), features(lang, ()))


def _parts(index: WordIndex, asker: Asker, other: str, text: Features, codes: Sequence[str]) -> Parts:
    mine, shared = _text(asker, other), SCORE.codes * shared_digits(asker.codes, codes)
    if asker.side == "profile":
        return pair.score(index._scale, mine, text, (asker.codes, codes), shared)
    return pair.score(index._scale, text, mine, (codes, asker.codes), shared)


def without(whole: Features, part: Features) -> Features:
    """A text after one of its sentences is taken out."""
    grams, gram_counts = _subtract(whole.grams, whole.gram_counts, part.grams, part.gram_counts)
    stems, stem_counts = _subtract(whole.stems, whole.stem_counts, part.stems, part.stem_counts)
    return Features(whole.lang, grams, gram_counts, stems, stem_counts)


def _subtract(keys: Keys, counts: Counts, part: Keys, part_counts: Counts) -> tuple[Keys, Counts]:
    left = counts.copy()
    places = np.searchsorted(keys, part)
    left[places] -= part_counts
    kept = left > 0
    return keys[kept], left[kept]


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
        theirs = make_query({lang: parts}, codes)
        profile, challenge = (asker.query, theirs) if asker.side == "profile" else (theirs, asker.query)
        one = index.pair(profile, challenge)
        found[lang] = _Pair(one.total, one.profile_lang if asker.side == "profile" else one.challenge_lang)
    # A firm that is known by name and codes alone has no text to quote.
    return found or {"": _Pair(0.0, "")}


def _quoted(pairs: Mapping[str, _Pair], best: str, preferred: Sequence[str]) -> str:
    """The first of the preferred languages whose text matches nearly as well as the best."""
    least = pairs[best].value - _NEARLY * abs(pairs[best].value)
    return next((lang for lang in preferred if lang in pairs and pairs[lang].value >= least), best)


def _scores(
    found: Sequence[Parts], spans: Sequence[_Span], mine: Vector | None, theirs: Vector | None, parts: int
) -> tuple[Score, list[float]]:
    if mine is None or theirs is None:
        scores = [Score(p.total, 0.0, p.concepts, p.grams + p.stems, p.codes) for p in found]
        return scores[0], [left.total for left in scores[1:]]
    without: dict[tuple[int, int, int], Rows] = {}
    if theirs.sentences is not None:
        without = dict(zip(theirs.sentences.spans, theirs.sentences.without, strict=True))
    places = {"title": 0, "text": parts - 1}
    rows = [without.get((places[s.field], s.start, s.end), theirs.vector) for s in spans]
    scores = [_scored(row, mine.vector, p) for row, p in zip([theirs.vector, *rows], found, strict=True)]
    return scores[0], [left.total for left in scores[1:]]


def _scored(one: Rows, other: Rows, words: Parts) -> Score:
    meaning, near = float(one[:RAW] @ other[:RAW]), float(one[RAW:] @ other[RAW:])
    parts = {"grams": words.grams, "stems": words.stems, "covered": words.covered, "concepts": words.concepts}
    total = float(formula.combine(meaning=meaning + near, codes=words.codes, **parts))
    said = float(formula.said_by_words(meaning=meaning + near, **parts))
    codes = formula.FORMULA.codes * words.codes
    whole = meaning + near + said + codes
    share = total / whole if whole > 0 else 0.0
    return Score(total, meaning * share, near * share, said * share, codes * share)


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
    told = [
        one for one in zip(index._scale.stems(lang)(keys), shared.values(), strict=True) if one[0] >= least
    ]
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
