"""What stands in structured terms: gates out of proportion, terms that nobody stated, too little time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from interurban.modules.challenges.public import ChallengeTerms

from .types import Barrier, BarrierSeverity

# A gate above the budget asks a firm to be larger than the work; twice the budget is beyond any proportion.
PROPORTION = 1
OUT_OF_PROPORTION = 2
# 15 days are what notices claim for emergencies, and then with a reason. Twice that leaves a firm without bid
# writers a few evenings beside its work. A city's own policy may ask for more; this asks what anybody needs.
EMERGENCY_DAYS = 15
LEAST_DAYS = 30
UNSTATED = "unstated"

Term = tuple[Barrier, str, BarrierSeverity]  # kind, pointer, severity


def stated(terms: ChallengeTerms) -> set[Barrier]:
    """The subjects on which the terms are not silent."""
    ip, data = terms.ip, terms.data
    said = {
        Barrier.silence_ip: UNSTATED not in (ip.background, ip.foreground),
        Barrier.silence_data: UNSTATED not in (data.input_owner, data.output_owner),
        Barrier.silence_metadata: data.metadata_owner != UNSTATED,
        Barrier.silence_training_data: data.training_use != UNSTATED,
    }
    return {kind for kind, is_said in said.items() if is_said}


# Where a draft says what is missing.
SILENCE_AT: dict[Barrier, str] = {
    Barrier.silence_ip: "/terms/ip/background",
    Barrier.silence_data: "/terms/data/input_owner",
    Barrier.silence_metadata: "/terms/data/metadata_owner",
    Barrier.silence_training_data: "/terms/data/training_use",
}


def barriers(terms: ChallengeTerms) -> Iterator[Term]:
    if terms.ip.background == "city":
        yield Barrier.ip_forfeit, "/terms/ip/background", BarrierSeverity.high
    if terms.funding.pilot_paid is False:
        yield Barrier.unpaid, "/terms/funding/pilot_paid", BarrierSeverity.high
    yield from _gates(terms)


def _gates(terms: ChallengeTerms) -> Iterator[Term]:
    for number, gate in enumerate(terms.gates):
        at = f"/terms/gates/{number}"
        if gate.kind in ("turnover", "insurance") and isinstance(gate.value, int):
            severity = _proportion(terms, gate.value, gate.currency)
            if severity is not None:
                yield Barrier(gate.kind), at, severity
        elif gate.kind in ("years", "prior_projects") and isinstance(gate.value, int) and gate.value > 0:
            yield Barrier(gate.kind), at, BarrierSeverity.high if gate.value > 1 else BarrierSeverity.medium
        elif gate.kind == "country" and isinstance(gate.value, list) and len(gate.value) == 1:
            yield Barrier.local_ownership, at, BarrierSeverity.high
        elif gate.kind == "language" and isinstance(gate.value, list) and len(gate.value) == 1:
            yield Barrier.one_language, at, BarrierSeverity.medium


def _proportion(terms: ChallengeTerms, asked: int, currency: str | None) -> BarrierSeverity | None:
    """None where the budget bears it. Without a budget in its currency nobody can tell: medium."""
    budget = terms.funding.budget
    if budget is None or not budget.max_minor or budget.currency != currency:
        return BarrierSeverity.medium if asked > 0 else None
    if asked <= PROPORTION * budget.max_minor:
        return None
    return BarrierSeverity.high if asked > OUT_OF_PROPORTION * budget.max_minor else BarrierSeverity.medium


def window(opens: datetime | None, closes: datetime | None) -> BarrierSeverity | None:
    """How bad the time from opening or publication to the deadline is; None if enough, or unknown."""
    if opens is None or closes is None or closes <= opens:
        return None
    days = (closes - opens).total_seconds() / 86_400
    if days >= LEAST_DAYS:
        return None
    return BarrierSeverity.high if days < EMERGENCY_DAYS else BarrierSeverity.medium
