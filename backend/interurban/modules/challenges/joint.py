"""The cities of a challenge as those cities see it: parts, acts and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import NotFound
from interurban.core.policy import Resource, can
from interurban.modules.cities import public as cities
from interurban.modules.cities.public import CityFacts

from . import acts, participation, policy, projection, reading, repository, rights, standing
from .answers import ActOut, ApprovalOut, JointOut, PartOut
from .models import ActApproval, ChallengeAct, Participation
from .schemas import LocalTerms
from .types import BY_TWO_PEOPLE, LIVE, WAITING, ActKind, Part

_STATES: dict[str, Literal["pending", "done", "ended"]] = {
    "pending": "pending",
    "done": "done",
    "ended": "ended",
}


async def view(session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]) -> JointOut:
    """For a city that takes part, all of it; for one that is invited or has asked, itself beside those."""
    found = await repository.get(session, challenge_id)
    parts = await repository.participations(session, challenge_id)
    if found is None:
        raise NotFound(standing.NONE)
    row, status, now = found
    waiting = [p.city_id for p in parts if p.state in WAITING and not rights.lapsed(p, now)]
    if rights.acting(actor, policy.READ_DRAFT, [*rights.live(parts), *waiting]) is None:
        raise NotFound(standing.NONE)
    inside = rights.acting(actor, policy.READ_DRAFT, rights.live(parts)) is not None
    shown = [p for p in parts if inside or p.state in LIVE or (p.city_id in waiting and _mine(actor, p))]
    facts = await cities.city_facts(session, [part.city_id for part in shown])
    return JointOut(
        challenge_id=row.id,
        status=status,
        parts=[_part(actor, part, facts[part.city_id], now, languages) for part in shown],
        acts=await acts_of(session, actor, challenge_id, parts) if inside else [],
        notices=await reading.notices(session, row, languages),
    )


async def acts_of(
    session: AsyncSession, actor: Actor, challenge_id: UUID, parts: Sequence[Participation]
) -> list[ActOut]:
    """The newest first."""
    found = await repository.acts(session, challenge_id)
    signed = await repository.approvals(session, [act.id for act in found])
    return [act_out(actor, act, [a for a in signed if a.act_id == act.id], parts) for act in found]


async def one_act(
    session: AsyncSession, actor: Actor, challenge_id: UUID, act_id: UUID
) -> tuple[ActOut, str]:
    act = await acts.get(session, actor, challenge_id, act_id)
    parts = await repository.participations(session, challenge_id)
    signed = await repository.approvals(session, [act.id])
    return act_out(actor, act, signed, parts), acts.tag(act)


def act_out(
    actor: Actor, act: ChallengeAct, signed: Sequence[ActApproval], parts: Sequence[Participation]
) -> ActOut:
    """`missing` is empty once it is over; `parts` are those of now."""
    state = _STATES[acts.state_of(act)]
    have = {approval.city_id for approval in signed}
    missing = [city for city in rights.live(parts) if city not in have] if state == "pending" else []
    return ActOut(
        id=act.id,
        kind=ActKind(act.kind),
        state=state,
        payload=act.payload,
        note=act.note,
        proposed_city=act.proposed_city,
        proposed_at=act.proposed_at,
        approvals=[
            ApprovalOut(
                city_id=approval.city_id,
                office=approval.office,
                approved_at=approval.approved_at,
                by_me=actor.user_id is not None and approval.user_id == actor.user_id,
            )
            for approval in signed
        ],
        missing=missing,
        second_person=state == "pending" and not missing and act.kind in BY_TWO_PEOPLE,
        done_at=act.done_at,
        ended_at=act.ended_at,
        ended_city=act.ended_city,
        end_reason=act.end_reason,
        tag=acts.tag(act),
    )


def _mine(actor: Actor, part: Participation) -> bool:
    return can(actor, policy.READ_DRAFT, Resource(organisation_id=part.city_id))


def _part(
    actor: Actor, part: Participation, city: CityFacts, now: datetime, languages: Sequence[str]
) -> PartOut:
    return PartOut(
        city=projection.card(projection.city_publisher(city, part.state == Part.lead), languages),
        state=Part(part.state),
        local_terms=LocalTerms.model_validate(part.local_terms),
        message=part.message,
        answer_by=part.answer_by,
        lapsed=rights.lapsed(part, now),
        since=part.since,
        mine=can(actor, policy.JOIN, Resource(organisation_id=part.city_id)),
        tag=participation.tag(part),
    )
