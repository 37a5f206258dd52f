"""Counts of every filter's values, each under all the other filters but not under its own.

One statement reads the records that fail at most one filter; each count then takes those that fail none,
or only its own.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from interurban.modules.feed.models import FeedEntry as E

from .filters import FLAG_GROUPS, NO_FACET, TEXT, Asked, conditions
from .page import Reader
from .status import status

SCALARS = ("kind", "status", "demo")
FLAGS = (*FLAG_GROUPS, "category")
FACETS = (*SCALARS, *FLAGS)
MOST_VALUES = 100


async def facets(read: Reader, asked: Asked) -> dict[str, list[tuple[str, int]]]:
    """Values and counts by facet, most frequent first; every facet is there, if only empty."""
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for facet, value, number in await read.execute(_statement(asked)):
        name, plain = (facet, value) if facet else value.split(":", 1)
        if name in found:
            found[name].append((plain, number))
    return {
        name: sorted(values, key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
        for name, values in found.items()
    }


def _statement(asked: Asked) -> CompoundSelect[Any]:
    fixed, own = _apart(asked)
    failures: ColumnElement[int] = literal(0)
    for condition in own.values():
        failures = failures + case((condition, 0), else_=1)
    failed = [(not_(condition), literal(name)) for name, condition in own.items()]
    missed = case(*failed, else_=literal("")) if failed else literal("")
    hits = (
        select(E.kind, status(asked.now).label("status"), E.demo, E.flags, missed.label("missed"))
        .where(*fixed, failures <= 1)
        .cte("hits")
    )
    return union_all(*(_scalar(hits, name) for name in SCALARS), _flags(hits, [n for n in own if n in FLAGS]))


def _scalar(hits: CTE, name: str) -> Select[*tuple[Any, ...]]:
    value = cast(hits.c[name], Text)
    return select(literal(name), value, func.count()).where(hits.c.missed.in_(("", name))).group_by(value)


def _flags(hits: CTE, filtered: list[str]) -> Select[*tuple[Any, ...]]:
    """All flags of what passes every filter, and of what fails one filter only the flags of that one."""
    flag = func.unnest(hits.c.flags).column_valued("flag")
    counted = or_(hits.c.missed == "", func.split_part(flag, ":", 1) == hits.c.missed)
    return (
        select(literal(""), flag, func.count())
        .select_from(hits)
        .where(hits.c.missed.in_(("", *filtered)), counted)
        .group_by(flag)
    )


def _apart(asked: Asked) -> tuple[list[ColumnElement[bool]], dict[str, ColumnElement[bool]]]:
    """Conditions that hold for every count, and those of one facet each."""
    fixed: list[ColumnElement[bool]] = []
    own: defaultdict[str, list[ColumnElement[bool]]] = defaultdict(list)
    for name, condition in conditions(asked):
        if name in (NO_FACET, TEXT):
            fixed.append(condition)
        else:
            own[name].append(func.coalesce(condition, False))
    return fixed, {name: and_(*found) for name, found in own.items()}
