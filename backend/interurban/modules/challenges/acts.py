"""Joint acts: what cities that post together do only when each of them has approved the very same thing.

An act is bound to the challenge's version and to the versions of the cities' parts. Whatever changes one of
them ends the act: nobody's approval is ever carried over. With one city a proposal is carried out at once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.database import database_now
from interurban.core.errors import AppError, Forbidden, NotFound
from interurban.core.http import etag, require_match

from . import policy, repository, rights, standing, told
from .errors import ActEnded, ActPending, AlreadyApproved
from .models import ActApproval, Challenge, ChallengeAct, Participation
from .types import BY_ANY_CITY, BY_TWO_PEOPLE, VOID_BY_DEPARTURE, ActKind

# Carries the act out in the transaction of the last approval. May raise: then that approval is not kept.
Executor = Callable[[AsyncSession, Challenge, ChallengeAct, Actor], Awaitable[None]]
EXECUTORS: dict[ActKind, Executor] = {}


def executes(kind: ActKind) -> Callable[[Executor], Executor]:
    """Registers the one function that carries out acts of a kind."""

    def register(executor: Executor) -> Executor:
        if EXECUTORS.setdefault(kind, executor) is not executor:
            raise RuntimeError(f"two executors for {kind}")
        return executor

    return register


def tag(act: ChallengeAct) -> str:
    """Of what is approved, not of who has: two cities may approve at the same moment."""
    return etag("act", act.id, act.challenge_version, sorted(act.parts.items()))


def state_of(act: ChallengeAct) -> str:
    return "done" if act.done_at else "ended" if act.ended_at else "pending"


async def propose(
    session: AsyncSession,
    actor: Actor,
    row: Challenge,
    kind: ActKind,
    payload: dict[str, Any],
    *,
    note: str = "",
    office: str = "",
    city_id: UUID | None = None,
) -> ChallengeAct:
    """Proposes, and approves for the proposer's city. `row` is locked: see standing.own.

    `city_id` says for which city, where the actor has a right in more than one; else it is the lead first.
    """
    city, parts = await standing.seat(session, actor, row, policy.APPROVE, wanted=city_id)
    if kind not in BY_ANY_CITY and city != rights.lead_of(parts):
        raise Forbidden("The lead city proposes this. Ask it to, or leave with your own part.")
    if any(act.kind == kind for act in await repository.acts(session, row.id, pending=True)):
        raise ActPending("Wait for the answers, or object to it and propose anew.")
    now = await database_now(session)
    act = ChallengeAct(
        challenge_id=row.id,
        kind=kind,
        payload=payload,
        note=note,
        challenge_version=row.version,
        parts=_bound(parts),
        proposed_by=actor.user_id,
        proposed_city=city,
        proposed_at=now,
    )
    session.add(act)
    await session.flush()
    await audit.record(session, actor, row.id, "act.proposed", {"act": act.id, "kind": kind, "city": city})
    await _sign(session, actor, row, act, city, office, now)
    if not await _settle(session, actor, row, act, parts):
        others = [other for other in rights.live(parts) if other != city]
        await told.tell(session, actor, row, told.ACT, city, others, act=kind)
    await session.refresh(act)
    return act


async def approve(
    session: AsyncSession, actor: Actor, act_id: UUID, if_match: str | None, *, office: str = ""
) -> ChallengeAct:
    """One more city says yes to exactly what was proposed. The last one carries it out."""
    row, act = await _pending(session, actor, act_id)
    signed = await repository.approvals(session, [act.id])
    city, parts = await standing.seat(session, actor, row, policy.APPROVE)
    require_match(if_match, tag(act))
    have = {approval.city_id for approval in signed}
    missing = [other for other in rights.live(parts) if other not in have]
    ours = rights.acting(actor, policy.APPROVE, missing)
    if ours is None and (act.kind not in BY_TWO_PEOPLE or actor.user_id in {a.user_id for a in signed}):
        raise AlreadyApproved(
            "Somebody else must approve it too." if act.kind in BY_TWO_PEOPLE else "Wait for the others."
        )
    await _sign(session, actor, row, act, ours or city, office, await database_now(session))
    await _settle(session, actor, row, act, parts)
    await session.refresh(act)
    return act


async def approve_pending(session: AsyncSession, actor: Actor, challenge_id: UUID) -> None:
    """Approves whatever is pending; for the demonstration, whose cities are of one mind."""
    for act in await repository.acts(session, challenge_id, pending=True):
        await approve(session, actor, act.id, "*")


async def object_to(session: AsyncSession, actor: Actor, act_id: UUID, reason: str) -> ChallengeAct:
    """Ends the act, for all; the proposing city takes it back in the same way."""
    row, act = await _pending(session, actor, act_id)
    city, parts = await standing.seat(session, actor, row, policy.APPROVE)
    act.ended_city = city
    await _end(session, actor, row, act, reason, "act.objected")
    others = [other for other in rights.live(parts) if other != city]
    await told.tell(session, actor, row, told.ACT_ENDED, city, others, act=act.kind, reason=reason)
    await session.refresh(act)
    return act


async def void_pending(
    session: AsyncSession, actor: Actor, row: Challenge, reason: str, *, but: UUID | None = None
) -> None:
    """Call whenever common or local terms change, or the cities do: what was approved is no longer there."""
    for act in await repository.acts(session, row.id, pending=True):
        if act.id != but:
            await _void(session, actor, row, act, reason)


async def after_departure(session: AsyncSession, actor: Actor, row: Challenge, left: UUID) -> None:
    """Looks at pending acts again once a city has left.

    What was agreed on with that city is void. The end or the extension of a public challenge goes on among
    the others; a city that left keeps neither a proposal nor an approval.
    """
    parts = await repository.participations(session, row.id)
    for act in await repository.acts(session, row.id, pending=True):
        if act.kind in VOID_BY_DEPARTURE or act.proposed_city == left:
            await _void(session, actor, row, act, "A city has left; what was approved is no longer the same.")
            continue
        act.parts = _bound(parts)
        try:
            async with session.begin_nested():
                await _settle(session, actor, row, act, parts)
        except AppError as error:
            for found in (act, row):
                await session.refresh(found)  # the savepoint took back what they held
            await _void(session, actor, row, act, error.detail)


async def get(session: AsyncSession, actor: Actor, challenge_id: UUID, act_id: UUID) -> ChallengeAct:
    """For the cities that take part; for anyone else there is none."""
    await standing.live_reader(session, actor, challenge_id)
    act = await repository.act(session, act_id)
    if act is None or act.challenge_id != challenge_id:
        raise NotFound("There is no such proposal on this challenge.")
    return act


async def _pending(session: AsyncSession, actor: Actor, act_id: UUID) -> tuple[Challenge, ChallengeAct]:
    """The act and its challenge, locked; every writer locks the challenge first."""
    found = await repository.act(session, act_id)
    if found is None:
        raise NotFound("There is no such proposal.")
    row, _, _ = await standing.own(session, actor, found.challenge_id, lock=True)
    await session.refresh(found)
    parts = await repository.participations(session, row.id)
    if found.done_at is not None:
        raise ActEnded("It has happened already: every city had approved it.")
    if found.ended_at is not None:
        raise ActEnded(f"It has ended: {found.end_reason} Read the challenge again; it can be proposed anew.")
    # Whatever changes what was approved ends the act at once; this is the second lock on that door.
    if found.challenge_version != row.version or found.parts != _bound(parts):
        raise ActEnded("What was proposed has changed since. It has to be proposed anew.")
    return row, found


def _bound(parts: Sequence[Participation]) -> dict[str, int]:
    cities = set(rights.live(parts))
    return {str(part.city_id): part.version for part in parts if part.city_id in cities}


async def _sign(
    session: AsyncSession,
    actor: Actor,
    row: Challenge,
    act: ChallengeAct,
    city: UUID,
    office: str,
    now: datetime,
) -> None:
    session.add(
        ActApproval(act_id=act.id, city_id=city, user_id=actor.user_id, office=office, approved_at=now)
    )
    detail = {"act": act.id, "kind": act.kind, "city": city, "office": office}
    await audit.record(session, actor, row.id, "act.approved", detail)


async def _settle(
    session: AsyncSession,
    actor: Actor,
    row: Challenge,
    act: ChallengeAct,
    parts: Sequence[Participation],
) -> bool:
    """Carries the act out if nobody is missing; whether it did."""
    signed = await repository.approvals(session, [act.id])
    cities = rights.live(parts)
    counted = [approval for approval in signed if approval.city_id in cities]
    if {approval.city_id for approval in counted} != set(cities):
        return False
    if act.kind in BY_TWO_PEOPLE and len({approval.user_id for approval in counted}) < 2:
        return False
    act.done_at = await database_now(session)
    await session.flush()
    await EXECUTORS[ActKind(act.kind)](session, row, act, actor)
    await audit.record(session, actor, row.id, "act.done", {"act": act.id, "kind": act.kind})
    await void_pending(session, actor, row, "Something else that every city approved came first.", but=act.id)
    if len(cities) > 1:
        await told.tell(session, actor, row, told.ACT_DONE, act.proposed_city, cities, act=act.kind)
    return True


async def _void(session: AsyncSession, actor: Actor, row: Challenge, act: ChallengeAct, reason: str) -> None:
    await _end(session, actor, row, act, reason, "act.voided")
    live = await repository.live_cities(session, row.id)
    if len(live) > 1:
        await told.tell(session, actor, row, told.ACT_VOID, act.proposed_city, live, act=act.kind)


async def _end(
    session: AsyncSession, actor: Actor, row: Challenge, act: ChallengeAct, reason: str, action: str
) -> None:
    act.ended_at = await database_now(session)
    act.end_reason = reason
    detail = {"act": act.id, "kind": act.kind, "city": act.ended_city}
    await audit.record(session, actor, row.id, action, detail)
