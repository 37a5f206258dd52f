"""A city as it is created, changed and shown; a buyer as it is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, field_validator

from interurban.core.schemas import Country, Input, Lang, Output, Text

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](-?[a-z0-9]){1,59}$")]
Line = Annotated[str, StringConstraints(max_length=200)]
About = Annotated[str, StringConstraints(max_length=2_000)]


def known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("not an IANA time zone, for instance Europe/Tallinn") from None
    return value


class CityInput(Input):
    """A new city. `verification` says how the platform admin made sure who is asking."""

    slug: Slug
    name: dict[Lang, Line] = Field(min_length=1)
    original_language: Lang
    languages: list[Lang] = Field(min_length=1, max_length=10)
    country: Country
    region: Line = ""
    timezone: str
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    population: Annotated[int, Field(gt=0)] | None = None
    website: Annotated[str, StringConstraints(pattern=r"^(https?://\S{1,300})?$")] = ""
    line: Annotated[int, Field(ge=1, le=8, description="Which of the eight line colours.")] = 1
    about: dict[Lang, About] = {}
    verification: Annotated[str, StringConstraints(min_length=10, max_length=2_000)]

    _zone = field_validator("timezone")(known_zone)

    @field_validator("name")
    @classmethod
    def not_empty(cls, value: dict[str, str]) -> dict[str, str]:
        if not all(value.values()):
            raise ValueError("a name must not be empty")
        return value


class CityChange(Input):
    """What a city admin may change. What is left out stays."""

    name: dict[Lang, Line] | None = None
    languages: list[Lang] | None = Field(default=None, min_length=1, max_length=10)
    region: Line | None = None
    population: Annotated[int, Field(gt=0)] | None = None
    website: Annotated[str, StringConstraints(pattern=r"^(https?://\S{1,300})?$")] | None = None
    line: Annotated[int, Field(ge=1, le=8)] | None = None
    about: dict[Lang, About] | None = None


class CityOut(Output):
    id: UUID
    slug: str
    name: Text
    names: dict[str, str]
    about: Text | None
    languages: list[str]
    original_language: str
    country: str
    region: str
    timezone: str
    lat: float | None
    lon: float | None
    population: int | None
    website: str
    line: int
    demo: bool
    verified_at: datetime
    open_challenges: int


class BuyerOut(Output):
    id: UUID
    name: str
    other_names: list[str]
    scheme: str
    identifier: str
    country: str
    region: str
    locality: str
    lat: float | None
    lon: float | None
    city_slug: str | None
