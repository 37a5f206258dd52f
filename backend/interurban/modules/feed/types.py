"""What a record must bring to be in the feed, and the words of the feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

# The closed lists of the challenges module, as far as they are public; a test holds the two together.
KindName = Literal["challenge", "notice", "funding_call", "award"]
StatusName = Literal[
    "planned", "open", "evaluation", "pilot", "concluded", "off_ramped", "cancelled", "withdrawn"
]
ApproachName = Literal["solution_based", "challenge_based", "pilot_living_lab", "direct"]
OwnershipName = Literal["supplier", "city", "joint", "open", "unstated"]
SocialName = Literal["environment", "accessibility", "equity", "indigenous_participation", "local_benefit"]


# When a forecast opens by itself. PostgreSQL's own `infinity` has no Python datetime.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Sort(StrEnum):
    """`standard`: open first, challenges before other kinds, closing soonest."""

    standard = "standard"
    closing = "closing"
    newest = "newest"
    budget = "budget"
    relevance = "relevance"
    distance = "distance"


class Right(StrEnum):
    """Filters that speak of the reader's interest; stored as flags of an entry."""

    keeps_ip = "keeps_ip"
    pilot_paid = "pilot_paid"
    no_prior_projects = "no_prior_projects"
    training_allowed = "training_allowed"


@dataclass(frozen=True, slots=True)
class Publisher:
    """A city of ours (slug, line colour) or a buyer known from another portal."""

    kind: str  # city, buyer
    id: UUID
    slug: str | None
    names: dict[str, str]  # language -> name
    original_language: str
    country: str
    line: int | None
    lead: bool


@dataclass(frozen=True, slots=True)
class RecordText:
    title: str
    summary: str
    slug: str
    body: str  # everything else, for search only


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A published record. Times are UTC instants; money is in minor units; `texts` is by language.

    `flags` are "group:value" pairs that facets count and filters ask for, for instance "right:keeps_ip",
    "ip:supplier", "data:EU", "social:equity", "funding:Horizon Europe", "phase:pilot". Cities, buyers,
    countries, languages, divisions, source and approach are added from the other fields. `extra` holds the
    record's identifiers (of the source, the OCID, …): who searches for one finds the record first.
    """

    id: UUID
    kind: str
    kind_rank: int
    demo: bool
    original_language: str
    texts: dict[str, RecordText]
    publishers: tuple[Publisher, ...]
    country: str
    place: str
    timezone: str
    zone_assumed: bool
    published_at: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closes_assumed: bool = False
    forecast: bool = False  # announced before anything is fixed: planned until it is published
    ended_at: datetime | None = None
    ended_status: str | None = None
    lat: float | None = None
    lon: float | None = None
    approach: str | None = None
    pilot_paid: bool | None = None
    currency: str | None = None
    budget_min_minor: int | None = None
    budget_max_minor: int | None = None
    tax: str = "unknown"
    categories: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    licence: str = ""
    attribution: str = ""
    extra: dict[str, str] = field(default_factory=dict)
