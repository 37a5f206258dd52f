from __future__ import annotations

from typing import Annotated
from uuid import UUID

import obstore
from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from obstore.store import ObjectStore

from interurban.core import paging
from interurban.core.errors import (
    ConditionRequired,
    Conflict,
    Forbidden,
    NotFound,
    NotSignedIn,
    StaleEdit,
    TooLarge,
    UnsupportedMedia,
    problems,
)
from interurban.core.http import (
    CurrentActor,
    CurrentSettings,
    IfMatch,
    Wanted,
    Write,
    allow,
    make_router,
)

from . import files, policy, reading, service
from .answers import (
    ChallengeDetail,
    DraftOut,
    FileList,
    FileOut,
    OwnChallengePage,
    ParticipationList,
)
from .models import Challenge
from .schemas import ChallengeCreate, ChallengeInput, ChallengePatch

router = make_router("challenges")
EDIT_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound, Conflict, StaleEdit, ConditionRequired)


def store_of(request: Request) -> ObjectStore:
    store: ObjectStore = request.app.state.files
    return store


Store = Annotated[ObjectStore, Depends(store_of)]


async def as_draft(session: Write, row: Challenge, actor: CurrentActor, response: Response) -> DraftOut:
    found, tag = await service.draft(session, actor, row.id)
    response.headers["etag"] = tag
    return found


@router.get(
    "/challenges/{challenge_id}",
    operation_id="getChallenge",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="One challenge in the reader's language",
)
async def get_challenge(
    response: Response,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
) -> ChallengeDetail:
    found, tag = await reading.detail(session, actor, challenge_id, languages)
    response.headers["etag"] = tag
    return found


@router.get(
    "/challenges/{challenge_id}/participations",
    operation_id="listParticipations",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="The cities of a challenge and their parts",
)
async def list_participations(
    challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> ParticipationList:
    row, _ = await reading.visible(session, actor, challenge_id)
    return ParticipationList(items=await reading.participations(session, row, languages))


@router.get(
    "/organisations/{organisation_id}/challenges",
    operation_id="listOwnChallenges",
    dependencies=[allow(policy.READ_DRAFT)],
    responses=problems(NotSignedIn, Forbidden),
    summary="A city's own challenges, drafts included",
)
async def list_own_challenges(
    request: Request,
    response: Response,
    organisation_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> OwnChallengePage:
    items, following = await service.listing(session, actor, organisation_id, cursor, limit, languages)
    response.headers.update(paging.links(request.url, following))
    return OwnChallengePage(items=items, next=following, total=None, facets=None)


@router.post(
    "/challenges",
    operation_id="createChallenge",
    status_code=201,
    dependencies=[allow(policy.DRAFT)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="Start a draft",
)
async def create_challenge(
    response: Response, data: ChallengeCreate, session: Write, actor: CurrentActor
) -> DraftOut:
    plain = ChallengeInput(**{name: getattr(data, name) for name in ChallengeInput.model_fields})
    row = await service.create(session, actor, data.organisation_id, plain)
    response.headers["location"] = f"/v1/challenges/{row.id}"
    return await as_draft(session, row, actor, response)


@router.get(
    "/challenges/{challenge_id}/draft",
    operation_id="getDraft",
    dependencies=[allow(policy.READ_DRAFT)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="Everything the city wrote, and what publication still needs",
)
async def get_draft(response: Response, challenge_id: UUID, session: Write, actor: CurrentActor) -> DraftOut:
    found, tag = await service.draft(session, actor, challenge_id)
    response.headers["etag"] = tag
    return found


@router.patch(
    "/challenges/{challenge_id}",
    operation_id="changeChallenge",
    dependencies=[allow(policy.EDIT)],
    responses=EDIT_PROBLEMS,
    summary="Change a draft",
)
async def change_challenge(
    response: Response,
    challenge_id: UUID,
    data: ChallengePatch,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> DraftOut:
    row = await service.change(session, actor, challenge_id, data, if_match)
    return await as_draft(session, row, actor, response)


@router.post(
    "/challenges/{challenge_id}/submit",
    operation_id="submitChallenge",
    dependencies=[allow(policy.EDIT)],
    responses=EDIT_PROBLEMS,
    summary="Hand a draft to colleagues for review, or take it back",
)
async def submit_challenge(
    response: Response, challenge_id: UUID, session: Write, actor: CurrentActor, if_match: IfMatch = None
) -> DraftOut:
    row = await service.submit(session, actor, challenge_id, if_match)
    return await as_draft(session, row, actor, response)


@router.post(
    "/challenges/{challenge_id}/publish",
    operation_id="publishChallenge",
    dependencies=[allow(policy.PUBLISH)],
    responses=EDIT_PROBLEMS,
    summary="Make a draft public",
)
async def publish_challenge(
    response: Response,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    settings: CurrentSettings,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    await service.publish(session, actor, challenge_id, if_match, settings.ocid_prefix)
    found, tag = await reading.detail(session, actor, challenge_id, languages)
    response.headers["etag"] = tag
    return found


@router.delete(
    "/challenges/{challenge_id}",
    operation_id="deleteDraft",
    status_code=204,
    dependencies=[allow(policy.EDIT)],
    responses=EDIT_PROBLEMS,
    summary="Remove a draft",
)
async def delete_draft(
    challenge_id: UUID, session: Write, actor: CurrentActor, if_match: IfMatch = None
) -> None:
    await service.delete(session, actor, challenge_id, if_match)


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
