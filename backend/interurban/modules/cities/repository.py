"""Queries on cities and buyers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from .models import Buyer, City
from .types import BuyerFacts, CityFacts

Reader = AsyncConnection | AsyncSession

_FACTS = (
    City.id,
    City.slug,
    City.names,
    City.original_language,
    City.languages,
    City.country,
    City.timezone,
    City.lat,
    City.lon,
    City.line,
    City.demo,
)


async def city_facts(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, CityFacts]:
    rows = await reader.execute(select(*_FACTS).where(City.id.in_(ids)))
    return {row.id: CityFacts(**{**row._mapping, "languages": tuple(row.languages)}) for row in rows}


async def buyer_facts(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, BuyerFacts]:
    columns = (Buyer.id, Buyer.name, Buyer.country, Buyer.locality, Buyer.lat, Buyer.lon)
    rows = await reader.execute(select(*columns).where(Buyer.id.in_(ids)))
    return {row.id: BuyerFacts(**row._mapping) for row in rows}


async def by_slug(session: AsyncSession, slug: str) -> City | None:
    return (await session.scalars(select(City).where(City.slug == slug))).first()


async def page(
    session: AsyncSession, country: str | None, after: tuple[str, UUID] | None, limit: int
) -> list[City]:
    query = select(City).order_by(City.slug, City.id).limit(limit)
    if country is not None:
        query = query.where(City.country == country)
    if after is not None:
        query = query.where(tuple_(City.slug, City.id) > tuple_(*after))
    return list(await session.scalars(query))


async def slug_of(reader: Reader, city_id: UUID | None) -> str | None:
    if city_id is None:
        return None
    slug: str | None = (await reader.execute(select(City.slug).where(City.id == city_id))).scalar()
    return slug


async def id_of(reader: Reader, slug: str) -> UUID | None:
    found: UUID | None = (await reader.execute(select(City.id).where(City.slug == slug))).scalar()
    return found
