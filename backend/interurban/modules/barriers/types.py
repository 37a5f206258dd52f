"""What can shut a small firm out of a call, and how a review names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The first ten are words in a text; `silence_*` are words that are missing."""

    local_ownership = "local_ownership"
    years = "years"
    prior_projects = "prior_projects"
    turnover = "turnover"
    insurance = "insurance"
    ip_forfeit = "ip_forfeit"
    unpaid = "unpaid"
    one_language = "one_language"
    closed_brand = "closed_brand"
    short_window = "short_window"
    silence_ip = "silence_ip"
    silence_data = "silence_data"
    silence_metadata = "silence_metadata"
    silence_training_data = "silence_training_data"


class Severity(StrEnum):
    """`high`: a firm that cannot meet it is out. `medium`: it costs much. `low`: say it, and it is solved."""

    high = "high"
    medium = "medium"
    low = "low"


SEVERITY: dict[Kind, Severity] = {
    Kind.local_ownership: Severity.high,
    Kind.years: Severity.high,
    Kind.prior_projects: Severity.high,
    Kind.turnover: Severity.high,
    Kind.insurance: Severity.medium,
    Kind.ip_forfeit: Severity.high,
    Kind.unpaid: Severity.high,
    Kind.one_language: Severity.medium,
    Kind.closed_brand: Severity.high,
    Kind.short_window: Severity.medium,
    Kind.silence_ip: Severity.medium,
    Kind.silence_data: Severity.medium,
    Kind.silence_metadata: Severity.low,
    Kind.silence_training_data: Severity.low,
}


class Source(StrEnum):
    """Where the reason comes from: the publications that the product's design names, or our own judgement."""

    ictc = "ictc"
    mix = "mix"
    house = "house"


# As the product's design names them: ICTC's paper for local ownership, previous projects, forfeited IP,
# silence, short windows and unpaid pilots; MIX and the Brookfield Institute for buying in small steps and for
# calls that describe the known solution. What neither says we say ourselves, and say that we do.
SOURCE: dict[Kind, Source] = {
    Kind.local_ownership: Source.ictc,
    Kind.years: Source.house,
    Kind.prior_projects: Source.ictc,
    Kind.turnover: Source.mix,
    Kind.insurance: Source.mix,
    Kind.ip_forfeit: Source.ictc,
    Kind.unpaid: Source.ictc,
    Kind.one_language: Source.house,
    Kind.closed_brand: Source.mix,
    Kind.short_window: Source.ictc,
    Kind.silence_ip: Source.ictc,
    Kind.silence_data: Source.ictc,
    Kind.silence_metadata: Source.ictc,
    Kind.silence_training_data: Source.ictc,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a text a barrier stands: `text[start:end]` are its exact words."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A barrier of a whole record: words at `pointer`, or a term without words (`span` is then null).

    `lang` is the language of the text, in which new words are proposed.
    """

    kind: Kind
    severity: Severity
    pointer: str
    lang: str
    span: tuple[int, int] | None = None
    quote: str = ""
