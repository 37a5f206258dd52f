"""How many open records a city has."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from interurban.modules.feed.models import FeedEntry as E

from .page import Reader
from .status import holds


async def open_counts(read: Reader, city_ids: Sequence[UUID]) -> dict[UUID, int]:
    """By city, leading or co-posting; cities without an open record are left out."""
    now = (await read.execute(select(func.clock_timestamp()))).scalar_one()
    each = func.unnest(E.city_ids).column_valued("city_id")
    query = (
        select(each, func.count())
        .select_from(E, each)
        .where(E.city_ids.overlap(list(city_ids)), holds("open", now))
        .group_by(each)
    )
    return {row[0]: row[1] for row in await read.execute(query) if row[0] in set(city_ids)}
