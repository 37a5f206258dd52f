"""A challenge as people write it. The demonstration files, the API and the database use one shape."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from interurban.core.schemas import Country, CpvCode, Currency, Input, Instant, Lang, Money, Tax

from .types import (
    Approach,
    Approval,
    Entitlement,
    GateKind,
    InnovationKind,
    Licence,
    Ownership,
    Permission,
    PhaseKind,
    Route,
    SocialKind,
    TrainingUse,
)

Line = Annotated[str, StringConstraints(max_length=200)]
Prose = Annotated[str, StringConstraints(max_length=20_000)]


class ChallengeTexts(Input):
    """All texts of a challenge in one language; prose is Markdown. A draft may leave any of them empty."""

    title: Line = ""
    summary: Annotated[str, StringConstraints(max_length=600)] = ""
    problem: Prose = ""
    outcomes: Prose = ""
    context: Prose = ""
    offers: Prose = Field(default="", description="What the city offers: sites, staff, data, infrastructure.")
    innovation: Prose = Field(default="", description="What innovation means in this challenge.")
    rights: Prose = Field(default="", description="Terms on intellectual property and data, in words.")
    off_ramp: Prose = Field(default="", description="When it may end, and what those who took part get.")


class Phase(Input):
    kind: PhaseKind
    starts_on: date | None = None
    ends_on: date | None = None
    go_no_go: bool = Field(default=False, description="A decision to go on or stop follows this phase.")
    pay: Money | None = Field(default=None, description="What each participant is paid for this phase.")


class Budget(Input):
    """The range the city expects to pay, in minor units of one currency."""

    min_minor: Annotated[int, Field(ge=0)] | None = None
    max_minor: Annotated[int, Field(ge=0)] | None = None
    currency: Currency
    tax: Tax = "unknown"

    @model_validator(mode="after")
    def ordered(self) -> Budget:
        if self.min_minor is not None and self.max_minor is not None and self.min_minor > self.max_minor:
            raise ValueError("the lower end of the budget is above the upper end")
        return self


class Funding(Input):
    """Money of a challenge: budget, whether a pilot is paid, and where the funds come from."""

    budget: Budget | None = None
    pilot_paid: bool | None = None
    funding_programmes: list[Line] = Field(default=[], max_length=20)
    route: Route = Route.unstated


class IpTerms(Input):
    background: Ownership = Field(default=Ownership.unstated, description="What the supplier brings.")
    foreground: Ownership = Field(default=Ownership.unstated, description="What is made in the work.")
    licence_to_city: Licence = Licence.unstated
    reuse_by_other_cities: Permission = Permission.unstated


class DataTerms(Input):
    input_owner: Ownership = Ownership.unstated
    output_owner: Ownership = Ownership.unstated
    metadata_owner: Ownership = Ownership.unstated
    training_use: TrainingUse = TrainingUse.unstated
    residency: list[Country] = Field(
        default=[], description="Countries where data may be kept; EU for the Union."
    )
    privacy_by_design: bool | None = None
    audit_rights: bool | None = None


class Innovation(Input):
    kinds: list[InnovationKind] = []


class SocialRequirement(Input):
    kind: SocialKind
    required: bool = False
    note: dict[Lang, Line] = Field(default={}, description="What is asked, per language.")


class Gate(Input):
    """A hard condition. `id` is stable within the challenge, so that answers can refer to it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    kind: GateKind
    value: list[str] | str | int | None = None
    currency: Currency | None = None
    label: dict[Lang, Line] = Field(default={}, description="The condition in words, per language.")


class Risk(Input):
    text: dict[Lang, Line]
    accepted: bool = False


class Sponsorship(Input):
    """Who stands behind it: an office, never a person's name."""

    executive_sponsor: Line = ""
    approval: Approval = Approval.none
    approval_reference: Line = ""
    approved_on: date | None = None
    risks: list[Risk] = Field(default=[], max_length=20)


class OffRamp(Input):
    participants_get: list[Entitlement] = []


class Place(Input):
    label: Line = ""
    country: Country | None = None
    nuts: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[A-Z0-9]{0,3}$")] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


