"""A challenge as the public reads it."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from interurban.core.errors import NotFound, problems
from interurban.core.http import CurrentActor, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy, reading
from interurban.modules.challenges.answers import ChallengeDetail, ParticipationList

router = make_router("challenges")


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
    return ParticipationList(
        items=await reading.participations(session, row, languages),
        notices=await reading.notices(session, row, languages),
    )
