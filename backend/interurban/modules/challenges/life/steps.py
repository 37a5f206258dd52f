"""What cities do to a public challenge: proposed by the lead, carried out once every city has approved it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.http import require_match
from interurban.core.policy import Resource, require
from interurban.modules.challenges import acts, policy, service
from interurban.modules.challenges import standing as parts
from interurban.modules.challenges.errors import AlreadyPublished, NotInThisState
from interurban.modules.challenges.life_schemas import ActInput, ChangeInput, EndingInput, ExtensionInput
from interurban.modules.challenges.models import Challenge, ChallengeAct
from interurban.modules.challenges.types import ActKind, Status

from . import amendments, endings, forecast, signatures, standing

_KINDS = {
    Status.withdrawn: ActKind.withdraw,
    Status.cancelled: ActKind.cancel,
    Status.off_ramped: ActKind.off_ramp,
}


def _payload(data: ActInput) -> dict[str, Any]:
    return data.model_dump(mode="json", exclude_unset=True, exclude={"office"})


async def _public(
    session: AsyncSession, actor: Actor, challenge_id: UUID, if_match: str | None
) -> tuple[Challenge, Status]:
    """The challenge of the actor's own cities, locked; refused while it is a draft."""
    row, status, _ = await parts.own(session, actor, challenge_id, lock=True)
    await standing.leading_city(session, actor, row, policy.AMEND)
    require_match(if_match, service.tag(row))
    if not row.is_public:
        raise NotInThisState("This is a draft: edit it as you like.")
    return row, status


async def announce(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    data: ActInput,
    if_match: str | None,
    ocid_prefix: str,
) -> ChallengeAct:
    """Makes a draft public as a forecast."""
    row, status, _ = await parts.own(session, actor, challenge_id, lock=True)
    if row.is_public:
        raise AlreadyPublished("It is public already.")
    require(actor, policy.ANNOUNCE, Resource(organisation_id=row.organisation_id, state=status))
    require_match(if_match, service.tag(row))
    await signatures.refuse_person(session, actor, data.office)
    await forecast.require_ready(session, row)
    payload = {"ocid_prefix": ocid_prefix}
    return await acts.propose(session, actor, row, ActKind.announce, payload, office=data.office)


@acts.executes(ActKind.announce)
async def _announce(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    await forecast.carry_out(session, row.id, act.payload["ocid_prefix"])
    await audit.record(session, actor, row.id, "challenge.announced", {"ocid": row.ocid})


async def amend(
    session: AsyncSession, actor: Actor, challenge_id: UUID, data: ChangeInput, if_match: str | None
) -> bool:
    """A numbered change; whether it is done already. A forecast is the lead's to change, in sight of all."""
    row, status = await _public(session, actor, challenge_id, if_match)
    await signatures.refuse_person(session, actor, data.office)
    now = await standing.clock_after(session)
    await amendments.require_good(session, row, status, now, data)
    if row.published_at is None:
        await _change(session, row, data, row.organisation_id, actor)
        await acts.void_pending(session, actor, row, "The common text or terms have changed.")
        return True
    act = await acts.propose(session, actor, row, ActKind.amend, _payload(data), office=data.office)
    return act.done_at is not None


async def extend(
    session: AsyncSession, actor: Actor, challenge_id: UUID, data: ExtensionInput, if_match: str | None
) -> bool:
    """More time for everybody; it always waits for a second person."""
    row, status = await _public(session, actor, challenge_id, if_match)
    await signatures.refuse_person(session, actor, data.office)
    now = await standing.clock_after(session)
    await amendments.require_good(session, row, status, now, data)
    act = await acts.propose(session, actor, row, ActKind.extend, _payload(data), office=data.office)
    return act.done_at is not None


async def _change(
    session: AsyncSession,
    row: Challenge,
    data: ChangeInput | ExtensionInput,
    city: UUID | None,
    actor: Actor,
) -> None:
    assert city is not None  # a challenge of ours has its lead
    made = await amendments.carry_out(session, row, data, city=city, user=actor.user_id)
    pointers = [one["pointer"] for one in made.changes]
    detail = {"number": made.number, "kind": made.kind, "changed": pointers}
    await audit.record(session, actor, row.id, "challenge.amended", detail)


@acts.executes(ActKind.amend)
async def _amend(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    await _change(session, row, ChangeInput.model_validate(act.payload), act.proposed_city, actor)


@acts.executes(ActKind.extend)
async def _extend(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    await _change(session, row, ExtensionInput.model_validate(act.payload), act.proposed_city, actor)


async def end(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    kind: Status,
    data: EndingInput,
    if_match: str | None,
) -> bool:
    """Withdraws, cancels or off-ramps, with a reason that everybody reads; whether it is done already."""
    row, status = await _public(session, actor, challenge_id, if_match)
    await signatures.refuse_person(session, actor, data.office)
    endings.require_good(kind, status, data)
    act = await acts.propose(session, actor, row, _KINDS[kind], _payload(data), office=data.office)
    return act.done_at is not None


async def _end(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor, kind: Status) -> None:
    data = EndingInput.model_validate(act.payload)
    await endings.carry_out(session, row, kind, data, city=act.proposed_city, user=actor.user_id)
    await audit.record(session, actor, row.id, f"challenge.{kind}", {"city": act.proposed_city})


@acts.executes(ActKind.withdraw)
async def _withdraw(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    await _end(session, row, act, actor, Status.withdrawn)


@acts.executes(ActKind.cancel)
async def _cancel(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    await _end(session, row, act, actor, Status.cancelled)


@acts.executes(ActKind.off_ramp)
async def _off_ramp(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    await _end(session, row, act, actor, Status.off_ramped)
