"""Cities: created by the platform after verification, kept by their own admins."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, paging
from interurban.core.actor import Actor
from interurban.core.database import database_now
from interurban.core.errors import NotFound
from interurban.core.http import etag, require_match
from interurban.core.policy import Resource, require
from interurban.core.text import choose
from interurban.modules.feed import public as feed
from interurban.modules.identity import public as identity

from . import policy, repository
from .errors import SlugTaken
from .models import Buyer, City
from .schemas import BuyerOut, CityChange, CityInput, CityOut


def tag(city: City) -> str:
    return etag("city", city.id, city.version)


async def create(session: AsyncSession, actor: Actor, data: CityInput, *, demo: bool = False) -> City:
    """A verified city with its organisation. Its first admin is then invited as a member."""
    require(actor, policy.CREATE, Resource())
    name = _own_name(data.name, data.original_language)
    organisation = await identity.create_organisation(session, "city", name, demo=demo, slug=data.slug)
    fields = data.model_dump(exclude={"name"})
    city = City(
        id=organisation, names=data.name, verified_at=await database_now(session), demo=demo, **fields
    )
    try:
        async with session.begin_nested():
            session.add(city)
    except IntegrityError as error:
        raise SlugTaken(f"Choose another address than {data.slug}.") from error
    await feed.change(session, "city", city.id, "upsert")
    await audit.record(session, actor, city.id, "city.created", {"slug": city.slug})
    await session.refresh(city)
    return city


def _own_name(names: dict[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()))


async def change(
    session: AsyncSession, actor: Actor, slug: str, data: CityChange, if_match: str | None
) -> City:
    city = await get(session, slug)
    require(actor, policy.EDIT, Resource(organisation_id=city.id))
    require_match(if_match, tag(city))
    changed = data.model_dump(exclude_unset=True, exclude_none=True)
    if "name" in changed:
        city.names = changed.pop("name")
        await identity.rename_organisation(session, city.id, _own_name(city.names, city.original_language))
    for field, value in changed.items():
        setattr(city, field, value)
    city.version += 1
    await feed.change(session, "city", city.id, "upsert")
    await audit.record(session, actor, city.id, "city.changed", {"fields": sorted(data.model_fields_set)})
    return city


async def get(session: AsyncSession, slug: str) -> City:
    city = await repository.by_slug(session, slug)
    if city is None:
        raise NotFound("There is no city at this address.")
    return city


async def listing(
    session: AsyncSession, country: str | None, cursor: str | None, limit: int
) -> tuple[list[City], str | None]:
    after = None
    if cursor:
        slug, key = paging.decode("cities", cursor, 2)
        after = (slug, UUID(key))
    cities = await repository.page(session, country, after, limit + 1)
    more = cities[limit:]
    shown = cities[:limit]
    return shown, paging.encode("cities", [shown[-1].slug, shown[-1].id]) if more else None


async def shown(session: AsyncSession, cities: Sequence[City], languages: Sequence[str]) -> list[CityOut]:
    counts = await feed.open_counts(session, [city.slug for city in cities])
    return [_out(city, languages, counts.get(city.slug, 0)) for city in cities]


def _out(city: City, languages: Sequence[str], open_challenges: int) -> CityOut:
    name = choose(city.names, languages, city.original_language)
    assert name is not None  # a city without a name is refused
    kept = ("id", "slug", "names", "languages", "original_language", "country", "region", "timezone")
    more = ("lat", "lon", "population", "website", "line", "demo", "verified_at")
    return CityOut(
        **{field: getattr(city, field) for field in (*kept, *more)},
        name=name,
        about=choose(city.about, languages, city.original_language),
        open_challenges=open_challenges,
    )


async def buyer(session: AsyncSession, buyer_id: UUID) -> BuyerOut:
    found = await session.get(Buyer, buyer_id)
    if found is None:
        raise NotFound("There is no buyer with this id.")
    fields = BuyerOut.model_fields.keys() - {"city_slug"}
    return BuyerOut(
        **{name: getattr(found, name) for name in fields},
        city_slug=await repository.slug_of(session, found.city_id),
    )
