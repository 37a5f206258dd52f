"""The exact score of one profile text and one challenge text, and of what is left of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .analysis import Counts, Features, Keys
from .postings import Scores
from .scale import Scale, covering, damp, saturated, softened
from .weights import LENGTH, SCORE

Side = Literal["challenge", "profile"]


@dataclass(frozen=True, slots=True)
class Parts:
    """A score and what it is made of, each part already weighted.

    `covered` is no part of the total: the share of the profile's stems, by rarity, that the challenge has.
    """

    total: float
    grams: float
    stems: float
    covered: float
    concepts: float
    codes: float
    profile_lang: str
    challenge_lang: str


def gram_vector(scale: Scale, text: Features, side: Side) -> Scores:
    """A text's n-grams as `side` weighs them, the rarity of its own language in them."""
    weights = damp(text.gram_counts) * scale.grams(text.lang)(text.grams)
    norm = np.sqrt((weights**2).sum(keepdims=True))
    return weights / (softened(norm, LENGTH.usual_grams) if side == "profile" else np.maximum(norm, 1e-6))


def profile_stems(scale: Scale, text: Features) -> Scores:
    weights = damp(text.stem_counts) * scale.stems(text.lang)(text.stems)
    return weights / softened(np.sqrt((weights**2).sum(keepdims=True)), LENGTH.usual_stems)


def cover(scale: Scale, profile: Features) -> float:
    """What the weighted stems part of this profile is multiplied by, to be the share that is covered."""
    weights = damp(profile.stem_counts) * scale.stems(profile.lang)(profile.stems)
    norm = np.sqrt((weights**2).sum(keepdims=True))
    return float(covering(norm, weights.sum(keepdims=True))[0])


def challenge_stems(scale: Scale, text: Features) -> Scores:
    length = np.array([text.length], np.float32)
    return saturated(text.stem_counts, scale.bm25_length(text.lang, length))


def score(
    scale: Scale,
    profile: Features,
    challenge: Features,
    codes: tuple[Sequence[str], Sequence[str]],
    shared: float,
) -> Parts:
    """`codes`: the profile's and the challenge's; `shared`: what their overlap is worth, weighted."""
    grams = _dot(
        (profile.grams, gram_vector(scale, profile, "profile")),
        (challenge.grams, gram_vector(scale, challenge, "challenge")),
    )
    stems = covered = 0.0
    if profile.lang == challenge.lang:
        stems = SCORE.stems * _dot(
            (profile.stems, profile_stems(scale, profile)),
            (challenge.stems, challenge_stems(scale, challenge)),
        )
        covered = stems * cover(scale, profile)
    pointed = SCORE.concepts * _dot(
        scale.concepts([profile], codes[0])[0], scale.concepts([challenge], codes[1])[0]
    )
    total = min(grams + stems + pointed + shared, 1.0)
    return Parts(total, grams, stems, covered, pointed, shared, profile.lang, challenge.lang)


@dataclass(frozen=True, slots=True)
class Dissection:
    """The score of two texts, what is left of it without each part of one, and what each points to."""

    whole: Parts
    without: list[Parts]
    fixed_concepts: tuple[Keys, Scores]
    whole_concepts: tuple[Keys, Scores]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The text that stays as it is while parts are taken out of the other: weighed once for many others."""

    text: Features
    codes: Sequence[str]
    side: Side
    grams: Scores
    stems: Scores
    cover: float  # of a profile
    concepts: tuple[Keys, Scores]


def fix(scale: Scale, text: Features, codes: Sequence[str], side: Side) -> Fixed:
    stems = profile_stems(scale, text) if side == "profile" else challenge_stems(scale, text)
    concepts = scale.concepts([text], codes)[0]
    share = cover(scale, text) if side == "profile" else 0.0
    return Fixed(text, codes, side, gram_vector(scale, text, side), stems, share, concepts)


def dissect(
    scale: Scale,
    fixed: Fixed,
    whole: Features,
    parts: Sequence[Features],
    codes: Sequence[str],
    shared: float,
) -> Dissection:
    """`whole` stands on the other side than `fixed`; `codes` are those of its owner."""
    side: Side = "challenge" if fixed.side == "profile" else "profile"
    left = [whole, *(whole.without(part) for part in parts)]
    grams = _Against(whole.grams, fixed.text.grams, fixed.grams, scale.grams(whole.lang)(whole.grams))
    stems = None
    if fixed.text.lang == whole.lang:
        stems = _Against(whole.stems, fixed.text.stems, fixed.stems, scale.stems(whole.lang)(whole.stems))
    pointed = scale.concepts(left, codes)
    langs = (fixed.text.lang, whole.lang) if side == "challenge" else (whole.lang, fixed.text.lang)
    found = []
    for text, concept in zip(left, pointed, strict=True):
        of_grams = grams.of(text.grams, text.gram_counts, side, LENGTH.usual_grams)
        of_stems = covered = 0.0
        if stems is not None and side == "challenge":
            of_stems = SCORE.stems * stems.plain(text.stems, challenge_stems(scale, text))
            covered = of_stems * fixed.cover
        elif stems is not None:
            of_stems = SCORE.stems * stems.of(text.stems, text.stem_counts, side, LENGTH.usual_stems)
            covered = of_stems * cover(scale, text)
        of_concepts = SCORE.concepts * _dot(fixed.concepts, concept)
        total = min(of_grams + of_stems + of_concepts + shared, 1.0)
        found.append(Parts(total, of_grams, of_stems, covered, of_concepts, shared, *langs))
    return Dissection(found[0], found[1:], fixed.concepts, pointed[0])


class _Against:
    """A fixed vector laid out over the features of a text, so that parts of the text are quick to weigh."""

    def __init__(self, keys: Keys, fixed_keys: Keys, fixed: Scores, rarity: Scores) -> None:
        self._keys, self._rarity = keys, rarity
        self._fixed = np.zeros(keys.size, np.float32)
        _, places, others = np.intersect1d(keys, fixed_keys, assume_unique=True, return_indices=True)
        self._fixed[places] = fixed[others]

    def plain(self, keys: Keys, weights: Scores) -> float:
        return float((self._fixed[np.searchsorted(self._keys, keys)] * weights).sum())

    def of(self, keys: Keys, counts: Counts, side: Side, usual: float) -> float:
        """Weighted by rarity and divided by what is left's own norm."""
        places = np.searchsorted(self._keys, keys)
        weights = damp(counts) * self._rarity[places]
        norm = np.sqrt((weights**2).sum(keepdims=True))
        whole = softened(norm, usual) if side == "profile" else np.maximum(norm, 1e-6)
        return float((self._fixed[places] * weights).sum() / whole[0])


def _dot(one: tuple[Keys, Scores], other: tuple[Keys, Scores]) -> float:
    _, places, others = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return float((one[1][places] * other[1][others]).sum())
