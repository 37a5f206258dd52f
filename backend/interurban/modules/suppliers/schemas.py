"""A capability profile as its owner writes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from interurban.core.schemas import Country, CpvCode, Input, Lang, Money

from .types import IpStance, Size, Visibility

Line = Annotated[str, StringConstraints(max_length=200)]


class ProfileTexts(Input):
    """What the firm does, in one language."""

    summary: Annotated[str, StringConstraints(max_length=600)] = ""
    capabilities: Annotated[str, StringConstraints(max_length=20_000)] = ""
    keywords: list[Line] = Field(default=[], max_length=50)


class TrackRecordEntry(Input):
    """A finished project, as the firm states it; `verified` ones come from pilots and award records."""

    title: Line
    customer: Line = ""
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    summary: Annotated[str, StringConstraints(max_length=2_000)] = ""


class Facts(Input):
    """What gates compare with. Null means not answered: the gate is then unknown, never failed."""

    size: Size | None = None
    founded_year: Annotated[int, Field(ge=1700, le=2200)] | None = None
    insurance: Money | None = None
    turnover: Money | None = None
    comparable_projects: Annotated[int, Field(ge=0, le=100_000)] | None = None
    certificates: list[Line] | None = None
    languages: list[Lang] | None = None


class ProfileInput(Input):
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    country: Country
    locality: Line = ""
    website: Annotated[str, StringConstraints(pattern=r"^(https?://\S{1,300})?$")] = ""
    original_language: Lang
    texts: dict[Lang, ProfileTexts]
    categories: list[CpvCode] = Field(default=[], max_length=30)
    regions: list[Country] = Field(default=[], description="Countries where it works; empty means anywhere.")
    facts: Facts = Facts()
    track_record: list[TrackRecordEntry] = Field(default=[], max_length=50)
    ip_stance: IpStance = IpStance.unstated
    visibility: Visibility = Visibility.private
