"""Which challenge, and for which of its cities the actor speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.database import database_now
from interurban.core.errors import Forbidden, NotFound
from interurban.core.policy import Permission, Resource, can
from interurban.modules.challenges import policy, projection, repository
from interurban.modules.challenges import standing as parts
from interurban.modules.challenges.errors import NotInThisState
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.types import LIVE, Status
from interurban.modules.cities import public as cities
from interurban.modules.feed.public import CardPublisher

Found = tuple[Challenge, Status, datetime]


async def find(session: AsyncSession, actor: Actor, challenge_id: UUID, *, lock: bool = False) -> Found:
    """The challenge with its status and the database's clock; 404 where the actor may not know of it."""
    found = await repository.get(session, challenge_id, lock=lock)
    if found is None:
        raise NotFound("There is no challenge with this id.")
    if not found[0].is_public:
        # A draft: for the cities that post it or are invited to.
        await parts.own(session, actor, challenge_id)
    return found


async def find_ours(session: AsyncSession, actor: Actor, challenge_id: UUID, *, lock: bool = False) -> Found:
    """A public challenge that a city wrote here, not one read from another portal."""
    found = await find(session, actor, challenge_id, lock=lock)
    if found[0].organisation_id is None:
        raise NotInThisState("This record comes from another portal: follow its source and ask there.")
    if not found[0].is_public:
        raise NotInThisState("This is a draft; publish or announce it first.")
    return found


async def clock_after(session: AsyncSession) -> datetime:
    """The database's clock once the lock is held: what was read before the wait may be the past."""
    return await database_now(session)


async def speaks_for(
    session: AsyncSession, actor: Actor, row: Challenge, permission: Permission
) -> UUID | None:
    """The live city of the challenge for which the actor holds the permission, the lead first."""
    for part in await repository.participations(session, row.id):
        if part.state in LIVE and can(actor, permission, Resource(organisation_id=part.city_id)):
            return part.city_id
    return None


async def acting_city(session: AsyncSession, actor: Actor, row: Challenge, permission: Permission) -> UUID:
    """Like speaks_for, but refuses whoever speaks for none of its cities."""
    city = await speaks_for(session, actor, row, permission)
    if city is None:
        if await speaks_for(session, actor, row, policy.READ_DRAFT) is None:
            raise NotFound("There is no challenge of your cities with this id.")
        raise Forbidden("Only officers of its cities may do this.")
    return city


async def leading_city(session: AsyncSession, actor: Actor, row: Challenge, permission: Permission) -> UUID:
    """The lead alone."""
    city = await acting_city(session, actor, row, permission)
    if city != row.organisation_id:
        raise Forbidden("The lead city does this.")
    return city


async def cards(
    session: AsyncSession, city_ids: Sequence[UUID], lead: UUID | None, languages: Sequence[str]
) -> Mapping[UUID, CardPublisher]:
    facts = await cities.city_facts(session, list(set(city_ids)))
    return {
        key: projection.card(projection.city_publisher(found, key == lead), languages)
        for key, found in facts.items()
    }
