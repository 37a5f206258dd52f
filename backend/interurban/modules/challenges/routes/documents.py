"""Files on a challenge."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import obstore
from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from interurban.core.errors import NotFound, TooLarge, UnsupportedMedia, problems
from interurban.core.http import CurrentActor, Write, allow, make_router
from interurban.modules.challenges import files, policy, reading
from interurban.modules.challenges.answers import FileList, FileOut

from .parts import EDIT_PROBLEMS, Store

router = make_router("challenges")


@router.get(
    "/challenges/{challenge_id}/documents",
    operation_id="listDocuments",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="Files on a challenge, and how many more may be added",
)
async def list_documents(challenge_id: UUID, session: Write, actor: CurrentActor) -> FileList:
    await reading.visible(session, actor, challenge_id)
    return await files.listing(session, challenge_id)


@router.post(
    "/challenges/{challenge_id}/documents",
    operation_id="addDocument",
    status_code=201,
    dependencies=[allow(policy.EDIT)],
    responses={**EDIT_PROBLEMS, **problems(TooLarge, UnsupportedMedia)},
    summary="Add a file; the body is the file itself",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def add_document(
    request: Request,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    store: Store,
    name: Annotated[str, Query(min_length=1, max_length=150)],
) -> FileOut:
    return await files.add(session, store, actor, challenge_id, name, request.stream())


@router.delete(
    "/challenges/{challenge_id}/documents/{file_id}",
    operation_id="removeDocument",
    status_code=204,
    dependencies=[allow(policy.EDIT)],
    responses=EDIT_PROBLEMS,
    summary="Remove a file from a draft",
)
async def remove_document(
    challenge_id: UUID, file_id: UUID, session: Write, actor: CurrentActor, store: Store
) -> None:
    await files.remove(session, store, actor, challenge_id, file_id)


@router.get(
    "/challenges/{challenge_id}/documents/{file_id}",
    operation_id="getDocument",
    dependencies=[allow(policy.READ)],
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The file, as an attachment",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        },
        **problems(NotFound),
    },
    summary="One file",
)
async def get_document(
    challenge_id: UUID, file_id: UUID, session: Write, actor: CurrentActor, store: Store
) -> StreamingResponse:
    await reading.visible(session, actor, challenge_id)
    file = await files.find(session, challenge_id, file_id)
    found = await obstore.get_async(store, file.key)
    return StreamingResponse(found.stream(), media_type=file.media_type, headers=files.headers(file))
