"""How many open records a city has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from interurban.modules.feed.models import FeedEntry as E

from .page import Reader
from .status import holds


async def open_counts(read: Reader, slugs: Sequence[str]) -> dict[str, int]:
    """By the city's slug, leading or co-posting; cities without an open record are left out."""
    now = (await read.execute(select(func.clock_timestamp()))).scalar_one()
    wanted = {f"city:{slug}": slug for slug in slugs}
    open_flags = (
        select(func.unnest(E.flags).label("flag"))
        .where(E.flags.overlap(list(wanted)), holds("open", now))
        .subquery()
    )
    flag = open_flags.c.flag
    query = select(flag, func.count()).where(flag.in_(wanted)).group_by(flag)
    return {wanted[row[0]]: row[1] for row in await read.execute(query)}
