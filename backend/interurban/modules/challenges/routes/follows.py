"""Following challenges: one's own matter, known to nobody else."""

from __future__ import annotations

from uuid import UUID

from interurban.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy
from interurban.modules.challenges.life import follows
from interurban.modules.challenges.life_answers import FollowedList, FollowOut

router = make_router("challenges")
_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound)


@router.get(
    "/follows",
    operation_id="listFollows",
    dependencies=[allow(policy.FOLLOW)],
    responses=problems(NotSignedIn, Forbidden),
    summary="The challenges that one follows, the newest first",
)
async def list_follows(session: Write, actor: CurrentActor, languages: Wanted) -> FollowedList:
    return await follows.listing(session, actor, languages)


@router.get(
    "/challenges/{challenge_id}/follow",
    operation_id="getFollow",
    dependencies=[allow(policy.FOLLOW)],
    responses=_PROBLEMS,
    summary="Whether one follows this challenge",
)
async def get_follow(challenge_id: UUID, session: Write, actor: CurrentActor) -> FollowOut:
    return await follows.following(session, actor, challenge_id)


@router.put(
    "/challenges/{challenge_id}/follow",
    operation_id="followChallenge",
    status_code=204,
    dependencies=[allow(policy.FOLLOW)],
    responses={**_PROBLEMS, **problems(Conflict)},
    summary="Follow: be told of every change, answer and end",
)
async def follow_challenge(challenge_id: UUID, session: Write, actor: CurrentActor) -> None:
    await follows.follow(session, actor, challenge_id)


@router.delete(
    "/challenges/{challenge_id}/follow",
    operation_id="unfollowChallenge",
    status_code=204,
    dependencies=[allow(policy.FOLLOW)],
    responses=_PROBLEMS,
    summary="No longer follow",
)
async def unfollow_challenge(challenge_id: UUID, session: Write, actor: CurrentActor) -> None:
    await follows.unfollow(session, actor, challenge_id)
