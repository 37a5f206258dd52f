"""What other modules need to know of a city or a buyer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CityFacts:
    """A city that acts here. `names` is by language; `line` is its colour, 1 to 8."""

    id: UUID
    slug: str
    names: dict[str, str]
    original_language: str
    languages: tuple[str, ...]
    country: str
    timezone: str
    lat: float | None
    lon: float | None
    line: int
    demo: bool


@dataclass(frozen=True, slots=True)
class BuyerFacts:
    """A public buyer known only from the records of another portal."""

    id: UUID
    name: str
    country: str
    locality: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class BuyerInput:
    """A public buyer as a portal names it; empty texts are unknown. Found again by (scheme, identifier).

    `scheme` is a list of org-id.guide, or "name" where the portal gives no identifier: then `identifier`
    is a key made from the name, under which its spellings meet.
    """

    scheme: str
    identifier: str
    name: str
    country: str  # ISO 3166-1 alpha-2; ZZ where it is unknown
    locality: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
