from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

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
from interurban.core.http import CurrentActor, IfMatch, Write, allow, languages_of, make_router
from interurban.core.schemas import Country, Lang, Page

from . import policy, service
from .schemas import BuyerOut, CityChange, CityInput, CityOut

router = make_router("cities")
Language = Annotated[Lang | None, Query(alias="lang", description="The language wanted.")]


class CityPage(Page[CityOut]):
    pass


def wanted(request: Request, lang: str | None) -> list[str]:
    return [lang] if lang else languages_of(request)


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
    country: Country | None = None,
    lang: Language = None,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> CityPage:
    cities, following = await service.listing(session, country, cursor, limit)
    response.headers.update(paging.links(request.url, following))
    items = await service.shown(session, cities, wanted(request, lang))
    return CityPage(items=items, next=following, total=None, facets=None)


@router.get(
    "/cities/{slug}",
    operation_id="getCity",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="One city",
)
async def get_city(
    request: Request, response: Response, slug: str, session: Write, lang: Language = None
) -> CityOut:
    city = await service.get(session, slug)
    response.headers["etag"] = service.tag(city)
    return (await service.shown(session, [city], wanted(request, lang)))[0]


@router.post(
    "/cities",
    operation_id="createCity",
    status_code=201,
    dependencies=[allow(policy.CREATE)],
    responses=problems(NotSignedIn, Forbidden, Conflict),
    summary="Create a verified city",
)
async def create_city(
    request: Request, data: CityInput, session: Write, actor: CurrentActor, response: Response
) -> CityOut:
    city = await service.create(session, actor, data)
    response.headers["etag"] = service.tag(city)
    response.headers["location"] = f"/v1/cities/{city.slug}"
    return (await service.shown(session, [city], languages_of(request)))[0]


@router.patch(
    "/cities/{slug}",
    operation_id="changeCity",
    dependencies=[allow(policy.EDIT)],
    responses=problems(NotSignedIn, Forbidden, NotFound, StaleEdit, ConditionRequired),
    summary="Change one's own city",
)
async def change_city(
    request: Request,
    response: Response,
    slug: str,
    data: CityChange,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> CityOut:
    city = await service.change(session, actor, slug, data, if_match)
    response.headers["etag"] = service.tag(city)
    return (await service.shown(session, [city], languages_of(request)))[0]


@router.get(
    "/buyers/{buyer_id}",
    operation_id="getBuyer",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="A public buyer known from other portals",
)
async def get_buyer(buyer_id: UUID, session: Write) -> BuyerOut:
    return await service.buyer(session, buyer_id)
