"""Whether firms may be shown to a city, and whether they meet a challenge's gates, for many of them at once.

What few firms say in a way of their own (country, countries they work in) is decided for all of them at once;
their facts only for those that a ranking comes to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .gates import Applicant, decide
from .words.columns import Coded, Column

Mask = NDArray[np.bool_]


def seen_by_cities(kind: str, visibility: str) -> bool:
    """Firms that agreed to it, or are known from awards."""
    return kind == "unclaimed" or visibility in ("cities", "public")


def outside(regions: Sequence[str], country: str) -> bool:
    return bool(regions) and country not in regions


class Firms:
    """One row a profile, in the order of their slots."""

    def __init__(self) -> None:
        self._seen = Column(np.bool_)
        self._countries, self._regions, self._facts = Coded(), Coded(), Coded()

    def append(
        self, *, seen: bool, country: str, regions: Sequence[str], facts: Mapping[str, Any] | None
    ) -> None:
        self._seen.append(seen)
        self._countries.append(country)
        self._regions.append(tuple(regions))
        self._facts.append(json.dumps(facts or {}, sort_keys=True, default=str))

    @property
    def seen(self) -> Mask:
        found: Mask = self._seen.values.copy()
        return found

    def judge(self, gates: Sequence[Mapping[str, Any]], country: str, year: int) -> Judge:
        return Judge(self._countries, self._regions, self._facts, (gates, country, year))


class Judge:
    """Which firms do not meet a challenge's gates, or work elsewhere only. Of no use after the next write."""

    def __init__(
        self,
        countries: Coded,
        regions: Coded,
        facts: Coded,
        asked: tuple[Sequence[Mapping[str, Any]], str, int],
    ) -> None:
        gates, country, self._year = asked
        conditions = [(str(gate.get("kind")), gate.get("value"), gate.get("currency")) for gate in gates]
        there = [condition for condition in conditions if condition[0] == "country"]
        self._conditions = [condition for condition in conditions if condition[0] != "country"]
        self._facts = facts
        self._known: dict[int, bool] = {}
        # Known for all firms: those that are or work elsewhere.
        self.elsewhere = countries.where(lambda code: _failed(there, Applicant(code)))
        if country:
            self.elsewhere |= regions.where(lambda codes: outside(codes, country))

    def __call__(self, slots: NDArray[np.int64]) -> Mask:
        """Of these firms, those that fail. What is not known does not fail."""
        failing = self.elsewhere[slots]
        if not self._conditions:
            return failing
        kinds, places = np.unique(self._facts.numbers.values[slots], return_inverse=True)
        by_kind = np.array([self._failed(kind) for kind in kinds.tolist()], bool)
        return failing | by_kind[places]

    def _failed(self, kind: int) -> bool:
        if kind not in self._known:
            applicant = Applicant(None, json.loads(self._facts.kinds[kind]), self._year)
            self._known[kind] = _failed(self._conditions, applicant)
        return self._known[kind]


def _failed(conditions: Sequence[tuple[str, Any, str | None]], applicant: Applicant) -> bool:
    return any(decide(*condition, applicant)[0] == "not_met" for condition in conditions)
