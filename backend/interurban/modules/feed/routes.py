"""The list of challenges and the log of changes. Public, the same for everyone."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from interurban.core.errors import Unavailable, problems
from interurban.core.http import Read, allow, languages_of, make_router
from interurban.core.paging import Cursor, Limit
from interurban.core.policy import Permission
from interurban.core.schemas import Instant, Lang

from .errors import CursorExpired
from .schemas import ChangePage, FeedPage, FeedQuery
from .service import changes, listing, meaning
from .service.cached import mark

READ_FEED = Permission("feed.read", audience="anyone")
HEADERS = {"cache-control": "public, no-cache", "vary": "Accept-Language, Accept-Encoding"}
router = make_router("challenges")


@router.get(
    "/challenges",
    operation_id="listChallenges",
    dependencies=[allow(READ_FEED)],
    response_model=FeedPage,
    responses=problems(),
    summary="The feed: published records of every kind",
    description="Open records of every kind, challenges first and closing soonest; closed ones and awards by "
    "`status` and `kind`. Every filter works on `.rss`, `.atom` and `.json` too.",
)
async def list_challenges(query: Annotated[FeedQuery, Query()], request: Request, read: Read) -> Response:
    languages = wanted_languages(request, query.lang)
    near = await meaning.near(request.app.state, query)
    body, after, clock = await listing.page_json(read, query, languages, near or ())
    if near is None:  # meanings change without a word from the log
        mark(request.scope, clock)
    return Response(body, media_type="application/json", headers=HEADERS | next_link(request, after))


@router.get(
    "/changes",
    operation_id="listChanges",
    dependencies=[allow(READ_FEED)],
    response_model=ChangePage,
    responses=problems(CursorExpired, Unavailable),
    summary="Everything public that changed, in order, never skipping",
    description="Begin without a cursor (or with `since`), follow `next` to the end, keep `cursor`, and ask "
    "again from it whenever you like. The same record may come twice; `card` is always as it stands now. "
    "After a restore from a backup a cursor is answered with 410: drop what you hold and begin again.",
)
async def list_changes(
    request: Request,
    read: Read,
    cursor: Cursor = None,
    since: Annotated[
        Instant | None, Query(description="Begin at this instant; may repeat what was just before.")
    ] = None,
    limit: Limit = 50,
    lang: Annotated[Lang | None, Query(description="Language of the texts.")] = None,
) -> Response:
    body, after = await changes.page_json(read, cursor, since, limit, wanted_languages(request, lang))
    return Response(body, media_type="application/json", headers=HEADERS | next_link(request, after))


def wanted_languages(request: Request, lang: str | None) -> list[str]:
    return [lang, *languages_of(request)] if lang else languages_of(request)


def next_link(request: Request, cursor: str | None) -> dict[str, str]:
    """A `Link` relative to this host: the answer is kept, and another reader may know us by another name."""
    if cursor is None:
        return {}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return {"link": f'<{request.url.path}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'}
