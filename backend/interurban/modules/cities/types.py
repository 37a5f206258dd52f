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
