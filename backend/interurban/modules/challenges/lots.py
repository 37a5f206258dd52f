"""A joint challenge in OCDS 1.1: one contracting process, its cities as parties, each part a lot.

See docs/ocds-joint.md. Pure: the exchange gives it rows, and puts what it answers into a release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .schemas import Gate, IpTerms, LocalTerms
from .types import Part, Route, Status

# OCDS codelist lotStatus (an open challenge's part is active; so is one that is being evaluated).
_LOT_STATUS: dict[Status, str] = {
    Status.draft: "pending",
    Status.in_review: "pending",
    Status.planned: "planned",
    Status.open: "active",
    Status.evaluation: "active",
    Status.pilot: "complete",
    Status.concluded: "complete",
    Status.off_ramped: "unsuccessful",
    Status.cancelled: "cancelled",
    Status.withdrawn: "withdrawn",
}
# OCDS codelist method; a route that a city left unstated has none.
_METHOD: dict[Route, str] = {
    Route.direct_below_threshold: "direct",
    Route.invited_quotes: "limited",
    Route.open_procedure: "open",
    Route.innovation_partnership: "selective",
    Route.pre_commercial: "open",
    Route.design_contest: "open",
}


@dataclass(frozen=True, slots=True)
class PostingCity:
    """One city's part; `part` is lead, accepted, or left (after publication: its lot is kept, cancelled)."""

    slug: str
    name: str
    country: str
    part: Part
    terms: LocalTerms


def party_id(city: PostingCity) -> str:
    return f"interurban-city-{city.slug}"


def parties(cities: Sequence[PostingCity]) -> list[dict[str, Any]]:
    """The lead is procuring entity and buyer, a co-posting city a buyer, and one that left has no role."""
    return [
        {
            "id": party_id(city),
            "name": city.name,
            "identifier": {"scheme": "X-INTERURBAN", "id": city.slug, "legalName": city.name},
            "address": {"countryName": city.country},
            "roles": _ROLES[city.part],
        }
        for city in cities
    ]


_ROLES: Mapping[Part, list[str]] = {
    Part.lead: ["procuringEntity", "buyer"],
    Part.accepted: ["buyer"],
    Part.left: [],
}


def joint(cities: Sequence[PostingCity], status: Status, language: str) -> dict[str, Any]:
    """`parties`, `buyer` and of `tender` what the cities decide: `procuringEntity` and `lots`.

    A challenge of one city has no lots. `language` chooses among a city's own notes.
    """
    lead = next(city for city in cities if city.part is Part.lead)
    named = {"id": party_id(lead), "name": lead.name}
    tender: dict[str, Any] = {"procuringEntity": named}
    if len(cities) > 1:
        tender["lots"] = [lot(city, status, language) for city in cities]
    return {"parties": parties(cities), "buyer": dict(named), "tender": tender}


def lot(city: PostingCity, status: Status, language: str) -> dict[str, Any]:
    """One city's part. An award names it in `relatedLots`, so that each city's decision is its own."""
    terms = city.terms
    found: dict[str, Any] = {
        "id": city.slug,
        "title": city.name,
        "status": "cancelled" if city.part is Part.left else _LOT_STATUS[status],
        "buyer": {"id": party_id(city), "name": city.name},
    }
    notes = terms.notes.get(language) or next(iter(terms.notes.values()), "")
    if notes:
        found["description"] = notes
    if terms.budget_share is not None:
        found["value"] = {
            "amount": major(terms.budget_share.amount_minor, terms.budget_share.currency),
            "currency": terms.budget_share.currency,
        }
    if terms.route in _METHOD:
        found["procurementMethod"] = _METHOD[terms.route]
    if terms.languages:
        found["submissionTerms"] = {"languages": list(terms.languages)}
    if terms.decision.by is not None:
        found["awardPeriod"] = {"endDate": f"{terms.decision.by.isoformat()}T23:59:59Z"}
    criteria = [_criterion(gate, language) for gate in terms.gates]
    if criteria:
        found["selectionCriteria"] = {"criteria": criteria}
    clauses = _clauses(terms)
    if clauses:
        found["contractTerms"] = clauses
    return found


# ISO 4217 currencies of this project's cities that have another number of decimals than two.
_DECIMALS = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "KWD": 3, "BHD": 3, "TND": 3, "JOD": 3}


def major(minor: int, currency: str) -> int | float:
    """The amount as OCDS writes it, in major units."""
    decimals = _DECIMALS.get(currency, 2)
    whole, rest = divmod(minor, 10**decimals)
    return whole if rest == 0 else minor / 10**decimals


def _criterion(gate: Gate, language: str) -> dict[str, str]:
    label = gate.label.get(language) or next(iter(gate.label.values()), gate.kind.value)
    return {"id": gate.id, "type": gate.kind.value, "description": label}


def _clauses(terms: LocalTerms) -> dict[str, Any]:
    """What differs in intellectual property and data, under this project's own names."""
    found: dict[str, Any] = {}
    if terms.ip is not None:
        found["intellectualProperty"] = {
            name: str(value)
            for name in IpTerms.model_fields
            if (value := getattr(terms.ip, name)) != "unstated"
        }
    if terms.data is not None:
        given = terms.data.model_dump(mode="json", exclude_defaults=True)
        found["data"] = given
    if terms.decision.body:
        found["decidedBy"] = terms.decision.body
    return {name: value for name, value in found.items() if value}
