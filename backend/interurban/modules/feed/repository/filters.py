"""Filters as conditions. Those that facets count carry the facet's name, so that it can leave its own out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Float, Text, Uuid, and_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from interurban.modules.feed.models import FeedEntry as E
from interurban.modules.feed.schemas import Filters
from interurban.modules.feed.words.query import TextQuery

from .status import ENDED, holds
from .write import significant_part

# Filters that are flags of an entry under the same name. Facets count them too.
FLAG_GROUPS = (
    "city",
    "buyer",
    "country",
    "language",
    "approach",
    "right",
    "ip",
    "data",
    "social",
    "funding",
    "posted_by",
    "source",
)
TEXT, NO_FACET = "q", ""


@dataclass(frozen=True, slots=True)
class Point:
    lat: float
    lon: float


class Near(NamedTuple):
    """A record that means what was asked, in whatever words; `score` is in millionths."""

    id: UUID
    score: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, with all that had to be looked up for it: the clock, the place, the text query."""

    filters: Filters
    now: datetime
    places: Sequence[str]  # folded; what the place's name may mean
    point: Point | None
    text: TextQuery | None
    near: Sequence[Near] = ()


def conditions(asked: Asked) -> list[tuple[str, ColumnElement[bool]]]:
    f = asked.filters
    named = [(TEXT, condition) for condition in _text(asked)]
    named += [(NO_FACET, condition) for condition in (*_place(asked), *_times(asked), *_budget(f))]
    for group in FLAG_GROUPS:
        named += [(group, condition) for condition in _flags(group, getattr(f, group))]
    if f.category:
        wanted = sorted({significant_part(code) for code in f.category})
        named.append(("category", E.categories.overlap(_texts(wanted))))
    if f.kind:
        named.append(("kind", E.kind.in_(f.kind)))
    if "any" not in f.status:
        named.append(("status", _status(f, asked.now)))
    if f.demo in ("only", "exclude"):
        named.append(("demo", E.demo.is_(f.demo == "only")))
    return named


def where(asked: Asked, *, but: str | None = None) -> list[ColumnElement[bool]]:
    """All conditions, leaving out the filter named."""
    return [condition for name, condition in conditions(asked) if name != but]


def matches(query: str) -> ColumnElement[bool]:
    return E.id.in_(select(found(query)))


def found(query: str) -> ColumnElement[UUID]:
    """The ids of all records whose texts match, one a row."""
    return func.feed_found(cast(query, TSQUERY), type_=Uuid())


def distance_km(point: Point) -> ColumnElement[float]:
    return func.feed_distance_km(
        cast(point.lat, Float(53)), cast(point.lon, Float(53)), E.lat, E.lon, type_=Float
    )


def _text(asked: Asked) -> list[ColumnElement[bool]]:
    if asked.filters.q is None:
        return []
    if asked.text is None:
        return [false()]
    words = matches(asked.text.matches)
    return [or_(words, E.id.in_([one.id for one in asked.near])) if asked.near else words]


def _place(asked: Asked) -> list[ColumnElement[bool]]:
    f = asked.filters
    if asked.point is not None and f.radius_km is not None:
        # One degree of latitude is 110.6 km at least; the box spares most rows the trigonometry.
        reach = f.radius_km / 110.5
        box = E.lat.between(asked.point.lat - reach, asked.point.lat + reach)
        return [box, distance_km(asked.point) <= f.radius_km]
    if f.place is not None:
        return [E.place.in_(asked.places)]
    return []


def _times(asked: Asked) -> list[ColumnElement[bool]]:
    f, found = asked.filters, []
    if f.closing_before is not None:
        found.append(E.closes_at < f.closing_before)
    if f.closing_after is not None:
        found.append(E.closes_at > f.closing_after)
    if f.closing_within is not None:
        found.append(E.closes_at.between(asked.now, asked.now + timedelta(days=f.closing_within)))
    return found


def _budget(f: Filters) -> list[ColumnElement[bool]]:
    if f.budget_min is None and f.budget_max is None:
        return []
    top = func.coalesce(E.budget_max_minor, E.budget_min_minor)
    bottom = func.coalesce(E.budget_min_minor, E.budget_max_minor)
    within: list[ColumnElement[bool]] = [E.currency == f.currency, top.is_not(None)]
    if f.budget_min is not None:
        within.append(top >= f.budget_min)
    if f.budget_max is not None:
        within.append(bottom <= f.budget_max)
    if f.budget_unknown == "exclude":
        return [and_(*within)]
    return [or_(and_(*within), E.currency.is_distinct_from(f.currency), top.is_(None))]


def _flags(group: str, values: Sequence[Any]) -> list[ColumnElement[bool]]:
    wanted = sorted({f"{group}:{value}" for value in values})
    if not wanted:
        return []
    if group == "right":  # a reader's interests add up, where other values are alternatives
        return [E.flags.contains(_texts(wanted))]
    return [E.flags.overlap(_texts(wanted))]


def _texts(values: Sequence[str]) -> ColumnElement[Any]:
    return cast(literal(list(values), ARRAY(Text)), ARRAY(Text))


def _status(f: Filters, now: datetime) -> ColumnElement[bool]:
    if not f.status:
        return or_(holds("open", now), E.kind == "award") if "award" in f.kind else holds("open", now)
    ended = [status for status in f.status if status in ENDED]
    parts = [holds(status, now) for status in f.status if status not in ENDED]
    return or_(*parts, E.ended_status.in_(ended)) if ended else or_(*parts)
