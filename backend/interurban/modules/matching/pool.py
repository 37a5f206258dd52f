"""How many firms fit a draft, and which of its conditions keeps how many of them away. Counts, never names.

Only firms that a city may be shown are counted, so that a count of one says nothing of a private profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from . import scoring
from .board import Document
from .firms import outside, seen_by_cities
from .gates import Applicant, GateResult, check
from .mirror import Mirror
from .scoring import Asking

# Whoever ranks behind these is not counted; the answer says that there are more.
MOST = 2_000
_OFTEN_ABROAD = ("EE", "PT")


@dataclass(frozen=True, slots=True)
class GateCount:
    """One condition: how many fail it, how many fail nothing else, and of how many it is not known."""

    gate: GateResult
    not_met: int
    only_this: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Pool:
    """`passing` fail no condition; `elsewhere` work in other countries only; `here` sit in its own."""

    fitting: int
    passing: int
    here: int
    elsewhere: int
    gates: tuple[GateCount, ...]


def fitting(mirror: Mirror, asking: Asking) -> list[UUID]:
    """Firms whose profile fits the text, whatever the conditions say."""
    board, floor = mirror.board, mirror.fits[-1][1]
    with board.lock:
        seen = board.seen_by_cities()
        scores = scoring.scores(board, asking, "profile", seen)
        hits = board.index.best(scores, "profile", MOST + 1, allowed=seen, least=floor - 1e-6)
    return [hit.key for hit in hits]


def count(challenge: Document, firms: Iterable[Document], now: datetime) -> Pool:
    """The rows say whether a city may still see a firm; the memory that ranked may be a moment behind."""
    seen = [firm for firm in firms if seen_by_cities(firm.kind, firm.visibility)]
    results = [check(challenge.gates, firm.applicant(now.year)) for firm in seen]
    away = [bool(challenge.country) and outside(firm.regions, challenge.country) for firm in seen]
    failing = [sum(one.state == "not_met" for one in found) for found in results]
    blank = check(challenge.gates, Applicant())
    gates = tuple(
        GateCount(
            gate=gate,
            not_met=sum(found[at].state == "not_met" for found in results),
            only_this=sum(
                found[at].state == "not_met" and number == 1 and not elsewhere
                for found, number, elsewhere in zip(results, failing, away, strict=True)
            ),
            unknown=sum(found[at].state == "unknown" for found in results),
        )
        for at, gate in enumerate(blank)
    )
    return Pool(
        fitting=len(seen),
        passing=sum(not number and not elsewhere for number, elsewhere in zip(failing, away, strict=True)),
        here=sum(bool(challenge.country) and firm.country == challenge.country for firm in seen),
        elsewhere=sum(away),
        gates=gates,
    )


@dataclass(frozen=True, slots=True)
class Typical:
    """An invented firm to hold against conditions; its amounts are in the currency that a condition names."""

    key: str
    abroad: bool
    age: int
    size: str
    insurance_minor: int
    turnover_minor: int
    comparable_projects: int
    certificates: tuple[str, ...] = ()


TYPICAL = (
    Typical("start_up", False, 2, "micro", 500_000_00, 150_000_00, 0),
    Typical("small_firm", False, 8, "small", 2_000_000_00, 1_200_000_00, 5, ("ISO 9001",)),
    Typical("from_abroad", True, 6, "small", 2_000_000_00, 900_000_00, 3, ("ISO 27001",)),
)


def typical_country(firm: Typical, country: str) -> str:
    if not firm.abroad:
        return country
    return next(code for code in _OFTEN_ABROAD if code != country)


def typical_languages(firm: Typical, original: str) -> list[str]:
    """At home the challenge's own; from abroad English alone."""
    return ["en"] if firm.abroad else sorted({original, "en"})


def held_against(challenge: Document, firm: Typical, year: int) -> list[GateResult]:
    """Each condition and whether this firm would meet it."""
    return [_one(gate, challenge, firm, year) for gate in challenge.gates]


def _one(gate: Mapping[str, Any], challenge: Document, firm: Typical, year: int) -> GateResult:
    currency = gate.get("currency")
    facts: dict[str, Any] = {
        "size": firm.size,
        "founded_year": year - firm.age,
        "comparable_projects": firm.comparable_projects,
        "certificates": list(firm.certificates),
        "languages": typical_languages(firm, challenge.original_language or "en"),
    }
    if currency:
        facts["insurance"] = {"amount_minor": firm.insurance_minor, "currency": currency}
        facts["turnover"] = {"amount_minor": firm.turnover_minor, "currency": currency}
    return _checked([gate], Applicant(typical_country(firm, challenge.country), facts, year))


def _checked(gates: Sequence[Mapping[str, Any]], applicant: Applicant) -> GateResult:
    (found,) = check(gates, applicant)
    return found
