"""A record as the feed shows it. Every list of challenges, matches included, uses this card."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from interurban.core.paging import Cursor, Limit
from interurban.core.schemas import Currency, Input, Instant, Lang, Output, Page, Text

from .types import ApproachName, KindName, OwnershipName, Right, SocialName, Sort, StatusName


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
    kind: KindName
    status: StatusName
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
    closes_assumed: bool = Field(
        description="The source states no deadline: `closes_at` is when the record stops counting as current."
    )
    approach: ApproachName | None
    pilot_paid: bool | None
    budget: CardBudget | None
    flags: list[str]
    categories: list[CardCategory]
    source: CardSource | None


class FeedPage(Page[FeedCard]):
    """`facets` maps a filter's name to its values with counts under the other filters.

    `by_meaning`: which of the items have the meaning of `q` and not its words. They come after those that do.
    """

    by_meaning: list[UUID]


# Printable and of a length that a name can have.
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=120)]
Cpv = Annotated[str, StringConstraints(pattern=r"^\d{2,8}$")]
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Values: Any = Field(default=[], max_length=50)
Minor = Annotated[int, Field(ge=0, le=10**15)]


class Filters(Input):
    """What is in the list. Values of one filter are alternatives; different filters must all hold."""

    q: Annotated[str, Field(max_length=300)] | None = Field(
        default=None,
        description="Words, in any language, with or without accents. Quotes keep words together as written, "
        "a minus leaves out, `or` gives a choice. Identifiers of sources are found too.",
    )
    city: list[Name] = Field(default=[], max_length=50, description="Slugs of cities, lead or co-posting.")
    buyer: list[UUID] = Field(default=[], max_length=50, description="Buyers known from other portals.")
    country: list[Region] = Field(default=[], max_length=50, description="ISO 3166-1 codes, or EU.")
    lat: Annotated[float, Field(ge=-90, le=90)] | None = Field(
        default=None, description="Centre of a circle, with `lon` and `radius_km`."
    )
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    place: Name | None = Field(
        default=None,
        description="Name of a place in the feed instead of `lat` and `lon`; alone it means that place only. "
        "Towns of imported records are known under their names in other languages as well.",
    )
    radius_km: Annotated[float, Field(gt=0, le=20_000)] | None = None
    category: list[Cpv] = Field(
        default=[], max_length=50, description="CPV codes or their beginnings; zeros at the end fill up."
    )
    approach: list[ApproachName] = Values
    status: list[StatusName | Literal["any"]] = Field(
        default=[], max_length=10, description="Left out: `open`, and awards of any status where asked for."
    )
    kind: list[KindName] = Values
    language: list[Lang] = Field(default=[], max_length=50, description="Languages a record is written in.")
    currency: Currency | None = Field(default=None, description="Currency of the budget filter and order.")
    budget_min: Minor | None = Field(default=None, description="In minor units of `currency`.")
    budget_max: Minor | None = Field(default=None, description="In minor units of `currency`.")
    budget_unknown: Literal["include", "exclude"] = Field(
        default="exclude",
        description="Records with no budget, or one in another currency (nothing is converted).",
    )
    closing_before: Instant | None = None
    closing_after: Instant | None = None
    closing_within: Annotated[int, Field(ge=0, le=3_650)] | None = Field(
        default=None, description="Days from now."
    )
    right: list[Right] = Field(default=[], max_length=10, description="All of these must hold.")
    ip: list[OwnershipName] = Field(default=[], max_length=10, description="Who owns what is made.")
    data: list[Region] = Field(default=[], max_length=50, description="Where data may be kept.")
    social: list[SocialName] = Values
    funding: list[Name] = Field(default=[], max_length=20, description="Funding programmes, by name.")
    posted_by: list[Literal["one", "several"]] = Field(
        default=[], max_length=2, description="One city, or several together."
    )
    demo: Literal["include", "only", "exclude"] | None = Field(
        default=None,
        description="Demonstration records. Left out: with them here, without in RSS and others.",
    )
    source: list[Name] = Field(default=[], max_length=50, description="Keys of sources.")


class FeedQuery(Filters):
    sort: Sort | None = Field(
        default=None, description="Left out: `relevance` with `q`, else `standard` (challenges first)."
    )
    cursor: Cursor = None
    limit: Limit = 50
    total: bool = Field(default=False, description="Count everything that fits.")
    facets: bool = Field(default=False, description="Count the values of each filter under the others.")
    lang: Lang | None = Field(default=None, description="Language of the texts; else Accept-Language.")


class ChangeItem(Output):
    """`card` is how the record stands now; null once it is gone, and for other entities."""

    entity: Literal["challenge", "city"]
    id: UUID
    op: Literal["upsert", "status", "tombstone"]
    at: datetime
    card: FeedCard | None


class ChangePage(Output):
    """`next` is null at the end. `cursor` never is: keep it, and ask again later from there."""

    items: list[ChangeItem]
    next: str | None
    cursor: str
