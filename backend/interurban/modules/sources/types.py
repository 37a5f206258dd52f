"""What an importer hands over: records of other portals in one shape, and items it had to refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

# The same words as `kind` of a challenge. A prize competition of an agency is a `challenge`: a public body
# publishes a problem and asks for solutions. Everything else that portals list is one of the other three.
RecordKind = Literal["challenge", "notice", "funding_call", "award"]
TaxKind = Literal["included", "excluded", "unknown"]
AwardRole = Literal["awarded", "bidder"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from and on which terms it may be shown."""

    source: str  # stable key, part of a record's identity: "ted", "prozorro", "feed:example.org"
    name: str
    url: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class ImportedParty:
    """A legal entity or public body. Natural persons never reach this shape (see formats/persons.py)."""

    name: str
    country: str | None = None  # ISO 3166-1 alpha-2; "EU" for the Union's own bodies
    scheme: str | None = None  # register of the identifier, by org-id.guide where it has one: "UA-EDR"
    identifier: str | None = None
    locality: str | None = None
    region: str | None = None
    postal_code: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedMoney:
    """A range in minor units of one ISO 4217 currency; equal ends for a single amount."""

    min_minor: int | None
    max_minor: int | None
    currency: str
    tax: TaxKind = "unknown"


@dataclass(frozen=True, slots=True)
class ImportedPlace:
    country: str | None = None
    nuts: str | None = None
    locality: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedAward:
    """That a firm won or bid, by a public record."""

    supplier: ImportedParty
    role: AwardRole
    money: ImportedMoney | None = None
    date: date | None = None
    lot: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedTexts:
    """The texts in one language; `text` is Markdown."""

    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRecord:
    """One notice, call, challenge or award of another portal. Instants are aware; unknown is None.

    `published_at` is what the source says and may be unknown. `closes_at` of a record without a stated
    deadline may be the day it lapses; `extra["closes_at_basis"]` then says by which rule.
    """

    position: int  # 0-based count of items read in this input, rejects included: where to resume
    origin: Origin
    source_id: str
    kind: RecordKind
    language: str  # ISO 639-1 of the original
    texts: dict[str, ImportedTexts]  # by language, the original among them
    url: str | None = None
    zone: str = "UTC"  # IANA zone of the body that published it
    categories: tuple[str, ...] = ()  # CPV 2008, eight digits
    published_at: datetime | None = None
    modified_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closes_zone_assumed: bool = False
    cancelled_at: datetime | None = None
    concluded_at: datetime | None = None
    unsuccessful_at: datetime | None = None
    money: ImportedMoney | None = None
    buyer: ImportedParty | None = None
    places: tuple[ImportedPlace, ...] = ()
    awards: tuple[ImportedAward, ...] = ()
    persons_dropped: int = 0
    extra: dict[str, Any] = field(default_factory=dict)  # JSON values only

    @property
    def original(self) -> ImportedTexts:
        return self.texts[self.language]


@dataclass(frozen=True, slots=True)
class Reject:
    """An item that could not become a record, and why. The excerpt is cleaned of personal data."""

    position: int
    source_id: str | None
    reason_code: str
    detail: str
    excerpt: str  # at most 500 characters


@dataclass(frozen=True, slots=True)
class Format:
    """How an input is taken apart, and how each part becomes a record.

    `items` yields parts in a fixed order, cheaply: they are counted, and skipped when a run goes on where it
    was interrupted. A part is to be read before the next one is asked for.
    """

    items: Callable[[Path], Iterator[Any]]
    read: Callable[[Any, int], ImportedRecord | Reject]

    def parse(self, path: Path) -> Iterator[ImportedRecord | Reject]:
        return (self.read(item, position) for position, item in enumerate(self.items(path)))


@dataclass(slots=True)
class Counts:
    """What became of the items of one run; `read` is the sum of the five kinds after it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0  # the same record came before in the same input
    rejected: int = 0
    persons_dropped: int = 0  # sole traders and other natural persons among bidders and winners
    seconds: float = 0.0

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.merged + self.rejected

    def add(self, outcome: str, number: int = 1) -> None:
        setattr(self, outcome, getattr(self, outcome) + number)

    def copy(self) -> Counts:
        return replace(self)

    def kept(self) -> dict[str, int]:
        """As a run stores them."""
        return {"read": self.read} | {name: getattr(self, name) for name in _COUNTED}

    @classmethod
    def of(cls, kept: Mapping[str, int]) -> Counts:
        return cls(**{name: kept.get(name, 0) for name in _COUNTED})

    def answer(self) -> dict[str, int | float]:
        """The last line of `interurban import --json`."""
        found: dict[str, int | float] = dict(self.kept())
        del found["persons_dropped"]
        return found | {"seconds": self.seconds}


_COUNTED = ("created", "updated", "unchanged", "merged", "rejected", "persons_dropped")
