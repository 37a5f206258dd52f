"""Counts of every filter's values, each under all the other filters but not under its own.

One pass counts the flags of what passes every filter. Each filter that is set needs one more, without it
and only for its own values; so does the status, which is no flag because it follows the clock. Asking for
awards lifts the usual "only what is open" from them, so they are counted by themselves where it applies.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, literal, select, union, union_all

from interurban.modules.feed.models import FeedEntry as E

from .filters import FLAG_GROUPS, TEXT, Asked, conditions, found
from .page import Reader
from .status import status

STATUS, KIND, AWARD = "status", "kind", "award"
EVERY = "*"
FACETS = (STATUS, KIND, "demo", *FLAG_GROUPS, "category")
MOST_VALUES = 100


async def facets(read: Reader, asked: Asked) -> dict[str, list[tuple[str, int]]]:
    """Values and counts by facet, most frequent first; every facet is there, if only empty."""
    counted: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    filtered = {name for name, _ in conditions(asked)}
    for own, flag, number in await read.execute(_statement(asked, filtered)):
        name, value = flag.split(":", 1)
        # What passes every filter says nothing of a filter that is set: its own pass does.
        if name in counted and number and (own == name or (own == EVERY and name not in filtered)):
            counted[name].append((value, number))
    return {
        name: sorted(values, key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
        for name, values in counted.items()
    }


def _statement(asked: Asked, filtered: Iterable[str]) -> CompoundSelect[Any]:
    # The text is searched once for all passes.
    hits = _hits(asked).cte("hits") if asked.text else None

    def under(*own: str) -> list[ColumnElement[bool]]:
        rest = [c for name, c in conditions(asked) if name not in own and (name != TEXT or hits is None)]
        return [*rest, *([E.id.in_(select(hits.c.id))] if hits is not None else [])]

    passes = [_flags(EVERY, under()), _status(asked, under(STATUS))]
    if not asked.filters.status and AWARD not in asked.filters.kind:
        passes.append(_awards(under(STATUS, KIND)))
    passes += [_flags(own, under(own)) for own in sorted(filtered) if own in FACETS and own != STATUS]
    return union_all(*passes)


def _hits(asked: Asked) -> Select[Any] | CompoundSelect[Any]:
    assert asked.text is not None
    words = select(found(asked.text.matches).label("id"))
    if not asked.near:
        return words
    return union(words, select(E.id).where(E.id.in_([one.id for one in asked.near])))


def _status(asked: Asked, where: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    value = literal("status:") + status(asked.now)
    return select(literal(STATUS), value, func.count()).where(*where).group_by(value)


def _awards(where: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    return select(literal(KIND), literal(f"{KIND}:{AWARD}"), func.count()).where(*where, E.kind == AWARD)


def _flags(own: str, where: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Numbers by flag; only those of the filter `own`, unless it is every one."""
    flag = func.unnest(E.flags).column_valued("flag", joins_implicitly=True)
    mine = [] if own == EVERY else [func.starts_with(flag, f"{own}:")]
    return select(literal(own), flag, func.count()).select_from(E).where(*where, *mine).group_by(flag)
