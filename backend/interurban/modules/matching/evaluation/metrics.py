"""Measures of a ranking, with intervals from resampled queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

NAMES = ("ndcg@10", "average_precision", "recall@10", "recall@50", "mrr")
_RESAMPLES = 2_000


def measure(ranking: Sequence[str], gains: Mapping[str, float]) -> dict[str, float]:
    """`ranking` holds only what was found (a score above 0), best first. Gains are linear."""
    discounts = 1 / np.log2(np.arange(2, 12))
    got = np.array([gains.get(key, 0.0) for key in ranking[:10]])
    ideal = np.array(sorted(gains.values(), reverse=True)[:10])
    best = float((ideal * discounts[: ideal.size]).sum())
    hits = [place for place, key in enumerate(ranking, 1) if gains.get(key, 0) > 0]
    relevant = sum(gain > 0 for gain in gains.values())
    return {
        "ndcg@10": float((got * discounts[: got.size]).sum()) / best,
        "average_precision": sum(n / place for n, place in enumerate(hits, 1)) / relevant,
        "recall@10": sum(place <= 10 for place in hits) / relevant,
        "recall@50": sum(place <= 50 for place in hits) / relevant,
        "mrr": 1 / hits[0] if hits else 0.0,
    }


def summary(measured: Sequence[Mapping[str, float]]) -> dict[str, object]:
    """Means over queries and, under `ci95`, their 95 % bootstrap intervals."""
    table = _table(measured)
    found: dict[str, object] = {
        name: round(float(v), 4) for name, v in zip(NAMES, table.mean(axis=0), strict=True)
    }
    found["ci95"] = _intervals(table)
    return found


def differences(
    ours: Sequence[Mapping[str, float]], theirs: Sequence[Mapping[str, float]]
) -> dict[str, list[float]]:
    """95 % intervals of the paired difference ours - theirs, query by query."""
    return _intervals(_table(ours) - _table(theirs))


def _table(measured: Sequence[Mapping[str, float]]) -> np.ndarray:
    return np.array([[row[name] for name in NAMES] for row in measured])


def _intervals(table: np.ndarray) -> dict[str, list[float]]:
    # A fixed seed: the same input gives the same report.
    draws = np.random.default_rng(7).integers(0, len(table), (_RESAMPLES, len(table)))
    means = np.array([table[draw].mean(axis=0) for draw in draws])
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return {
        name: [round(float(a), 4), round(float(b), 4)] for name, a, b in zip(NAMES, low, high, strict=True)
    }
