"""A challenge as it is shown: to the public in one language, to its city with everything it wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from interurban.core.schemas import FieldError, Output, Page, Text
from interurban.modules.cities.public import AnyRule, RouteOut
from interurban.modules.feed.public import CardCategory, CardPublisher, CardSource

from .life_answers import LifeOut
from .schemas import ChallengeTerms, ChallengeTexts, Dates, LocalTerms
from .types import ActKind, Kind, NoticeKind, Part, Recommendation, Route, Status


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
    """One city's part: who leads, who joined, and what differs for it.

    `budget_share_minor` is its share in the challenge's own currency, null where it has none or another;
    `route` repeats its local terms. `policy_version` is the version of the city's own rules that it was
    published under.
    """

    city: CardPublisher
    state: Literal["lead", "accepted"]
    budget_share_minor: int | None
    route: Route
    policy_version: int | None
    local_terms: LocalTerms


class ParticipationNoticeOut(Output):
    """A city joined, left or took the lead after publication."""

    city: CardPublisher
    kind: NoticeKind
    reason: str
    at: datetime


class PartOut(Output):
    """One city's part as the cities of the challenge see it.

    `tag` is the ETag of this part: send it as If-Match. `lapsed` says that the time to answer is over.
    """

    city: CardPublisher
    state: Part
    local_terms: LocalTerms
    message: str
    answer_by: datetime | None
    lapsed: bool
    since: datetime
    mine: bool
    tag: str


class ApprovalOut(Output):
    """`by_me` says whether it was the reader; nobody else's name is given, only the office that signed."""

    city_id: UUID
    office: str
    approved_at: datetime
    by_me: bool


class ActOut(Output):
    """What was proposed, who has approved it, and who is missing. `tag` is its ETag."""

    id: UUID
    kind: ActKind
    state: Literal["pending", "done", "ended"]
    payload: dict[str, Any]
    note: str
    proposed_city: UUID
    proposed_at: datetime
    approvals: list[ApprovalOut]
    missing: list[UUID]
    second_person: bool = Field(description="Every city has approved; a second person must.")
    done_at: datetime | None
    ended_at: datetime | None
    ended_city: UUID | None
    end_reason: str
    tag: str


class ActList(Output):
    items: list[ActOut]


class JointOut(Output):
    """The cities of a challenge, for themselves: who takes part, who was asked, and what waits for whom.

    An invited city sees itself and the cities that take part; `acts` are for those that do.
    """

    challenge_id: UUID
    status: Status
    parts: list[PartOut]
    acts: list[ActOut]
    notices: list[ParticipationNoticeOut]


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
    participation_notices: list[ParticipationNoticeOut]
    documents: list[FileOut]
    awards: list[AwardOut]
    life: LifeOut
    source: CardSource | None
    source_id: str | None
    version: int
    updated_at: datetime


class BrokenRule(Output):
    """A rule of a city that is not kept. `certain` false: whether it holds cannot be told yet; never blocks.

    `lacking` are the languages, the clause or the approval that are missing; `has` the days that there are.
    """

    code: Literal[
        "route_not_allowed", "route_unclear", "route_unstated", "min_days", "languages", "clause", "approval"
    ]
    blocks: bool
    certain: bool
    pointer: str
    lacking: list[str]
    has: int | None
    rule: AnyRule
    detail: str


class CityRules(Output):
    """One city's own rules as they stand, and what they say of its part. `asked_minor` is the upper end."""

    city_id: UUID
    city_slug: str
    city_name: str
    version: int
    valid_from: datetime
    asked_minor: int | None
    route: Route
    open_days: int | None
    routes: list[RouteOut]
    broken: list[BrokenRule]


class ChecklistItem(Output):
    """One thing worth writing. `why` says in English what it is good for; `code` is for other languages."""

    code: str
    recommendation: Recommendation
    state: Literal["done", "missing"]
    needed: bool = Field(description="Publication waits for it.")
    pointer: str
    why: str


class DraftOut(Output):
    """Everything the city wrote, with what publication still needs.

    `findings` hold the rules of cities that block, too; `rules` say all of them with their sources.
    """

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
    rules: list[CityRules]
    checklist: list[ChecklistItem]
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
    part: Part = Field(description="The city's part: it leads, takes part, is invited, or has asked.")
    answer_by: datetime | None
    waiting: bool = Field(description="The next step is this city's.")
    version: int
    updated_at: datetime


class OwnChallengePage(Page[OwnChallenge]):
    pass


class ParticipationList(Output):
    items: list[ParticipationOut]
    notices: list[ParticipationNoticeOut]


class FileList(Output):
    """`limit` and `max_bytes` say what may still be added."""

    items: list[FileOut]
    limit: int
    max_bytes: int
