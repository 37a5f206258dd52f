"""Finding a challenge for somebody who may work on it. For everybody else it does not exist.

Every route on what is not public goes through here, so that a city that has left has no right on any.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import Forbidden, NotFound
from interurban.core.policy import Permission

from . import policy, repository, rights
from .models import Challenge, Participation
from .types import Status

NONE = "There is no challenge with this id."


async def own(
    session: AsyncSession, actor: Actor, challenge_id: UUID, *, lock: bool = False
) -> tuple[Challenge, Status, datetime]:
    """A challenge that a city of the actor posts, or is invited to post; its status and the clock.

    With `lock` nobody else changes the challenge or its parts before this transaction ends.
    """
    found = await repository.get(session, challenge_id, lock=lock)
    if found is None:
        raise NotFound(NONE)
    parts = await repository.participations(session, challenge_id)
    if rights.acting(actor, policy.READ_DRAFT, rights.readers(parts, found[2])) is None:
        raise NotFound(NONE)
    return found


async def live_reader(session: AsyncSession, actor: Actor, challenge_id: UUID) -> None:
    """Goes on only for people of a city that takes part; being invited is not enough."""
    await own(session, actor, challenge_id)
    parts = await repository.participations(session, challenge_id)
    if rights.acting(actor, policy.READ_DRAFT, rights.live(parts)) is None:
        raise NotFound(NONE)


async def seat(
    session: AsyncSession,
    actor: Actor,
    row: Challenge,
    permission: Permission,
    *,
    wanted: UUID | None = None,
) -> tuple[UUID, list[Participation]]:
    """The live city for which the actor may do this, and every city's part.

    Raises Forbidden for whoever may read but not act: an evaluator, or a city that is only invited.
    """
    parts = await repository.participations(session, row.id)
    city = rights.acting(actor, permission, rights.live(parts), wanted=wanted)
    if city is None:
        raise Forbidden("Only officers of a city that posts this challenge may do this.")
    return city, parts


async def live_city(
    session: AsyncSession, actor: Actor, challenge_id: UUID, permission: Permission
) -> UUID | None:
    """For other modules: the live city for which the actor holds their permission; null where none."""
    parts = await repository.participations(session, challenge_id)
    return rights.acting(actor, permission, rights.live(parts))
