"""RSS 2.0, Atom and JSON Feed 1.1 of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from interurban.core.errors import problems
from interurban.core.http import CurrentSettings, Read, allow, languages_of, make_router
from interurban.core.policy import Permission
from interurban.core.settings import Settings
from interurban.modules.feed import public as feed

from . import service
from .schemas import JsonFeed, SyndicationQuery

READ = Permission("exchange.read", audience="anyone")
HEADERS = {"cache-control": "public, no-cache", "vary": "Accept-Language, Accept-Encoding"}
router = make_router("exchange")


class FeedJson(JSONResponse):
    media_type = "application/feed+json"


Write = Callable[[list[service.Item], service.Address, str], bytes]


def _document(media_type: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"type": "string"}}}
    return {200: {"description": "The feed", "content": content}, **problems()}


@router.get(
    "/challenges.rss",
    operation_id="getChallengesRss",
    dependencies=[allow(READ)],
    response_class=Response,
    responses=_document("application/rss+xml"),
    summary="The list as RSS 2.0",
)
async def get_rss(
    query: Annotated[SyndicationQuery, Query()], request: Request, read: Read, settings: CurrentSettings
) -> Response:
    return await _answer(query, request, read, settings, service.rss, "application/rss+xml")


@router.get(
    "/challenges.atom",
    operation_id="getChallengesAtom",
    dependencies=[allow(READ)],
    response_class=Response,
    responses=_document("application/atom+xml"),
    summary="The list as Atom",
)
async def get_atom(
    query: Annotated[SyndicationQuery, Query()], request: Request, read: Read, settings: CurrentSettings
) -> Response:
    return await _answer(query, request, read, settings, service.atom, "application/atom+xml")


@router.get(
    "/challenges.json",
    operation_id="getChallengesJsonFeed",
    dependencies=[allow(READ)],
    response_class=FeedJson,
    response_model=JsonFeed,
    responses=problems(),
    summary="The list as JSON Feed 1.1",
)
async def get_json_feed(
    query: Annotated[SyndicationQuery, Query()], request: Request, read: Read, settings: CurrentSettings
) -> Response:
    return await _answer(query, request, read, settings, service.json_feed, "application/feed+json")


async def _answer(
    query: SyndicationQuery,
    request: Request,
    read: Read,
    settings: Settings,
    write: Write,
    media_type: str,
) -> Response:
    if query.demo is None:
        query.demo = "exclude"
    languages = [query.lang, *languages_of(request)] if query.lang else languages_of(request)
    listing = await feed.listed(read, query, query.sort, languages, cursor=query.cursor, limit=query.limit)
    address = service.Address(
        origin=settings.origin,
        here=_url(settings, request, query.cursor),
        next=_url(settings, request, listing.next) if listing.next else None,
    )
    body = write(service.items_of(listing, settings.origin), address, (languages or ["en"])[0])
    feed.mark(request.scope, listing.clock)
    return Response(body, media_type=media_type, headers=HEADERS)


def _url(settings: Settings, request: Request, cursor: str | None) -> str:
    """The feed's own address under the public origin, whatever name this request came by."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    query = urlencode([*kept, *([("cursor", cursor)] if cursor else [])])
    return f"{settings.origin}{request.url.path}{'?' + query if query else ''}"
