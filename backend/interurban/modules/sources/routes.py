from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response

from interurban.core import paging
from interurban.core.errors import Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import Read, allow, make_router

from . import listing, policy
from .schemas import ImportRejectPage, ImportRunPage, SourceList

router = make_router("sources")


@router.get(
    "/sources",
    operation_id="listSources",
    dependencies=[allow(policy.READ)],
    responses=problems(),
    summary="Portals whose records are here, with their licences",
)
async def list_sources(read: Read) -> SourceList:
    return await listing.sources(read)


@router.get(
    "/sources/runs",
    operation_id="listImportRuns",
    dependencies=[allow(policy.READ)],
    responses=problems(),
    summary="Imports and how far they are, newest first",
)
async def list_import_runs(
    request: Request, response: Response, read: Read, cursor: paging.Cursor = None, limit: paging.Limit = 20
) -> ImportRunPage:
    page = await listing.runs(read, cursor, limit)
    response.headers.update(paging.links(request.url, page.next))
    return page


@router.get(
    "/sources/runs/{run_id}/rejects",
    operation_id="listImportRejects",
    dependencies=[allow(policy.READ_REJECTS)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="What an import could not use, with the reasons",
)
async def list_import_rejects(
    request: Request,
    response: Response,
    run_id: UUID,
    read: Read,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> ImportRejectPage:
    page = await listing.rejects(read, run_id, cursor, limit)
    response.headers.update(paging.links(request.url, page.next))
    return page
