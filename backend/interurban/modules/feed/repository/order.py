"""Orders of the list. Each is a row of segments, read one after the other until a page is full.

A segment is a condition and one sort key, so that it follows an index, and a page in the middle costs what
the first one does. Which segment a record is in depends on the time; a cursor therefore keeps the instant
of the first page, and going on from it neither repeats nor skips a record whose deadline passed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    SmallInteger,
    SQLColumnExpression,
    Uuid,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.types import TypeEngine

from interurban.modules.feed.models import FeedEntry as E
from interurban.modules.feed.types import Sort

from .filters import TEXT, Asked, distance_km, matches, where
from .status import has_opened, holds, live

# Beyond this many hits of one tier their rank is not worked out: it needs each record's whole search vector.
MOST_RANKED = 500


@dataclass(frozen=True, slots=True)
class Key:
    """`read` checks a value that comes back in a cursor; it raises ValueError for anything else."""

    expression: SQLColumnExpression[Any]
    type_: TypeEngine[Any]
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Segment:
    """`hits` are the records of a tier of a text search, under all filters."""

    condition: ColumnElement[bool]
    keys: tuple[Key, ...]
    descending: bool = False
    hits: CTE | None = None
    ranked: ColumnElement[bool] = field(default_factory=true)


def _instant(value: Any) -> str:
    """Text of a timestamptz as PostgreSQL writes it; `infinity` has no Python datetime."""
    if not isinstance(value, str):
        raise ValueError
    if value != "infinity":
        datetime.fromisoformat(value)
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or abs(value) >= 2**63:
        raise ValueError
    return value


def _small(value: Any) -> int:
    if _integer(value) not in range(10):
        raise ValueError
    return int(value)


_TIMESTAMP = DateTime(timezone=True)
_RANK = Key(E.kind_rank, SmallInteger(), _small)
_CLOSES = Key(E.closes_sort, _TIMESTAMP, _instant)
_OPENS = Key(E.opens_at, _TIMESTAMP, _instant)
_PUBLISHED = Key(E.published_at, _TIMESTAMP, _instant)


def segments(sort: Sort, asked: Asked, as_of: datetime) -> list[Segment]:
    match sort:
        case Sort.standard:
            return _standard(asked, as_of)
        case Sort.closing:
            ahead = and_(live(), E.closes_sort > as_of)
            return [Segment(ahead, (_CLOSES,)), Segment(not_(ahead), (_CLOSES,), descending=True)]
        case Sort.newest:
            return [Segment(true(), (_PUBLISHED,), descending=True)]
        case Sort.budget:
            top = func.coalesce(E.budget_max_minor, E.budget_min_minor)
            known = and_(E.currency.is_not_distinct_from(asked.filters.currency), top.is_not(None))
            first = Segment(known, (Key(top, BigInteger(), _integer),), descending=True)
            return [first, Segment(not_(known), (_PUBLISHED,), descending=True)]
        case Sort.distance:
            if asked.point is None:  # a place that nothing is in
                return []
            located = and_(E.lat.is_not(None), E.lon.is_not(None))
            metres = cast(func.round(distance_km(asked.point) * 1_000), Integer)
            nearest = Segment(located, (Key(metres, Integer(), _integer),))
            return [nearest, Segment(not_(located), (_PUBLISHED,), descending=True)]
        case Sort.relevance:
            return [*(_tier(asked, tier) for tier in asked.text.tiers), *_near(asked)] if asked.text else []


def _standard(asked: Asked, as_of: datetime) -> list[Segment]:
    """Open (challenges first, closing soonest), then what is to come, then the past, newest first."""
    wanted = set(asked.filters.status) or {"open"}
    opened = holds("open", as_of)
    planned = holds("planned", as_of)
    found = []
    if wanted & {"open", "any"}:
        found.append(Segment(opened, (_RANK, _CLOSES)))
    if wanted & {"planned", "any"}:
        found.append(Segment(planned, (_RANK, _OPENS)))
    if wanted - {"open", "planned"} or "award" in asked.filters.kind:
        past = or_(not_(live()), and_(E.closes_sort <= as_of, has_opened(as_of)))
        found.append(Segment(past, (_PUBLISHED,), descending=True))
    return found


def _tier(asked: Asked, tier: str) -> Segment:
    """Ranked by how well the words as written fit, where few enough hits make that worth its price."""
    assert asked.text is not None
    hits = select(E.id).where(matches(tier), *where(asked, but=TEXT)).cte("hits")
    few = select(func.count() <= MOST_RANKED).select_from(hits).scalar_subquery()
    return ranked_by(asked, Segment(E.id == hits.c.id, (), descending=True, hits=hits, ranked=few))


def _near(asked: Asked) -> list[Segment]:
    """What has the meaning and not the words comes after all that has the words."""
    if not asked.near or asked.text is None:
        return []
    ids, scores = zip(*asked.near, strict=True)
    given = (
        func.unnest(cast(literal(list(ids), ARRAY(Uuid)), ARRAY(Uuid)), cast(list(scores), ARRAY(Integer)))
        .table_valued(column("id", Uuid), column("score", Integer), name="near")
        .render_derived()
    )
    condition = and_(E.id == given.c.id, not_(matches(asked.text.matches)))
    return [Segment(condition, (Key(given.c.score, Integer(), _integer),), descending=True)]


def ranked_by(asked: Asked, segment: Segment, known: bool | None = None) -> Segment:
    """The tier with its key. `known` is what its first page found: the order must not change on the way."""
    assert asked.text is not None
    ranked = segment.ranked if known is None else literal(known)
    worth = cast(func.ts_rank(E.search, cast(asked.text.words, TSQUERY), 1) * 1_000_000, Integer)
    key = Key(case((ranked, worth), else_=0), Integer(), _integer)
    return replace(segment, keys=(key,), ranked=ranked)


def after(segment: Segment, values: Sequence[Any]) -> ColumnElement[bool]:
    """The keyset condition. `values` are those of the segment's keys, then the id, as a cursor had them.

    Raises ValueError when they are not what the keys take.
    """
    if len(values) != len(segment.keys) + 1:
        raise ValueError
    left = tuple_(*(key.expression for key in segment.keys), E.id)
    given = [cast(key.read(value), key.type_) for key, value in zip(segment.keys, values, strict=False)]
    right = tuple_(*given, cast(UUID(str(values[-1])), Uuid()))
    return left < right if segment.descending else left > right


def order_by(segment: Segment, *, by_index: bool) -> list[ColumnElement[Any]]:
    """Without `by_index` no index can give the order, so that a text query is answered by its own index.

    The planner would otherwise walk the order and test every record's text, betting on finding enough soon.
    """
    found: list[ColumnElement[Any]] = []
    for sorted_by in (*(key.expression for key in segment.keys), E.id):
        expression = sorted_by if by_index else func.coalesce(sorted_by, sorted_by)
        found.append(expression.desc() if segment.descending else expression.asc())
    return found
