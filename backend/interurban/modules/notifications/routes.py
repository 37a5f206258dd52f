from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from interurban.core import paging
from interurban.core.errors import Forbidden, ForeignOrigin, NotSignedIn, problems
from interurban.core.http import CurrentActor, Write, allow, make_router

from . import policy
from .schemas import MarkRead, NotificationPage
from .service import notices

router = make_router("notifications")


@router.get(
    "/notifications",
    operation_id="listNotifications",
    dependencies=[allow(policy.READ)],
    responses=problems(NotSignedIn, Forbidden),
    summary="One's own notices, newest first",
)
async def list_notifications(
    request: Request,
    response: Response,
    session: Write,
    actor: CurrentActor,
    unread: Annotated[bool, Query(description="Only those not read yet.")] = False,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> NotificationPage:
    page = await notices.own(session, actor, cursor, limit, unread=unread)
    response.headers.update(paging.links(request.url, page.next))
    return page


@router.post(
    "/notifications/read",
    operation_id="markNotificationsRead",
    status_code=204,
    dependencies=[allow(policy.MARK)],
    responses=problems(NotSignedIn, Forbidden, ForeignOrigin),
    summary="Mark notices as read",
)
async def mark_read(data: MarkRead, session: Write, actor: CurrentActor) -> None:
    await notices.mark_read(session, actor, data.ids)
