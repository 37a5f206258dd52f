"""Following a challenge. Who follows is known to the follower alone."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.modules.challenges.life_answers import FollowedItem, FollowedList, FollowOut
from interurban.modules.challenges.life_models import Follow
from interurban.modules.feed import public as feed

from . import standing

MOST_SHOWN = 200


async def follow(session: AsyncSession, actor: Actor, challenge_id: UUID) -> None:
    """Following twice is following once."""
    await standing.find_ours(session, actor, challenge_id)
    await session.execute(
        insert(Follow).values(user_id=actor.user_id, challenge_id=challenge_id).on_conflict_do_nothing()
    )


async def unfollow(session: AsyncSession, actor: Actor, challenge_id: UUID) -> None:
    await standing.find(session, actor, challenge_id)
    await session.execute(
        delete(Follow).where(Follow.user_id == actor.user_id, Follow.challenge_id == challenge_id)
    )


async def following(session: AsyncSession, actor: Actor, challenge_id: UUID) -> FollowOut:
    await standing.find(session, actor, challenge_id)
    query = select(Follow.since).where(Follow.user_id == actor.user_id, Follow.challenge_id == challenge_id)
    return FollowOut(following=(await session.execute(query)).first() is not None)


async def listing(session: AsyncSession, actor: Actor, languages: Sequence[str]) -> FollowedList:
    """The newest first; what is no longer public has no card and is left out."""
    query = select(Follow.challenge_id, Follow.since).where(Follow.user_id == actor.user_id)
    rows = (await session.execute(query.order_by(Follow.since.desc()).limit(MOST_SHOWN))).all()
    cards = await feed.cards(session, [row[0] for row in rows], languages)
    return FollowedList(
        items=[FollowedItem(challenge=cards[key], since=since) for key, since in rows if key in cards]
    )
