"""Why a profile and a challenge match, in things a person can check in the two texts.

Three kinds of reasons: categories that both declare or point to, words that both use, and sentences
of the shown text without which the score is lower. Each has a floor below which it is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from interurban.core.text import fold

from .words.analysis import Features, Token, blank_markup, features, meaningful, sentences, stem_key, tokens
from .words.concepts import DEPTH, ancestors, significant
from .words.index import Query, WordIndex, read
from .words.languages import stem
from .words.pair import Parts, Side
from .words.weights import SCORE

FieldName = Literal["title", "text"]
Texts = Mapping[str, Sequence[str]]  # language -> (title, body), or (body,)

_WORDS_SHOWN, _WORD_RARITY, _WORD_LETTERS = 8, 1.8, 3
_CATEGORIES_SHOWN, _CATEGORY_FLOOR, _CATEGORY_SHARE = 3, 0.008, 0.2
_SENTENCES_SHOWN, _SENTENCE_FLOOR, _SENTENCE_SHARE = 2, 0.005, 0.05
_LONGEST_QUOTE = 600
_SENTENCES_TRIED = 60


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
    """A piece of the shown text; `without` is the score of the pair when it is taken out."""

    quote: str
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
    """`lang` is the language of the shown text that the words and sentences are quoted from."""

    lang: str
    other_lang: str
    parts: Parts
    words: list[SharedWord]
    sentences: list[Sentence]
    categories: list[Category]


class Asker:
    """One profile or challenge that is compared with many; counted once."""

    def __init__(self, texts: Texts, codes: Sequence[str]) -> None:
        self.texts = texts
        self.codes = tuple(codes)
        self.query = Query(tuple(read(lang, *parts) for lang, parts in sorted(texts.items())), self.codes)


def explain(
    index: WordIndex, asker: Asker, texts: Texts, codes: Sequence[str], *, asker_is_profile: bool = True
) -> Explanation:
    """`texts` and `codes` are of the document that is shown to the asker."""
    shown = Asker(texts, codes)
    profile, challenge = (asker, shown) if asker_is_profile else (shown, asker)
    parts = index.pair(profile.query, challenge.query)
    lang, other = (
        (parts.challenge_lang, parts.profile_lang)
        if asker_is_profile
        else (parts.profile_lang, parts.challenge_lang)
    )
    fields = _fields(texts.get(lang, ()))
    mine = next((t for t in asker.query.texts if t.lang == other), None)
    quoted: list[Sentence] = []
    if mine is not None and fields:
        quoted = _sentences(index, mine, asker, lang, fields, shown.codes, asker_is_profile)
    words = _words(index, lang, fields, asker.texts.get(other, ())) if lang == other else []
    categories = _categories(index, profile, challenge, parts)
    # A match always says why: what is below its floor is told only when there is nothing else.
    if not (categories or words) and quoted and not _tells(quoted[0]):
        quoted = quoted[:1]
    else:
        quoted = [sentence for sentence in quoted if _tells(sentence)]
    return Explanation(
        lang=lang,
        other_lang=other,
        parts=parts,
        words=words,
        sentences=quoted[:_SENTENCES_SHOWN],
        categories=categories,
    )


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
            if meaningful(lang, token):
                theirs.setdefault(stem(lang, token.lower), text[token.start : token.end])
    shared: dict[str, SharedWord] = {}
    for name, text, found in fields:
        for token in found:
            stemmed = stem(lang, token.lower)
            telling = len(token.folded) >= _WORD_LETTERS and not token.folded.isdigit()
            if stemmed in theirs and stemmed not in shared and telling:
                word = text[token.start : token.end]
                shared[stemmed] = SharedWord(word, theirs[stemmed], name, token.start, token.end)
    if not shared:
        return []
    keys = np.array([stem_key(lang, stemmed) for stemmed in shared], np.uint32)
    rarity = index.rarity(lang, keys)
    ranked = sorted(zip(rarity, shared.values(), strict=True), key=lambda pair: -float(pair[0]))
    return [word for rare, word in ranked if rare >= _WORD_RARITY][:_WORDS_SHOWN]


def _sentences(
    index: WordIndex,
    mine: Features,
    asker: Asker,
    lang: str,
    fields: Fields,
    codes: tuple[str, ...],
    asker_is_profile: bool,
) -> list[Sentence]:
    """What the score of these two texts would be without each sentence; those that lower it, most first."""
    whole = features(lang, [token for _, _, found in fields for token in found])
    spans = [
        (name, text, start, end, features(lang, [w for w in words if start <= w.start < end]))
        for name, text, words in fields
        for start, end in sentences(blank_markup(text))[:_SENTENCES_TRIED]
    ]
    side: Side = "challenge" if asker_is_profile else "profile"
    full, left = index.remainders(mine, asker.codes, whole, [s[-1] for s in spans], side, codes)
    found: dict[str, Sentence] = {}
    for without, (name, text, start, end, _) in sorted(zip(left, spans, strict=True), key=lambda one: one[0]):
        end = min(end, start + _LONGEST_QUOTE)
        quote = text[start:end]
        if without < full:
            # The same words may stand in title and body: told once.
            found.setdefault(fold(quote).strip(" ."), Sentence(quote, name, start, end, full, without))
    return list(found.values())


def _tells(sentence: Sentence) -> bool:
    return sentence.score - sentence.without >= max(_SENTENCE_FLOOR, _SENTENCE_SHARE * sentence.score)


def _categories(index: WordIndex, profile: Asker, challenge: Asker, parts: Parts) -> list[Category]:
    """The most exact codes that both sides point to, the weightiest first."""
    named = (_above(profile.codes), _above(challenge.codes))
    ours = next((t for t in profile.query.texts if t.lang == parts.profile_lang), None)
    theirs = next((t for t in challenge.query.texts if t.lang == parts.challenge_lang), None)
    mine = index.pointed(ours, profile.codes)
    other = index.pointed(theirs, challenge.codes)
    shared = {digits: SCORE.concepts * mine[digits] * other[digits] for digits in mine.keys() & other.keys()}
    if not shared:
        return []
    least = max(_CATEGORY_FLOOR, _CATEGORY_SHARE * max(shared.values()))
    told = [digits for digits, value in shared.items() if value >= least]
    exact = [d for d in told if not any(o != d and o.startswith(d) for o in told)]
    exact.sort(key=lambda d: -shared[d])
    return [
        Category(d.ljust(8, "0"), d in named[0], d in named[1], round(shared[d], 4))
        for d in exact[:_CATEGORIES_SHOWN]
    ]


def _above(codes: Sequence[str]) -> set[str]:
    return {a for code in codes for a in ancestors(significant(code)) if len(a) <= DEPTH}
