"""What can shut a small firm out of a call, and how a review names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Barrier(StrEnum):
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


class BarrierSeverity(StrEnum):
    """`high`: a firm that cannot meet it is out. `medium`: it costs much. `low`: say it, and it is solved."""

    high = "high"
    medium = "medium"
    low = "low"


SEVERITY: dict[Barrier, BarrierSeverity] = {
    Barrier.local_ownership: BarrierSeverity.high,
    Barrier.years: BarrierSeverity.high,
    Barrier.prior_projects: BarrierSeverity.high,
    Barrier.turnover: BarrierSeverity.high,
    Barrier.insurance: BarrierSeverity.medium,
    Barrier.ip_forfeit: BarrierSeverity.high,
    Barrier.unpaid: BarrierSeverity.high,
    Barrier.one_language: BarrierSeverity.medium,
    Barrier.closed_brand: BarrierSeverity.high,
    Barrier.short_window: BarrierSeverity.medium,
    Barrier.silence_ip: BarrierSeverity.medium,
    Barrier.silence_data: BarrierSeverity.medium,
    Barrier.silence_metadata: BarrierSeverity.low,
    Barrier.silence_training_data: BarrierSeverity.low,
}


class BarrierSource(StrEnum):
    """Where the reason comes from: the publications that the product's design names, or our own judgement."""

    ictc = "ictc"
    mix = "mix"
    house = "house"


# As the product's design names them: ICTC's paper for local ownership, previous projects, forfeited IP,
# silence, short windows and unpaid pilots; MIX and the Brookfield Institute for buying in small steps and for
# calls that describe the known solution. What neither says we say ourselves, and say that we do.
SOURCE: dict[Barrier, BarrierSource] = {
    Barrier.local_ownership: BarrierSource.ictc,
    Barrier.years: BarrierSource.house,
    Barrier.prior_projects: BarrierSource.ictc,
    Barrier.turnover: BarrierSource.mix,
    Barrier.insurance: BarrierSource.mix,
    Barrier.ip_forfeit: BarrierSource.ictc,
    Barrier.unpaid: BarrierSource.ictc,
    Barrier.one_language: BarrierSource.house,
    Barrier.closed_brand: BarrierSource.mix,
    Barrier.short_window: BarrierSource.ictc,
    Barrier.silence_ip: BarrierSource.ictc,
    Barrier.silence_data: BarrierSource.ictc,
    Barrier.silence_metadata: BarrierSource.ictc,
    Barrier.silence_training_data: BarrierSource.ictc,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a text a barrier stands: `text[start:end]` are its exact words."""

    kind: Barrier
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A barrier of a whole record: words at `pointer`, or a term without words (`span` is then null).

    `lang` is the language of the text, in which new words are proposed.
    """

    kind: Barrier
    severity: BarrierSeverity
    pointer: str
    lang: str
    span: tuple[int, int] | None = None
    quote: str = ""
