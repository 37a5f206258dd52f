"""The demonstration files: their shape, how to read them, and how relative dates become real ones.

`cities/<slug>.json` holds one city and its challenges, `policies/<slug>.json` its rules on buying where it
has any, `suppliers.json` the firms. A challenge has the
shape of `ChallengeInput`, except that every date counts from the first start, so that the demonstration is
never stale: "+23d 16:00" is 16:00 in the city's own time zone, 23 days after the day of the first start
there; "+80d" is the whole of that day, as everywhere a date without a time is. Only `published` and `opens`
mean an instant even without a time: the morning, when the city's offices open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, field_validator

from interurban.core.schemas import Country, Input, Lang, Money
from interurban.modules.challenges.schemas import (
    ChallengeInput,
    ChallengeTerms,
    ChallengeTexts,
    Line,
    LocalTerms,
    OwnDecision,
    Risk,
)
from interurban.modules.challenges.types import Approval, PhaseKind, Route
from interurban.modules.cities.public import PolicyDocument
from interurban.modules.suppliers.schemas import ProfileInput

# "+23d" or "+23d 16:00". No time before 05:00: those hours hold the changes to and from summer time.
OFFSET = r"^([+-]\d{1,3})d(?: ((?:0[5-9]|1\d|2[0-3]):[0-5]\d))?$"
OFFICES_OPEN = time(9)

Offset = Annotated[str, StringConstraints(pattern=OFFSET)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}$")]


class CityFacts(Input):
    """An invented municipality. `line` is its colour on screen: one of the eight city lines."""

    slug: Key
    name: dict[Lang, Line]
    country: Country
    region: Line
    locality: Line
    timezone: str
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    population: Annotated[int, Field(gt=0)]
    line: Annotated[int, Field(ge=1, le=8)]
    languages: Annotated[list[Lang], Field(min_length=1)]
    website: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9-]+\.example$")]
    about: dict[Lang, str]

    @field_validator("timezone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        ZoneInfo(value)
        return value


class RelativePhase(Input):
    kind: PhaseKind
    starts: Offset | None = None
    ends: Offset | None = None
    go_no_go: bool = False
    pay: Money | None = None


class RelativeSponsorship(Input):
    executive_sponsor: Line = ""
    approval: Approval = Approval.none
    approval_reference: Line = ""
    approved: Offset | None = None
    risks: list[Risk] = []


class RelativeTerms(ChallengeTerms):
    phases: list[RelativePhase] = []  # type: ignore[assignment]  # same field, dates not yet known
    sponsorship: RelativeSponsorship = RelativeSponsorship()  # type: ignore[assignment]


class RelativeDates(Input):
    """`opens` after the first start makes a planned challenge; `closes` decides how long it stays open."""

    published: Offset
    opens: Offset
    questions_until: Offset | None = None
    closes: Offset
    opening: Offset | None = None
    decision: Offset | None = None


class OwnTerms(Input):
    """What differs for one city. `decision` is the day by which its body decides."""

    terms: LocalTerms = LocalTerms()
    decision_body: Line = ""
    decision: Offset | None = None
    office: Line = Field(default="", description="The office that approved the publication.")

    def resolved(self, today: date) -> LocalTerms:
        day = _day(self.decision, today)
        decision = OwnDecision(body=self.decision_body, by=date.fromisoformat(day) if day else None)
        return self.terms.model_copy(update={"decision": decision})


class CoPosting(OwnTerms):
    """A city that joins: its share in minor units of the challenge's currency, and its own route."""

    city: Key
    budget_share_minor: Annotated[int, Field(ge=0)] | None = None
    route: Route = Route.unstated

    def local_terms(self, common: ChallengeTerms, today: date) -> LocalTerms:
        """`terms` with the share and the route that were written beside them."""
        budget, given = common.funding.budget, self.resolved(today)
        if self.budget_share_minor is not None and budget is not None:
            given.budget_share = Money(amount_minor=self.budget_share_minor, currency=budget.currency)
        if self.route is not Route.unstated:
            given.route = self.route
        return given


