"""Drafting and publishing."""

from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response

from interurban.core import paging
from interurban.core.errors import Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import (
    CurrentActor,
    CurrentSettings,
    IfMatch,
    Wanted,
    Write,
    allow,
    make_router,
)
from interurban.modules.challenges import policy, publishing, reading, service
from interurban.modules.challenges.answers import ChallengeDetail, DraftOut, OwnChallengePage
from interurban.modules.challenges.schemas import ChallengeCreate, ChallengeInput, ChallengePatch

from .parts import EDIT_PROBLEMS, as_draft

router = make_router("challenges")


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
    responses={
        202: {"description": "Proposed; it waits for the other cities", "model": ChallengeDetail},
        **EDIT_PROBLEMS,
    },
    summary="Make a draft public, or propose it to the cities that post it together",
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
    act = await publishing.publish(session, actor, challenge_id, if_match, settings.ocid_prefix)
    response.status_code = 200 if act.done_at else 202
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
