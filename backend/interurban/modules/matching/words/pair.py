"""The exact score of one profile text and one challenge text, and of what is left of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .analysis import Features, Keys
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


def profile_stems(scale: Scale, text: Features) -> tuple[Scores, float]:
    """A profile's stems as they are weighed, and what their part of a score is multiplied by to be the share
    of them that is covered.
    """
    weights = damp(text.stem_counts) * scale.stems(text.lang)(text.stems)
    norm = np.sqrt((weights**2).sum(keepdims=True))
    share = covering(norm, weights.sum(keepdims=True))
    return weights / softened(norm, LENGTH.usual_stems), float(share[0])


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
        weights, share = profile_stems(scale, profile)
        stems = SCORE.stems * _dot(
            (profile.stems, weights), (challenge.stems, challenge_stems(scale, challenge))
        )
        covered = stems * share
    pointed = SCORE.concepts * _dot(
        scale.concepts([profile], codes[0])[0], scale.concepts([challenge], codes[1])[0]
    )
    total = min(grams + stems + pointed + shared, 1.0)
    return Parts(total, grams, stems, covered, pointed, shared, profile.lang, challenge.lang)


def _dot(one: tuple[Keys, Scores], other: tuple[Keys, Scores]) -> float:
    _, places, others = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return float((one[1][places] * other[1][others]).sum())
