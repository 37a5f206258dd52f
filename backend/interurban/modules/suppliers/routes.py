from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from interurban.core import paging
from interurban.core.errors import (
    ConditionRequired,
    Forbidden,
    NotFound,
    NotSignedIn,
    StaleEdit,
    problems,
)
from interurban.core.http import CurrentActor, IfMatch, Wanted, Write, allow, make_router
from interurban.core.schemas import Country

from . import policy, service
from .answers import ProfileOut, SupplierDetail, SupplierPage
from .schemas import ProfileInput

router = make_router("suppliers")


@router.get(
    "/suppliers",
    operation_id="listSuppliers",
    dependencies=[allow(policy.READ)],
    responses=problems(),
    summary="Suppliers whose profile you may see",
)
async def list_suppliers(
    request: Request,
    response: Response,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    q: Annotated[str | None, Query(max_length=100)] = None,
    country: Country | None = None,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> SupplierPage:
    items, following = await service.listing(session, actor, q, country, cursor, limit, languages)
    response.headers.update(paging.links(request.url, following))
    return SupplierPage(items=items, next=following, total=None, facets=None)


@router.get(
    "/suppliers/{supplier_id}",
    operation_id="getSupplier",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="One supplier, as far as you may see it",
)
async def get_supplier(
    supplier_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> SupplierDetail:
    return await service.detail(session, actor, supplier_id, languages)


@router.get(
    "/suppliers/{supplier_id}/profile",
    operation_id="getProfile",
    dependencies=[allow(policy.READ_PROFILE)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="One's own capability profile",
)
async def get_profile(
    response: Response, supplier_id: UUID, session: Write, actor: CurrentActor
) -> ProfileOut:
    row = await service.own(session, actor, supplier_id)
    response.headers["etag"] = service.tag(row)
    return service.profile(row)


@router.put(
    "/suppliers/{supplier_id}/profile",
    operation_id="saveProfile",
    dependencies=[allow(policy.EDIT_PROFILE)],
    responses=problems(NotSignedIn, Forbidden, NotFound, StaleEdit, ConditionRequired),
    summary="Save one's own capability profile",
)
async def save_profile(
    response: Response,
    supplier_id: UUID,
    data: ProfileInput,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> ProfileOut:
    row = await service.save(session, actor, supplier_id, data, if_match)
    response.headers["etag"] = service.tag(row)
    return service.profile(row)
