"""What the routes of challenges share: the problems of an edit, the object store, a draft as its answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import (
    ConditionRequired,
    Conflict,
    Forbidden,
    NotFound,
    NotSignedIn,
    StaleEdit,
    problems,
)
from interurban.modules.challenges import service
from interurban.modules.challenges.answers import DraftOut
from interurban.modules.challenges.models import Challenge

EDIT_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound, Conflict, StaleEdit, ConditionRequired)


def store_of(request: Request) -> ObjectStore:
    store: ObjectStore = request.app.state.files
    return store


Store = Annotated[ObjectStore, Depends(store_of)]


async def as_draft(session: AsyncSession, row: Challenge, actor: Actor, response: Response) -> DraftOut:
    found, tag = await service.draft(session, actor, row.id)
    response.headers["etag"] = tag
    return found
