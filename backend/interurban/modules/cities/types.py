"""What other modules need to know of a city or a buyer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Route(StrEnum):
    """How a city buys: where an amount falls under its own thresholds."""

    direct_below_threshold = "direct_below_threshold"
    invited_quotes = "invited_quotes"
    open_procedure = "open_procedure"
    innovation_partnership = "innovation_partnership"
    pre_commercial = "pre_commercial"
    design_contest = "design_contest"
    unstated = "unstated"


class Enforcement(StrEnum):
    """Whether a rule that is not kept stops publication, or is only said."""

    blocks = "blocks"
    warns = "warns"


class SourceKind(StrEnum):
    act = "act"
    directive = "directive"
    regulation = "regulation"
    bylaw = "bylaw"
    decision = "decision"
    guideline = "guideline"


class Clause(StrEnum):
    """What a city may demand that every challenge of its own says. `wording`: words that must stand in it."""

    background_ip_kept = "background_ip_kept"
    licence_to_city = "licence_to_city"
    reuse_by_other_cities = "reuse_by_other_cities"
    data_residency = "data_residency"
    privacy_by_design = "privacy_by_design"
    audit_rights = "audit_rights"
    pilot_paid = "pilot_paid"
    environment = "environment"
    accessibility = "accessibility"
    equity = "equity"
    indigenous_participation = "indigenous_participation"
    local_benefit = "local_benefit"
    executive_sponsor = "executive_sponsor"
    off_ramp_entitlement = "off_ramp_entitlement"
    wording = "wording"


class ApprovalBody(StrEnum):
    """Who must have approved. A council or a board also counts where an executive would do."""

    council = "council"
    board = "board"
    executive = "executive"


class Allowed(StrEnum):
    allowed = "allowed"
    not_allowed = "not_allowed"
    unknown = "unknown"


class Why(StrEnum):
    """How an amount stands to a threshold, or why that cannot be told."""

    within = "within"
    below = "below"
    above = "above"
    tax_unclear = "tax_unclear"  # with tax it would be on one side, without it on the other
    open_ended = "open_ended"  # only a lower end is stated, and the threshold has an upper one
    other_currency = "other_currency"  # never converted
    no_amount = "no_amount"


@dataclass(frozen=True, slots=True)
class CityFacts:
    """A city that acts here. `names` is by language; `line` is its colour, 1 to 8."""

    id: UUID
    slug: str
    names: dict[str, str]
    original_language: str
    languages: tuple[str, ...]
    country: str
    timezone: str
    lat: float | None
    lon: float | None
    line: int
    demo: bool


@dataclass(frozen=True, slots=True)
class BuyerFacts:
    """A public buyer known only from the records of another portal."""

    id: UUID
    name: str
    country: str
    locality: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class BuyerInput:
    """A public buyer as a portal names it; empty texts are unknown. Found again by (scheme, identifier).

    `scheme` is a list of org-id.guide, or "name" where the portal gives no identifier: then `identifier`
    is a key made from the name, under which its spellings meet.
    """

    scheme: str
    identifier: str
    name: str
    country: str  # ISO 3166-1 alpha-2; ZZ where it is unknown
    locality: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