class Invited(Input):
    """A city that is invited when the demonstration begins, with the approval of those that post it."""

    city: Key
    message: Line = ""
    days: Annotated[int, Field(ge=1, le=180)] = 14


class DemonstrationChallenge(Input):
    key: Key
    original_language: Lang
    texts: dict[Lang, ChallengeTexts]
    terms: RelativeTerms
    dates: RelativeDates
    co_posting: list[CoPosting] = []
    lead_terms: OwnTerms = OwnTerms()
    office: Line = ""
    invited: list[Invited] = []

    @field_validator("co_posting", mode="before")
    @classmethod
    def slug_alone(cls, value: Any) -> Any:
        """A city that states nothing of its own may be given by its slug."""
        return [{"city": item} if isinstance(item, str) else item for item in value]


class DemonstrationCity(Input):
    """One file: a city and what it leads."""

    city: CityFacts
    challenges: list[DemonstrationChallenge]


class DemonstrationSupplier(ProfileInput):
    key: Key


@dataclass(frozen=True)
class Resolved:
    """A challenge with real dates, and the two instants (UTC) that are facts rather than its text."""

    challenge: ChallengeInput
    published_at: datetime
    opens_at: datetime


def load_cities() -> list[DemonstrationCity]:
    folder = files(__package__) / "cities"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".json")), key=lambda p: p.name)
    return [DemonstrationCity.model_validate_json(path.read_bytes()) for path in paths]


def load_policies() -> dict[str, PolicyDocument]:
    """Rules of some of the cities, by slug. Invented, each modelled on a real regime that it names."""
    folder = files(__package__) / "policies"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".json")), key=lambda p: p.name)
    return {
        path.name.removesuffix(".json"): PolicyDocument.model_validate_json(path.read_bytes())
        for path in paths
    }


def load_suppliers() -> list[DemonstrationSupplier]:
    entries = json.loads((files(__package__) / "suppliers.json").read_bytes())
    return [DemonstrationSupplier.model_validate(entry) for entry in entries]


def resolve(challenge: DemonstrationChallenge, start: datetime, zone: ZoneInfo) -> Resolved:
    """The challenge as its city would have written it, had the first start been at `start` (aware)."""
    today = start.astimezone(zone).date()
    dates = challenge.dates
    terms = challenge.terms.model_dump(mode="json")
    for phase in terms["phases"]:
        phase["starts_on"] = _day(phase.pop("starts"), today)
        phase["ends_on"] = _day(phase.pop("ends"), today)
    terms["sponsorship"]["approved_on"] = _day(terms["sponsorship"].pop("approved"), today)
    published = _instant(dates.published, today, zone)
    opens = _instant(dates.opens, today, zone)
    written = {
        "original_language": challenge.original_language,
        "texts": challenge.texts,
        "terms": terms,
        "dates": {
            "opens_at": opens.replace(tzinfo=None).isoformat(),
            "questions_until": _local(dates.questions_until, today),
            "closes_at": _local(dates.closes, today),
            "opening_at": _local(dates.opening, today),
            "decision_by": _local(dates.decision, today),
        },
    }
    return Resolved(
        challenge=ChallengeInput.model_validate(written),
        published_at=published.astimezone(UTC),
        opens_at=opens.astimezone(UTC),
    )


def _parts(offset: str, today: date) -> tuple[date, time | None]:
    """Day and, where given, time of day. Offsets were validated when the file was read."""
    days, _, of_day = offset.partition("d")
    return today + timedelta(days=int(days)), time.fromisoformat(of_day.strip()) if of_day else None


def _day(offset: str | None, today: date) -> str | None:
    return None if offset is None else _parts(offset, today)[0].isoformat()


def _local(offset: str | None, today: date) -> str | None:
    if offset is None:
        return None
    day, of_day = _parts(offset, today)
    return day.isoformat() if of_day is None else datetime.combine(day, of_day).isoformat()


def _instant(offset: str, today: date, zone: ZoneInfo) -> datetime:
    day, of_day = _parts(offset, today)
    return datetime.combine(day, of_day or OFFICES_OPEN, tzinfo=zone)
