"""A supplier as others see it, and its profile as its owner edits it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from interurban.core.schemas import Output, Page, Text
from interurban.modules.feed.public import CardCategory

from .schemas import Facts, ProfileTexts, TrackRecordEntry
from .types import IpStance, Visibility


class SupplierAward(Output):
    """A public record in which the supplier won or bid."""

    challenge_id: UUID
    role: str
    amount_minor: int | None
    currency: str | None
    awarded_on: date | None


class SupplierCard(Output):
    """`claimed` false: known only from public award records, nothing verified by the firm."""

    id: UUID
    slug: str
    name: str
    country: str
    locality: str
    website: str
    claimed: bool
    demo: bool
    summary: Text | None
    categories: list[CardCategory]
    source: str | None


class SupplierPage(Page[SupplierCard]):
    pass


class SupplierDetail(SupplierCard):
    capabilities: Text | None
    keywords: list[str]
    regions: list[str]
    languages: list[str]
    ip_stance: IpStance
    track_record: list[TrackRecordEntry]
    awards: list[SupplierAward]


class ProfileOut(Output):
    """The whole profile for its owner, with how complete it is for matching."""

    id: UUID
    slug: str
    name: str
    country: str
    locality: str
    website: str
    original_language: str
    texts: dict[str, ProfileTexts]
    categories: list[str]
    regions: list[str]
    facts: Facts
    track_record: list[TrackRecordEntry]
    ip_stance: IpStance
    visibility: Visibility
    missing: list[str]
    demo: bool
    version: int
    updated_at: datetime
