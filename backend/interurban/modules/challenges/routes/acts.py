"""What cities approve together: reading it, approving it, objecting to it."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from interurban.core.errors import Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, IfMatch, Write, allow, make_router
from interurban.modules.challenges import acts, joint, policy, repository, standing
from interurban.modules.challenges.answers import ActList, ActOut
from interurban.modules.challenges.schemas import ApproveInput, ReasonInput

from .parts import EDIT_PROBLEMS

router = make_router("participations")
READ_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound)


@router.get(
    "/challenges/{challenge_id}/acts",
    operation_id="listActs",
    dependencies=[allow(policy.READ_DRAFT)],
    responses=READ_PROBLEMS,
    summary="What was proposed to the cities of a challenge, and who has approved it",
)
async def list_acts(challenge_id: UUID, session: Write, actor: CurrentActor) -> ActList:
    await standing.live_reader(session, actor, challenge_id)
    parts = await repository.participations(session, challenge_id)
    return ActList(items=await joint.acts_of(session, actor, challenge_id, parts))


@router.get(
    "/challenges/{challenge_id}/acts/{act_id}",
    operation_id="getAct",
    dependencies=[allow(policy.READ_DRAFT)],
    responses=READ_PROBLEMS,
    summary="One proposal; its ETag is what an approval names",
)
async def get_act(
    response: Response, challenge_id: UUID, act_id: UUID, session: Write, actor: CurrentActor
) -> ActOut:
    found, response.headers["etag"] = await joint.one_act(session, actor, challenge_id, act_id)
    return found


@router.post(
    "/challenges/{challenge_id}/acts/{act_id}/approve",
    operation_id="approveAct",
    dependencies=[allow(policy.APPROVE)],
    responses=EDIT_PROBLEMS,
    summary="Approve for one's city exactly what was read; the last city's approval carries it out",
)
async def approve_act(
    response: Response,
    challenge_id: UUID,
    act_id: UUID,
    data: ApproveInput,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> ActOut:
    await acts.get(session, actor, challenge_id, act_id)
    await acts.approve(session, actor, act_id, if_match, office=data.office)
    found, response.headers["etag"] = await joint.one_act(session, actor, challenge_id, act_id)
    return found


@router.post(
    "/challenges/{challenge_id}/acts/{act_id}/object",
    operation_id="objectToAct",
    dependencies=[allow(policy.APPROVE)],
    responses=EDIT_PROBLEMS,
    summary="Object to a proposal, or take one's own back; it ends for all",
)
async def object_to_act(
    challenge_id: UUID, act_id: UUID, data: ReasonInput, session: Write, actor: CurrentActor
) -> ActOut:
    await acts.get(session, actor, challenge_id, act_id)
    await acts.object_to(session, actor, act_id, data.reason)
    return (await joint.one_act(session, actor, challenge_id, act_id))[0]
