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
from interurban.core.http import CurrentActor, IfMatch, Wanted, Write, allow, make_router
from interurban.core.schemas import Country, Currency, Page, Tax

from . import policy, service, versions
from .answers import PolicyInput, PolicyOut, PolicyVersionPage, RoutesOut
from .rules import Asked
from .ruleset import Minor
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
    "/cities/{slug}/policy",
    operation_id="getCityPolicy",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="A city's own rules on buying: thresholds, days, languages, clauses, approvals",
)
async def get_city_policy(response: Response, slug: str, session: Write) -> PolicyOut:
    found, tag = await versions.shown(session, await service.get(session, slug))
    response.headers["etag"] = tag
    return found


@router.get(
    "/cities/{slug}/policy/versions",
    operation_id="listCityPolicyVersions",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="All versions of a city's rules, newest first, each with what it changed",
)
async def list_city_policy_versions(
    request: Request,
    response: Response,
    slug: str,
    session: Write,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 20,
) -> PolicyVersionPage:
    city = await service.get(session, slug)
    items, following = await versions.listing(session, city, cursor, limit)
    response.headers.update(paging.links(request.url, following))
    return PolicyVersionPage(items=items, next=following, total=None, facets=None)


@router.post(
    "/cities/{slug}/policy/versions",
    operation_id="addCityPolicyVersion",
    status_code=201,
    dependencies=[allow(policy.EDIT_POLICY)],
    responses=problems(NotSignedIn, Forbidden, NotFound, StaleEdit, ConditionRequired),
    summary="Set new rules for one's own city",
    description="Adds a version; `If-Match` is the ETag of the city's policy. What is published keeps the "
    "version it was published under.",
)
async def add_city_policy_version(
    response: Response,
    slug: str,
    data: PolicyInput,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> PolicyOut:
    city = await service.get(session, slug)
    await versions.add(session, actor, city, data, if_match)
    found, tag = await versions.shown(session, city)
    response.headers["etag"] = tag
    response.headers["location"] = f"/v1/cities/{city.slug}/policy"
    return found


@router.get(
    "/cities/{slug}/policy/routes",
    operation_id="listAllowedRoutes",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="Which routes a city's rules allow for an amount, and because of which threshold",
    description="Of a range the upper end counts. Another currency is never converted, and where only the "
    "tax decides, the answer is unknown.",
)
async def list_allowed_routes(
    slug: str,
    session: Write,
    currency: Annotated[Currency | None, Query()] = None,
    min_minor: Annotated[Minor | None, Query()] = None,
    max_minor: Annotated[Minor | None, Query()] = None,
    tax: Tax = "unknown",
) -> RoutesOut:
    asked = Asked(currency, tax, min_minor, max_minor) if currency else None
    return await versions.routes_for(session, await service.get(session, slug), asked)


@router.get(
    "/buyers/{buyer_id}",
    operation_id="getBuyer",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="A public buyer known from other portals",
)
async def get_buyer(buyer_id: UUID, session: Write) -> BuyerOut:
    return await service.buyer(session, buyer_id)
