"""Places by name: under which names they are known, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import to_json
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from interurban.core.text import fold
from interurban.modules.feed.models import FeedEntry as E
from interurban.modules.feed.models import PlaceName

from .filters import Point

LONGEST_NAME = 120  # as long as a request may ask for

# In the order of the key, so that two imports never wait for each other.
_KEEP = text("""
INSERT INTO place_names (name, place)
SELECT name, place FROM json_to_recordset(CAST(:rows AS json)) AS r (name text, place text)
ORDER BY name, place ON CONFLICT DO NOTHING RETURNING name
""")


async def keep(session: AsyncSession, names: Mapping[str, Iterable[str]]) -> bool:
    """Other names by the name that records show; whether one of them is new. What is kept already stays."""
    pairs = {
        (other, place)
        for shown, others in names.items()
        for place in (fold(shown.strip()),)
        for other in map(fold, others)
        if other and other != place and len(other) <= LONGEST_NAME
    }
    if not pairs:
        return False
    rows = to_json([{"name": name, "place": place} for name, place in pairs]).decode()
    return (await session.execute(_KEEP, {"rows": rows})).first() is not None


async def meant(read: AsyncConnection | AsyncSession, name: str) -> list[str]:
    """The places of the feed, folded, that somebody may mean by this name."""
    asked = fold(name.strip())
    found = await read.execute(select(PlaceName.place).where(PlaceName.name == asked))
    return [asked, *found.scalars()]


async def locate(read: AsyncConnection | AsyncSession, places: Sequence[str]) -> Point | None:
    """The point most records of these places share."""
    found = (
        await read.execute(
            select(E.lat, E.lon)
            .where(E.place.in_(places), E.lat.is_not(None), E.lon.is_not(None))
            .group_by(E.lat, E.lon)
            .order_by(func.count().desc(), E.lat, E.lon)
            .limit(1)
        )
    ).first()
    return Point(found.lat, found.lon) if found else None
