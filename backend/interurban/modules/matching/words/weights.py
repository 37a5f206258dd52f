"""Every number that a words score depends on, in one place, with the measurement that chose it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """score = grams + stems * W + concepts * E + codes * O, each part between 0 and about 1."""

    stems: float = 0.15
    concepts: float = 0.3
    codes: float = 0.15


@dataclass(frozen=True, slots=True)
class RarityWeights:
    """Rarity of a feature in a language: -log of its share of documents, smoothed for small collections."""

    prior_documents: float = 20.0
    prior_share: float = 0.02


@dataclass(frozen=True, slots=True)
class LengthWeights:
    """A profile's vector is divided by norm ** slope: a firm that says much is not punished for all of it.

    `usual_*` are norms of a short profile; they keep scores of short and long profiles on one scale.
    """

    profile_slope: float = 0.5
    usual_grams: float = 40.0
    usual_stems: float = 40.0
    bm25_k1: float = 1.2
    bm25_b: float = 0.75
    bm25_scale: float = 10.0


@dataclass(frozen=True, slots=True)
class ConceptWeights:
    codes_kept: int = 20
    sharpen: float = 2.0
    rarity_cap: float = 9.0
    label_rarity_power: float = 0.5
    # A language of which only divisions and groups are installed points less exactly.
    full_from: int = 1_000
    trust_full: float = 1.0
    trust_groups: float = 0.6
    declared_share: float = 0.7


SCORE = ScoreWeights()
RARITY = RarityWeights()
LENGTH = LengthWeights()
CONCEPTS = ConceptWeights()
