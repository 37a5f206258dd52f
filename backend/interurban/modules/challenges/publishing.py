"""Publication: proposed by the lead city, and done when every city that takes part has approved it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.database import database_now
from interurban.core.http import require_match
from interurban.core.policy import Resource, require
from interurban.modules.matching import public as matching

from . import acts, city_rules, policy, repository, service, standing, store
from .errors import AlreadyPublished, NotPublishable
from .life import news
from .models import Challenge, ChallengeAct
from .types import FINAL, ActKind


async def publish(
    session: AsyncSession, actor: Actor, challenge_id: UUID, if_match: str | None, ocid_prefix: str
) -> ChallengeAct:
    """Proposes to make a draft public, once every check passes; where one city posts it, it is public now."""
    row, status, now = await standing.own(session, actor, challenge_id, lock=True)
    if row.published_at is not None or status in FINAL:
        raise AlreadyPublished("It is public already.")
    require(actor, policy.PUBLISH, Resource(organisation_id=row.organisation_id, state=status))
    require_match(if_match, service.tag(row))
    await _complete(session, row, now)
    return await acts.propose(session, actor, row, ActKind.publish, {"ocid_prefix": ocid_prefix})


async def _complete(session: AsyncSession, row: Challenge, now: datetime) -> None:
    missing = await service.findings(session, row, now)
    if missing:
        raise NotPublishable("Complete the fields named below; then publish again.", errors=missing)


@acts.executes(ActKind.publish)
async def _publish(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    """Everything is checked again: since it was proposed, a deadline may have passed."""
    now = await database_now(session)
    await _complete(session, row, now)
    await make_public(session, row, published_at=now, ocid_prefix=act.payload["ocid_prefix"])
    await matching.announce(session, row.id, now)
    cities = await repository.live_cities(session, row.id)
    await audit.record(session, actor, row.id, "challenge.published", {"ocid": row.ocid, "cities": cities})


async def make_public(
    session: AsyncSession, row: Challenge, *, published_at: datetime, ocid_prefix: str
) -> None:
    """It is fixed from now on which version of each city's rules it came under."""
    await city_rules.keep_versions(session, row, published_at)
    row.published_at = published_at
    await store.bring_out(session, row, ocid_prefix)
    if row.announced_at is not None:
        await news.put(session, row.id, "challenge_opened", "opened")
