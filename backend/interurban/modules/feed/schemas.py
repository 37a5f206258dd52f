"""A record as the feed shows it. Every list of challenges, matches included, uses this card."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from interurban.core.schemas import Output, Page, Text


class CardPublisher(Output):
    kind: Literal["city", "buyer"]
    id: UUID
    slug: str | None
    name: Text
    country: str
    line: int | None
    lead: bool


class CardBudget(Output):
    min_minor: int | None
    max_minor: int | None
    currency: str
    tax: Literal["included", "excluded", "unknown"]


class CardCategory(Output):
    code: str
    label: Text | None


class CardSource(Output):
    """Where an imported record comes from, with its licence. Null for what was written here."""

    key: str
    url: str
    licence: str
    attribution: str


class FeedCard(Output):
    id: UUID
    slug: str
    kind: Literal["challenge", "notice", "funding_call", "award"]
    status: Literal[
        "planned", "open", "evaluation", "pilot", "concluded", "off_ramped", "cancelled", "withdrawn"
    ]
    demo: bool
    title: Text
    summary: Text | None
    original_language: str
    languages: list[str]
    publishers: list[CardPublisher]
    country: str
    place: str
    lat: float | None
    lon: float | None
    distance_km: float | None
    published_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    timezone: str
    zone_assumed: bool
    approach: Literal["solution_based", "challenge_based", "pilot_living_lab", "direct"] | None
    pilot_paid: bool | None
    budget: CardBudget | None
    flags: list[str]
    categories: list[CardCategory]
    source: CardSource | None


class FeedPage(Page[FeedCard]):
    """`facets` maps a filter's name to its values with counts under the other filters."""
