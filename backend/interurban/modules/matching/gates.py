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

from .words.columns import Coded

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
    """The conditions of every row as bits. What many challenges ask is decided once a question, and so are
    challenges that ask the same.
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._conditions: list[tuple[str, Any, str | None]] = []
        self._rows = Coded()

    def append(self, gates: Sequence[Mapping[str, Any]]) -> None:
        bits = 0
        for gate in gates:
            bits |= self._bit(gate)
        self._rows.append(bits)

    def failing(self, applicant: Applicant) -> NDArray[np.bool_]:
        """Rows with a condition that is not met. Unknown does not fail."""
        failed = 0
        for number, condition in enumerate(self._conditions):
            if decide(*condition, applicant)[0] == "not_met":
                failed |= 1 << number
        return self._rows.where(lambda bits: bool(bits & failed))

    def _bit(self, gate: Mapping[str, Any]) -> int:
        kind, value, currency = str(gate.get("kind")), gate.get("value"), gate.get("currency")
        if kind not in _RULES:
            return 0
        name = json.dumps([kind, value, currency], sort_keys=True, default=str)
        number = self._bits.setdefault(name, len(self._conditions))
        if number == len(self._conditions):
            self._conditions.append((kind, value, currency))
        return 1 << number
