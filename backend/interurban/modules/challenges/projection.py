"""From a challenge's rows to what the feed and matching keep of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from interurban.core.schemas import Text
from interurban.core.text import choose, slug
from interurban.modules.cities.public import BuyerFacts, CityFacts
from interurban.modules.feed.public import NEVER, CardPublisher, FeedRecord, Publisher, RecordText
from interurban.modules.matching.public import ChallengeDocument

from .models import Challenge, ChallengeText
from .schemas import ChallengeTerms
from .types import KIND_RANK, GateKind, Kind, Ownership, TrainingUse


@dataclass(frozen=True, slots=True)
class ImportedText:
    """Texts as a record of another portal has them, under the names that ChallengeText gives them."""

    lang: str
    title: str
    summary: str
    problem: str
    outcomes: str = ""
    context: str = ""
    offers: str = ""
    innovation: str = ""
    rights: str = ""
    off_ramp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """A record of another portal, under the names that Challenge gives its columns.

    A batch's rows were written without the ORM; making its objects only to read them again takes as long as
    the words of a text.
    """

    id: UUID
    kind: str
    original_language: str
    timezone: str
    zone_assumed: bool
    published_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    concluded_at: datetime | None
    off_ramped_at: datetime | None
    cancelled_at: datetime | None
    source: str
    source_id: str
    source_url: str
    licence: str
    attribution: str
    terms: dict[str, Any]
    extra: dict[str, Any]
    withdrawn_at: None = None
    pilot_started_at: None = None
    announced_at: None = None
    ocid: None = None
    demo: bool = False


AnyRow = Challenge | ImportedRow
AnyText = ChallengeText | ImportedText
_PROSE = ("problem", "outcomes", "context", "offers", "innovation", "rights", "off_ramp")


def ended(row: AnyRow) -> tuple[datetime | None, str | None]:
    """The first fact that ends the open life of a record, as STATUS_RULES orders them."""
    for at, status in (
        (row.withdrawn_at, "withdrawn"),
        (row.cancelled_at, "cancelled"),
        (row.off_ramped_at, "off_ramped"),
        (row.concluded_at, "concluded"),
        (row.pilot_started_at, "pilot"),
    ):
        if at is not None:
            return at, status
    return None, None


def city_publisher(city: CityFacts, lead: bool) -> Publisher:
    return Publisher(
        kind="city",
        id=city.id,
        slug=city.slug,
        names=city.names,
        original_language=city.original_language,
        country=city.country,
        line=city.line,
        lead=lead,
    )


def buyer_publisher(buyer: BuyerFacts, language: str) -> Publisher:
    return Publisher(
        kind="buyer",
        id=buyer.id,
        slug=None,
        names={language: buyer.name},
        original_language=language,
        country=buyer.country,
        line=None,
        lead=True,
    )


def card(publisher: Publisher, languages: Sequence[str]) -> CardPublisher:
    name = choose(publisher.names, languages, publisher.original_language)
    return CardPublisher(
        kind="city" if publisher.kind == "city" else "buyer",
        id=publisher.id,
        slug=publisher.slug,
        name=name or Text(value="", lang=publisher.original_language, original=True),
        country=publisher.country,
        line=publisher.line,
        lead=publisher.lead,
    )


def flags(terms: ChallengeTerms) -> Iterator[str]:
    """What filters ask for, as "group:value"."""
    if terms.approach is not None:
        yield f"approach:{terms.approach}"
    if terms.ip.foreground in (Ownership.supplier, Ownership.open):
        yield "right:keeps_ip"
    if terms.funding.pilot_paid:
        yield "right:pilot_paid"
    if terms.approach is not None and not any(g.kind is GateKind.prior_projects for g in terms.gates):
        yield "right:no_prior_projects"
    if terms.data.training_use in (TrainingUse.allowed, TrainingUse.deidentified_only):
        yield "right:training_allowed"
    if terms.ip.foreground is not Ownership.unstated:
        yield f"ip:{terms.ip.foreground}"
    yield from (f"data:{country}" for country in terms.data.residency)
    yield from {f"social:{item.kind}": None for item in terms.social}
    yield from (f"funding:{name}" for name in terms.funding.funding_programmes)
    yield from {f"phase:{phase.kind}": None for phase in terms.phases}
    yield from (f"innovation:{kind}" for kind in terms.innovation.kinds)


def record_text(text: AnyText) -> RecordText:
    body = "\n".join(value for name in _PROSE if (value := getattr(text, name)))
    return RecordText(
        title=text.title, summary=text.summary or text.problem[:400], slug=slug(text.title), body=body
    )


def closes_assumed(row: AnyRow) -> bool:
    """Whether `closes_at` is no deadline of the source, but the day an import lets the record lapse."""
    return str((row.extra or {}).get("closes_at_basis", "")).startswith("lapses")


def feed_record(
    row: AnyRow,
    texts: Sequence[AnyText],
    publishers: Sequence[Publisher],
    place: Mapping[str, Any],
    terms: ChallengeTerms | None = None,
) -> FeedRecord:
    """`place` holds country, label, lat and lon; the challenge's own place wins over the publisher's.

    `terms` are the row's own, for a caller that has read them already.
    """
    terms = terms or ChallengeTerms.model_validate(row.terms)
    budget = terms.funding.budget
    ended_at, ended_status = ended(row)
    public_at = row.published_at or row.announced_at
    assert public_at is not None  # only public records are projected
    return FeedRecord(
        id=row.id,
        kind=row.kind,
        kind_rank=KIND_RANK[Kind(row.kind)],
        demo=row.demo,
        original_language=row.original_language,
        texts={text.lang: record_text(text) for text in texts},
        publishers=tuple(publishers),
        country=terms.place.country or place["country"],
        place=terms.place.label or place["label"],
        timezone=row.timezone,
        zone_assumed=row.zone_assumed,
        closes_assumed=closes_assumed(row),
        published_at=public_at,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        forecast=row.published_at is None,
        ended_at=ended_at,
        ended_status=ended_status,
        lat=terms.place.lat if terms.place.lat is not None else place["lat"],
        lon=terms.place.lon if terms.place.lon is not None else place["lon"],
        approach=terms.approach,
        pilot_paid=terms.funding.pilot_paid,
        currency=budget.currency if budget else None,
        budget_min_minor=budget.min_minor if budget else None,
        budget_max_minor=budget.max_minor if budget else None,
        tax=budget.tax if budget else "unknown",
        categories=tuple(terms.categories),
        flags=tuple(flags(terms)),
        source=row.source,
        source_url=row.source_url,
        licence=row.licence,
        attribution=row.attribution,
        extra={"source_id": row.source_id, "ocid": row.ocid or ""},
    )


def matching_documents(
    row: AnyRow,
    texts: Sequence[AnyText],
    organisation_id: UUID | None,
    country: str,
    terms: ChallengeTerms | None = None,
) -> ChallengeDocument:
    """What matching reads: title, problem and outcomes, in every language there is."""
    terms = terms or ChallengeTerms.model_validate(row.terms)
    is_forecast = row.published_at is None and row.announced_at is not None
    return ChallengeDocument(
        id=row.id,
        organisation_id=organisation_id,
        kind=row.kind,
        demo=row.demo,
        country=terms.place.country or country,
        original_language=row.original_language,
        texts={
            t.lang: (t.title, "\n".join(p for p in (t.summary, t.problem, t.outcomes) if p)) for t in texts
        },
        categories=tuple(terms.categories),
        gates=tuple(gate.model_dump(mode="json") for gate in terms.gates),
        # The clock alone never opens a forecast, and its dates are not fixed.
        opens_at=NEVER if is_forecast else row.opens_at,
        closes_at=None if is_forecast else row.closes_at,
        ended_at=ended(row)[0],
    )
