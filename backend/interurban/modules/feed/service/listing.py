"""Answers of the list: checks what is asked for together, reads a page, and makes its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, TypedDict

from pydantic_core import to_json

from interurban.core import paging
from interurban.core.errors import Invalid
from interurban.core.schemas import FieldError
from interurban.modules.feed.repository import page as pages
from interurban.modules.feed.repository import places
from interurban.modules.feed.repository.facets import facets
from interurban.modules.feed.repository.filters import Asked, Near, Point
from interurban.modules.feed.repository.page import Clock, Entry, Reader, Start
from interurban.modules.feed.schemas import FeedQuery, Filters
from interurban.modules.feed.types import Sort
from interurban.modules.feed.words.query import read as read_text

from .cards import cards_of


class PageJson(TypedDict):
    items: list[dict[str, Any]]
    by_meaning: list[str]
    next: str | None
    total: int | None
    facets: dict[str, list[dict[str, Any]]] | None


@dataclass(frozen=True, slots=True)
class Listed:
    """`clock` was read first: what is made of this may be kept until its next instant."""

    clock: Clock
    asked: Asked
    entries: list[Entry]
    next: str | None


async def page_json(
    read: Reader, query: FeedQuery, languages: Sequence[str], near: Sequence[Near] = ()
) -> tuple[bytes, str | None, Clock]:
    """The answer's bytes, the next cursor, and the clock it was read at.

    `near` are records that mean what was asked: they join a search by relevance, after its words.
    """
    found = await entries(read, query, query.sort, query.cursor, query.limit, near)
    by_meaning = await pages.without_words(read, found.asked, found.entries)
    answer: PageJson = {
        "items": await cards_of(read, found.entries, languages),
        "by_meaning": [str(one) for one in by_meaning],
        "next": found.next,
        "total": await pages.count(read, found.asked) if query.total else None,
        "facets": await _facets(read, found.asked) if query.facets else None,
    }
    return to_json(answer), found.next, found.clock


async def entries(
    read: Reader,
    filters: Filters,
    sort: Sort | None,
    cursor: str | None,
    limit: int,
    near: Sequence[Near] = (),
) -> Listed:
    """A page of entries. Raises Invalid for parameters that do not go together, and for foreign cursors."""
    sort = sort or (Sort.relevance if filters.q is not None else Sort.standard)
    _check(filters, sort)
    clock = await pages.clock(read)
    names = [] if filters.place is None else await places.meant(read, filters.place)
    asked = Asked(
        filters,
        clock.now,
        places=names,
        point=await _point(read, filters, sort, names),
        text=None if filters.q is None else read_text(filters.q),
        near=near if sort is Sort.relevance else (),
    )
    kind = f"feed.{sort}.{_mark_of(filters)}"
    start = _start(kind, cursor) if cursor else Start(clock.now)
    try:
        found, after = await pages.page(read, asked, sort, start, limit)
    except ValueError:
        raise _foreign() from None
    return Listed(clock, asked, found, _cursor(kind, after) if after else None)


async def _point(read: Reader, filters: Filters, sort: Sort, names: Sequence[str]) -> Point | None:
    if filters.lat is not None and filters.lon is not None:
        return Point(filters.lat, filters.lon)
    if filters.place is not None and (filters.radius_km is not None or sort is Sort.distance):
        return await places.locate(read, names)
    return None


async def _facets(read: Reader, asked: Asked) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{"value": value, "count": count} for value, count in values]
        for name, values in (await facets(read, asked)).items()
    }


def _check(filters: Filters, sort: Sort) -> None:
    wrong = list(_wrong(filters, sort))
    if wrong:
        fields = [FieldError(pointer=f"/query/{name}", code=code, detail=say) for name, code, say in wrong]
        raise Invalid("These parameters do not go together as they are.", errors=fields)


def _wrong(filters: Filters, sort: Sort) -> list[tuple[str, str, str]]:
    f, found = filters, []
    if (f.lat is None) != (f.lon is None):
        found.append(("lon" if f.lon is None else "lat", "missing", "lat and lon come together."))
    located = f.lat is not None or f.place is not None
    if f.place is not None and f.lat is not None:
        found.append(("place", "conflict", "Give place, or lat and lon."))
    if f.radius_km is not None and not located:
        found.append(("lat", "missing", "A radius needs lat and lon, or place."))
    if f.currency is None and (f.budget_min is not None or f.budget_max is not None):
        found.append(("currency", "missing", "A budget names its currency; nothing is converted."))
    if f.budget_min is not None and f.budget_max is not None and f.budget_min > f.budget_max:
        found.append(("budget_max", "order", "budget_max is below budget_min."))
    if sort is Sort.budget and f.currency is None:
        found.append(("currency", "missing", "The order by budget names its currency."))
    if sort is Sort.distance and not located:
        found.append(("lat", "missing", "The order by distance needs lat and lon, or place."))
    if sort is Sort.relevance and f.q is None:
        found.append(("q", "missing", "The order by relevance needs words to be relevant to."))
    return found


def _mark_of(filters: Filters) -> str:
    """A cursor only goes on with the filters it began with: they decide what its segments are."""
    return blake2b(filters.model_dump_json(include=_FILTERS).encode(), digest_size=6).hexdigest()


_FILTERS = set(Filters.model_fields)


def _cursor(kind: str, start: Start) -> str:
    assert start.keys is not None
    return paging.encode(kind, [start.as_of.isoformat(), start.segment, start.ranked, list(start.keys)])


def _start(kind: str, cursor: str) -> Start:
    as_of, segment, ranked, keys = paging.decode(kind, cursor, 4)
    try:
        moment = datetime.fromisoformat(as_of)
        if type(segment) is not int or not isinstance(ranked, bool | None) or not isinstance(keys, list):
            raise ValueError
    except (ValueError, TypeError):
        raise _foreign() from None
    if moment.tzinfo is None:
        raise _foreign()
    return Start(moment, segment, keys, ranked)


def _foreign() -> Invalid:
    field = FieldError(pointer="/query/cursor", code="cursor", detail="Leave it out to start again.")
    return Invalid("This cursor does not belong to this list; start again without it.", errors=[field])
