"""A challenge as it is shown: to the public in one language, to its city with everything it wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from interurban.core.schemas import FieldError, Output, Page, Text
from interurban.modules.feed.public import CardCategory, CardPublisher, CardSource

from .life_answers import LifeOut
from .schemas import ChallengeTerms, ChallengeTexts, Dates
from .types import Kind, Route, Status


class ShownTexts(Output):
    """Each text in the best language it exists in: a translation may be shorter than its original."""

    title: Text
    summary: Text | None
    problem: Text | None
    outcomes: Text | None
    context: Text | None
    offers: Text | None
    innovation: Text | None
    rights: Text | None
    off_ramp: Text | None


class ParticipationOut(Output):
    """One city's part: who leads, who joined, with what share and by which route."""

    city: CardPublisher
    state: Literal["lead", "accepted"]
    budget_share_minor: int | None
    route: Route


class FileOut(Output):
    id: UUID
    name: str
    media_type: str
    length: int
    sha256: str
    url: str
    created_at: datetime


class Instants(Output):
    """UTC instants; `timezone` is the city's, in which they are to be read."""

    announced_at: datetime | None = Field(description="As a forecast: public before anything was fixed.")
    published_at: datetime | None
    opens_at: datetime | None
    questions_until: datetime | None
    closes_at: datetime | None
    opening_at: datetime | None
    decision_by: datetime | None
    ended_at: datetime | None
    timezone: str
    zone_assumed: bool
    closes_assumed: bool = Field(
        description="The source states no deadline: `closes_at` is when the record stops counting as current."
    )


class AwardOut(Output):
    """A bidder or winner in a public award record; legal entities only."""

    supplier_id: UUID | None
    name: str
    role: str
    lot: str | None
    amount_minor: int | None
    currency: str | None


class ChallengeDetail(Output):
    id: UUID
    slug: str
    ocid: str | None
    kind: Kind
    status: Status
    demo: bool
    original_language: str
    languages: list[str]
    titles: dict[str, str]
    texts: ShownTexts
    terms: ChallengeTerms
    categories: list[CardCategory]
    innovation_bt_776: list[str]
    dates: Instants
    publisher: CardPublisher
    participations: list[ParticipationOut]
    documents: list[FileOut]
    awards: list[AwardOut]
    life: LifeOut
    source: CardSource | None
    source_id: str | None
    version: int
    updated_at: datetime


class DraftOut(Output):
    """Everything the city wrote, with what publication still needs."""

    id: UUID
    organisation_id: UUID
    status: Status
    slug: str
    original_language: str
    texts: dict[str, ChallengeTexts]
    terms: ChallengeTerms
    dates: Dates
    instants: Instants
    documents: list[FileOut]
    findings: list[FieldError]
    version: int
    updated_at: datetime


class OwnChallenge(Output):
    id: UUID
    slug: str
    status: Status
    title: Text | None
    closes_at: datetime | None
    timezone: str
    findings: int
    version: int
    updated_at: datetime


class OwnChallengePage(Page[OwnChallenge]):
    pass


class ParticipationList(Output):
    items: list[ParticipationOut]


class FileList(Output):
    """`limit` and `max_bytes` say what may still be added."""

    items: list[FileOut]
    limit: int
    max_bytes: int
