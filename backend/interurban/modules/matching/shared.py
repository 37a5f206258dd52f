"""What a profile and a challenge share that can be named: words, and categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .asker import Asker
from .vectors import Vector
from .words.analysis import Keys
from .words.concepts import DEPTH, ancestors, concept_key, digits_of, significant
from .words.dissect import SharedStems
from .words.index import WordIndex
from .words.postings import Scores
from .words.weighed import Weighed
from .words.weights import SCORE

_WORDS_SHOWN = 8
# A word that stands in more than a tenth of a language's challenges brings two texts no closer than others.
# Where a tenth is hardly any, three that want the same are no crowd: the empty words are left out by name.
_COMMON_SHARE, _COMMON_FROM = 0.1, 3
_CATEGORIES_SHOWN, _CATEGORY_FLOOR, _CATEGORY_SHARE = 3, 0.008, 0.2

Points = Mapping[int, float]  # key of a concept -> how much a text points to it


class SharedStem(NamedTuple):
    """A word of the shown text, and the asker's that has the same stem."""

    part: int
    start: int
    end: int
    other: str


def shared_words(
    index: WordIndex, asker: Asker, lang: str, shared: SharedStems, texts: Sequence[Weighed]
) -> list[list[SharedStem]]:
    """Of each text those that say something, the rarest first."""
    found: list[list[SharedStem]] = [[] for _ in texts]
    if shared.texts.size == 0:
        return found
    telling = asker.telling(index, lang)
    rarity = np.concatenate([text.rarity for text in texts])[shared.theirs]
    words = np.concatenate([text.shown.telling for text in texts])[shared.theirs]
    parts, starts, ends = words.T
    told = np.array([word != "" for word in telling])[shared.mine] & (words[:, 0] >= 0)
    told &= rarity >= index.rarity_at(lang, _COMMON_SHARE, _COMMON_FROM)
    parts, starts, ends = words[told].T
    # Few documents make many words equally rare: a long word says more than a short one.
    order = np.flatnonzero(told)[
        np.lexsort((starts, parts, starts - ends, -rarity[told], shared.texts[told]))
    ]
    rows = zip(shared.texts[order].tolist(), words[order].tolist(), shared.mine[order].tolist(), strict=True)
    for text, (part, start, end), mine in rows:
        if len(found[text]) < _WORDS_SHOWN:
            found[text].append(SharedStem(part, start, end, telling[mine]))
    return found


class Category(NamedTuple):
    """A code of eight digits; `declared` says whether both, one or none of the two named it themselves."""

    code: str
    declared_by_profile: bool
    declared_by_challenge: bool
    contribution: float


def shared_categories(mine: Points, theirs: Points, asker: Asker, codes: Sequence[str]) -> list[Category]:
    """The most exact codes that both sides point to, the weightiest first."""
    shared = {key: mine[key] * theirs[key] for key in mine.keys() & theirs.keys()}
    if not shared:
        return []
    least = max(_CATEGORY_FLOOR / SCORE.concepts, _CATEGORY_SHARE * max(shared.values()))
    told = [key for key, value in shared.items() if value >= least]
    above = {key for one in told for key in _above(one)}
    exact = sorted((-shared[key], digits_of(key)) for key in told if key not in above)
    named = (_named(asker.codes), _named(tuple(codes)))
    profile, challenge = named if asker.side == "profile" else (named[1], named[0])
    return [
        Category(d.ljust(8, "0"), d in profile, d in challenge, round(-value * SCORE.concepts, 4))
        for value, d in exact[:_CATEGORIES_SHOWN]
    ]


def points_of(pointed: tuple[Keys, Scores]) -> Points:
    """By words."""
    keys, weights = pointed
    return dict(zip(keys.tolist(), weights.tolist(), strict=True))


def meant(vector: Vector, codes: Sequence[str]) -> Points:
    """By meaning: the codes that a text points to and those above them, with the declared ones."""
    return _meant(tuple(vector.points.items()), tuple(codes))


@lru_cache(512)  # at most 100 codes each: 5 MB
def _meant(points: tuple[tuple[str, float], ...], codes: tuple[str, ...]) -> Points:
    weights: dict[int, float] = {}
    for digits, weight in [*points, *((significant(code), 1.0) for code in codes)]:
        for key in _upward(digits):
            if weight > weights.get(key, 0.0):
                weights[key] = weight
    return weights


@lru_cache(8_192)
def _upward(digits: str) -> tuple[int, ...]:
    return tuple(concept_key(above) for above in ancestors(digits) if len(above) <= DEPTH)


@lru_cache(8_192)
def _above(key: int) -> tuple[int, ...]:
    return _upward(digits_of(key))[1:]


@lru_cache(4_096)
def _named(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(a for code in codes for a in ancestors(significant(code)) if len(a) <= DEPTH)
