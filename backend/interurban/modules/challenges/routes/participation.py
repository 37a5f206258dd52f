"""Cities that post a challenge together: invite, ask, answer, leave, and each city's own terms."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, IfMatch, Wanted, Write, allow, make_router
from interurban.modules.challenges import joint, participation, policy
from interurban.modules.challenges.answers import JointOut
from interurban.modules.challenges.schemas import (
    AcceptInput,
    AskInput,
    DeclineInput,
    HandOverInput,
    InviteInput,
    LocalTermsInput,
    ReasonInput,
)

from .parts import EDIT_PROBLEMS

router = make_router("participations")
JOIN_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound, Conflict)


async def as_joint(session: AsyncSession, actor: Actor, challenge_id: UUID, languages: list[str]) -> JointOut:
    return await joint.view(session, actor, challenge_id, languages)


@router.get(
    "/challenges/{challenge_id}/joint",
    operation_id="getJoint",
    dependencies=[allow(policy.READ_DRAFT)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="The cities of a challenge for themselves: parts, proposals, and who is missing",
)
async def get_joint(challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted) -> JointOut:
    return await as_joint(session, actor, challenge_id, languages)


@router.post(
    "/challenges/{challenge_id}/participations",
    operation_id="inviteCity",
    status_code=201,
    dependencies=[allow(policy.APPROVE)],
    responses=JOIN_PROBLEMS,
    summary="Invite a city to post the challenge together; once it is public, propose to invite it",
)
async def invite_city(
    challenge_id: UUID, data: InviteInput, session: Write, actor: CurrentActor, languages: Wanted
) -> JointOut:
    await participation.invite(session, actor, challenge_id, data)
    return await as_joint(session, actor, challenge_id, languages)


@router.post(
    "/challenges/{challenge_id}/participations/ask",
    operation_id="askToJoin",
    status_code=201,
    dependencies=[allow(policy.JOIN)],
    responses=JOIN_PROBLEMS,
    summary="Ask to join a public challenge",
)
async def ask_to_join(
    challenge_id: UUID, data: AskInput, session: Write, actor: CurrentActor, languages: Wanted
) -> JointOut:
    await participation.ask(session, actor, challenge_id, data)
    return await as_joint(session, actor, challenge_id, languages)


@router.patch(
    "/challenges/{challenge_id}/participations/{city_id}",
    operation_id="changeLocalTerms",
    dependencies=[allow(policy.JOIN)],
    responses=EDIT_PROBLEMS,
    summary="Write what differs for one's own city",
)
async def change_local_terms(
    challenge_id: UUID,
    city_id: UUID,
    data: LocalTermsInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> JointOut:
    await participation.change_terms(session, actor, challenge_id, city_id, data.local_terms, if_match)
    return await as_joint(session, actor, challenge_id, languages)


@router.post(
    "/challenges/{challenge_id}/participations/{city_id}/accept",
    operation_id="acceptParticipation",
    dependencies=[allow(policy.APPROVE)],
    responses=EDIT_PROBLEMS,
    summary="Accept an invitation under one's own terms; as the lead, propose to admit a city that asked",
)
async def accept_participation(
    challenge_id: UUID,
    city_id: UUID,
    data: AcceptInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> JointOut:
    await participation.accept(
        session, actor, challenge_id, city_id, if_match, local_terms=data.local_terms, note=data.note
    )
    return await as_joint(session, actor, challenge_id, languages)


@router.post(
    "/challenges/{challenge_id}/participations/{city_id}/decline",
    operation_id="declineParticipation",
    status_code=204,
    dependencies=[allow(policy.JOIN)],
    responses=EDIT_PROBLEMS,
    summary="Decline an invitation, or as the lead a request to join",
)
async def decline_participation(
    challenge_id: UUID,
    city_id: UUID,
    data: DeclineInput,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> None:
    await participation.decline(session, actor, challenge_id, city_id, if_match, data.reason)


@router.post(
    "/challenges/{challenge_id}/participations/{city_id}/leave",
    operation_id="leaveChallenge",
    status_code=204,
    dependencies=[allow(policy.APPROVE)],
    responses=EDIT_PROBLEMS,
    summary="Leave a challenge; once it is public, by a public notice",
)
async def leave_challenge(
    challenge_id: UUID,
    city_id: UUID,
    data: ReasonInput,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> None:
    await participation.leave(session, actor, challenge_id, city_id, if_match, data.reason)


@router.delete(
    "/challenges/{challenge_id}/participations/{city_id}",
    operation_id="takeBackParticipation",
    status_code=204,
    dependencies=[allow(policy.JOIN)],
    responses=EDIT_PROBLEMS,
    summary="Take an invitation or one's own request back",
)
async def take_back_participation(
    challenge_id: UUID, city_id: UUID, session: Write, actor: CurrentActor, if_match: IfMatch = None
) -> None:
    await participation.take_back(session, actor, challenge_id, city_id, if_match)


@router.post(
    "/challenges/{challenge_id}/hand-over",
    operation_id="handOverLead",
    dependencies=[allow(policy.APPROVE)],
    responses=EDIT_PROBLEMS,
    summary="Propose that another city of the challenge leads it",
)
async def hand_over_lead(
    response: Response,
    challenge_id: UUID,
    data: HandOverInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> JointOut:
    await participation.hand_over(session, actor, challenge_id, data.city_id, if_match, data.note)
    return await as_joint(session, actor, challenge_id, languages)
