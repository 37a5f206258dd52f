"""Hard conditions compared with what a firm says of itself: met, not met, unknown. No part of a score."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from interurban.core.text import fold

State = Literal["met", "not_met", "unknown"]
Value = list[str] | str | int | None

# "EU" in a list of countries stands for its members.
EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
_UNION = {"EU": EU}


@dataclass(frozen=True, slots=True)
class Applicant:
    """What gates compare with. `facts` is a Facts document as JSON; what is absent is not known."""

    country: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    year: int = 0  # the present one, for years in business


@dataclass(frozen=True, slots=True)
class GateResult:
    """`found` is the applicant's value that decided, in minor units for money; null when unknown."""

    id: str
    kind: str
    state: State
    required: Value
    found: Value
    currency: str | None
    label: dict[str, str]


def check(gates: Sequence[Mapping[str, Any]], applicant: Applicant) -> list[GateResult]:
    return [_result(gate, applicant) for gate in gates]


def _result(gate: Mapping[str, Any], applicant: Applicant) -> GateResult:
    state, found = decide(str(gate.get("kind")), gate.get("value"), gate.get("currency"), applicant)
    return GateResult(
        id=str(gate.get("id", "")),
        kind=str(gate.get("kind")),
        state=state,
        required=gate.get("value"),
        found=found,
        currency=gate.get("currency"),
        label=dict(gate.get("label") or {}),
    )


def decide(kind: str, value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    """The state of one condition and the value that decided. A condition that makes no sense is unknown."""
    rule = _RULES.get(kind)
    if rule is None or value in (None, [], ""):
        return "unknown", None
    try:
        return rule(value, currency, applicant)
    except (TypeError, ValueError, KeyError):
        return "unknown", None


def _verdict(met: bool, found: Value) -> tuple[State, Value]:
    return ("met" if met else "not_met"), found


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _country(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    if not applicant.country:
        return "unknown", None
    wanted = {code for one in _listed(value) for code in (one, *_UNION.get(one, ()))}
    return _verdict(applicant.country in wanted, applicant.country)


def _language(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    spoken = applicant.facts.get("languages")
    if spoken is None:
        return "unknown", None
    return _verdict(bool(set(_listed(value)) & set(spoken)), list(spoken))


def certificate_name(name: str) -> str:
    """ISO/IEC 27001:2022, iso27001 and ISO 27001 are one certificate; ISO 9001 is another."""
    plain = re.sub(r"[:\-](19|20)\d\d\b", "", fold(name))
    return re.sub(r"\b(iec|en|certified|certificate|certification)\b|[^a-z0-9]", "", plain.replace("/", " "))


def _certificate(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    held = applicant.facts.get("certificates")
    if held is None:
        return "unknown", None
    wanted = {certificate_name(one) for one in _listed(value)}
    same = [one for one in held if certificate_name(one) in wanted]
    return ("met", same[0]) if same else ("not_met", list(held))


def _money(fact: str) -> Callable[[Any, str | None, Applicant], tuple[State, Value]]:
    def rule(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
        held = applicant.facts.get(fact)
        # Amounts are never converted: another currency says nothing.
        if held is None or currency is None or held["currency"] != currency:
            return "unknown", None
        return _verdict(held["amount_minor"] >= int(value), held["amount_minor"])

    return rule


def _years(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    founded = applicant.facts.get("founded_year")
    if founded is None or not applicant.year:
        return "unknown", None
    age = max(applicant.year - founded, 0)
    return _verdict(age >= int(value), age)


def _prior_projects(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    done = applicant.facts.get("comparable_projects")
    return ("unknown", None) if done is None else _verdict(done >= int(value), done)


def _size(value: Any, currency: str | None, applicant: Applicant) -> tuple[State, Value]:
    size = applicant.facts.get("size")
    return ("unknown", None) if size is None else _verdict(size in _listed(value), size)


_RULES: dict[str, Callable[[Any, str | None, Applicant], tuple[State, Value]]] = {
    "country": _country,
    "language": _language,
    "certificate": _certificate,
    "insurance": _money("insurance"),
    "turnover": _money("turnover"),
    "years": _years,
    "prior_projects": _prior_projects,
    "size": _size,
}


class GateTable:
    """Each row's conditions as bits. A condition that many challenges share is decided once a question."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._conditions: list[tuple[str, Any, str | None]] = []
        self._rows: NDArray[np.uint64] = np.zeros((64, 1), np.uint64)

    def put(self, row: int, gates: Sequence[Mapping[str, Any]]) -> None:
        numbers = [n for n in map(self._number, gates) if n is not None]
        self._make_room(row, max(numbers, default=0) // 64)
        self._rows[row] = 0
        for number in numbers:
            self._rows[row, number // 64] |= np.uint64(1 << number % 64)

    def _make_room(self, row: int, word: int) -> None:
        rows, words = self._rows.shape
        if row < rows and word < words:
            return
        grown = np.zeros((rows if row < rows else 2 * max(row, rows), max(words, word + 1)), np.uint64)
        grown[:rows, :words] = self._rows
        self._rows = grown

    def failing(self, applicant: Applicant, rows: int) -> NDArray[np.bool_]:
        """Of the first `rows` rows, those with a condition that is not met. Unknown does not fail."""
        failed = np.zeros(self._rows.shape[1], np.uint64)
        for number, condition in enumerate(self._conditions):
            if decide(*condition, applicant)[0] == "not_met":
                failed[number // 64] |= np.uint64(1 << number % 64)
        found: NDArray[np.bool_] = np.zeros(rows, bool)
        for word in np.flatnonzero(failed):
            found |= (self._rows[:rows, word] & failed[word]) != 0
        return found

    def _number(self, gate: Mapping[str, Any]) -> int | None:
        kind, value, currency = str(gate.get("kind")), gate.get("value"), gate.get("currency")
        if kind not in _RULES:
            return None
        name = json.dumps([kind, value, currency], sort_keys=True, default=str)
        if name not in self._bits:
            self._bits[name] = len(self._conditions)
            self._conditions.append((kind, value, currency))
        return self._bits[name]
