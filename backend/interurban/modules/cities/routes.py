from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response

from interurban.core import paging
from interurban.core.errors import (
    ConditionRequired,
    Conflict,
    Forbidden,
    NotFound,
    NotSignedIn,
    StaleEdit,
    problems,
)
from interurban.core.http import CurrentActor, IfMatch, Wanted, Write, allow, make_router
from interurban.core.schemas import Country, Page

from . import policy, service
from .schemas import BuyerOut, CityChange, CityInput, CityOut

router = make_router("cities")


class CityPage(Page[CityOut]):
    pass


@router.get(
    "/cities",
    operation_id="listCities",
    dependencies=[allow(policy.READ)],
    responses=problems(),
    summary="Cities that publish here",
)
async def list_cities(
    request: Request,
    response: Response,
    session: Write,
    languages: Wanted,
    country: Country | None = None,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> CityPage:
    cities, following = await service.listing(session, country, cursor, limit)
    response.headers.update(paging.links(request.url, following))
    items = await service.shown(session, cities, languages)
    return CityPage(items=items, next=following, total=None, facets=None)


@router.get(
    "/cities/{slug}",
    operation_id="getCity",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="One city",
)
async def get_city(response: Response, slug: str, session: Write, languages: Wanted) -> CityOut:
    city = await service.get(session, slug)
    response.headers["etag"] = service.tag(city)
    return (await service.shown(session, [city], languages))[0]


@router.post(
    "/cities",
    operation_id="createCity",
    status_code=201,
    dependencies=[allow(policy.CREATE)],
    responses=problems(NotSignedIn, Forbidden, Conflict),
    summary="Create a verified city",
)
async def create_city(
    data: CityInput, session: Write, actor: CurrentActor, response: Response, languages: Wanted
) -> CityOut:
    city = await service.create(session, actor, data)
    response.headers["etag"] = service.tag(city)
    response.headers["location"] = f"/v1/cities/{city.slug}"
    return (await service.shown(session, [city], languages))[0]


@router.patch(
    "/cities/{slug}",
    operation_id="changeCity",
    dependencies=[allow(policy.EDIT)],
    responses=problems(NotSignedIn, Forbidden, NotFound, StaleEdit, ConditionRequired),
    summary="Change one's own city",
)
async def change_city(
    response: Response,
    slug: str,
    data: CityChange,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> CityOut:
    city = await service.change(session, actor, slug, data, if_match)
    response.headers["etag"] = service.tag(city)
    return (await service.shown(session, [city], languages))[0]


@router.get(
    "/buyers/{buyer_id}",
    operation_id="getBuyer",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="A public buyer known from other portals",
)
async def get_buyer(buyer_id: UUID, session: Write) -> BuyerOut:
    return await service.buyer(session, buyer_id)