# A local date and time ("2027-01-15T16:00"), a date alone (end of that day) or an instant with its offset.
LocalTime = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$"),
]


class Dates(Input):
    """When things happen, in the city's own time zone unless an offset says otherwise."""

    opens_at: LocalTime | None = None
    questions_until: LocalTime | None = None
    closes_at: LocalTime | None = None
    opening_at: LocalTime | None = Field(default=None, description="When sealed proposals are opened.")
    decision_by: LocalTime | None = None
    fold: Literal["earlier", "later"] | None = Field(
        default=None, description="Which one, where a local time exists twice (end of summer time)."
    )


class ChallengeTerms(Input):
    """Everything structured that is not text or time. Stored as one document beside filter columns."""

    approach: Approach | None = None
    direct_justification: dict[Lang, Prose] = {}
    innovation: Innovation = Innovation()
    phases: list[Phase] = Field(default=[], max_length=20)
    funding: Funding = Funding()
    ip: IpTerms = IpTerms()
    data: DataTerms = DataTerms()
    social: list[SocialRequirement] = Field(default=[], max_length=20)
    gates: list[Gate] = Field(default=[], max_length=30)
    categories: list[CpvCode] = Field(default=[], max_length=20)
    place: Place = Place()
    sponsorship: Sponsorship = Sponsorship()
    off_ramp: OffRamp = OffRamp()


class ChallengeInput(Input):
    """A draft as it is created or replaced."""

    original_language: Lang
    texts: dict[Lang, ChallengeTexts]
    terms: ChallengeTerms = ChallengeTerms()
    dates: Dates = Dates()

    @model_validator(mode="after")
    def original_is_there(self) -> ChallengeInput:
        if self.original_language not in self.texts:
            raise ValueError("texts must hold the original language")
        return self


class ChallengeCreate(ChallengeInput):
    organisation_id: UUID = Field(description="The city that leads.")


class ChallengePatch(Input):
    """Parts that are given replace what was there; parts that are left out stay."""

    original_language: Lang | None = None
    texts: dict[Lang, ChallengeTexts] | None = None
    terms: ChallengeTerms | None = None
    dates: Dates | None = None


class OwnDecision(Input):
    """Which body of the city decides for its own part, and by which day."""

    body: Line = ""
    by: date | None = None


class LocalTerms(Input):
    """What differs for one city. Whatever is left out is as in the common terms.

    Of `ip` and `data`, a field that is unstated here is as in the common terms too. `gates` are asked for
    this city's part besides the common ones.
    """

    budget_share: Money | None = Field(default=None, description="What this city puts in.")
    route: Route = Route.unstated
    ip: IpTerms | None = None
    data: DataTerms | None = None
    gates: list[Gate] = Field(default=[], max_length=10)
    languages: list[Lang] = Field(
        default=[], max_length=10, description="In which languages this city takes answers."
    )
    contact: Line = Field(default="", description="An office and its address, never a person's name.")
    decision: OwnDecision = OwnDecision()
    notes: dict[Lang, Annotated[str, StringConstraints(max_length=2_000)]] = {}


Words = Annotated[str, StringConstraints(max_length=2_000)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class InviteInput(Input):
    city_id: UUID
    answer_by: Instant | None = Field(default=None, description="Two weeks from now where left out.")
    message: Words = ""


class AskInput(Input):
    """A city asks to join; what would differ for it may be said at once."""

    city_id: UUID = Field(description="One's own city.")
    message: Words = ""
    local_terms: LocalTerms = LocalTerms()


class LocalTermsInput(Input):
    local_terms: LocalTerms


class AcceptInput(Input):
    local_terms: LocalTerms | None = Field(
        default=None,
        description="For an invited city: what differs for it. Those written before, if left out.",
    )
    note: Words = ""


class ReasonInput(Input):
    reason: Reason


class DeclineInput(Input):
    reason: Words = ""


class HandOverInput(Input):
    city_id: UUID = Field(description="The co-posting city that is to lead.")
    note: Words = ""


class ApproveInput(Input):
    office: Line = Field(default="", description="The office that signs, for instance its director's title.")
