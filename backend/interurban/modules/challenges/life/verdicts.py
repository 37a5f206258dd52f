"""Go or no-go after a phase: each city's own, recorded once, public, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.schemas import FieldError
from interurban.modules.challenges import policy
from interurban.modules.challenges.errors import NotAmendable, NotInThisState
from interurban.modules.challenges.life_answers import VerdictOut
from interurban.modules.challenges.life_models import PhaseDecision
from interurban.modules.challenges.life_schemas import VerdictInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.schemas import ChallengeTerms, Phase
from interurban.modules.challenges.types import FINAL, PhaseKind, Verdict
from interurban.modules.feed import public as feed

from . import signatures, standing
from .amendments import text_of


async def decide(session: AsyncSession, actor: Actor, challenge_id: UUID, data: VerdictInput) -> Challenge:
    """A no-go says that this city stops here; ending the challenge is an off-ramp of all of them."""
    row, status, now = await standing.find_ours(session, actor, challenge_id, lock=True)
    city = await standing.acting_city(session, actor, row, policy.DECIDE_PHASE)
    if row.published_at is None or status in FINAL:
        raise NotInThisState("Phases are decided on after publication and before the end.")
    phase = _phase(row, data)
    await signatures.refuse_person(session, actor, data.office)
    await _not_yet(session, row, city, data.phase)
    session.add(
        PhaseDecision(
            challenge_id=row.id,
            city_id=city,
            phase=data.phase,
            kind=phase.kind,
            verdict=data.verdict,
            reason=data.reason,
            office=data.office,
            decided_by=actor.user_id,
            at=now,
        )
    )
    await feed.change(session, "challenge", row.id, "upsert")
    detail = {"city": city, "phase": data.phase, "verdict": data.verdict, "office": data.office}
    await audit.record(session, actor, row.id, "phase.decided", detail)
    return row


def _phase(row: Challenge, data: VerdictInput) -> Phase:
    phases = ChallengeTerms.model_validate(row.terms).phases
    if data.phase >= len(phases) or not phases[data.phase].go_no_go:
        detail = "Choose a phase that a decision to go on or stop follows."
        error = FieldError(pointer="/phase", code="no_decision", detail=detail)
        raise NotAmendable("No decision follows this phase.", errors=[error])
    return phases[data.phase]


async def _not_yet(session: AsyncSession, row: Challenge, city: UUID, phase: int) -> None:
    query = select(PhaseDecision.phase, PhaseDecision.verdict).where(
        PhaseDecision.challenge_id == row.id, PhaseDecision.city_id == city
    )
    decided = {one.phase: one.verdict for one in await session.execute(query)}
    if phase in decided:
        raise NotInThisState("Your city has decided after this phase; a decision is final.")
    if Verdict.no_go in decided.values():
        raise NotInThisState("Your city said no-go after an earlier phase.")


async def listing(session: AsyncSession, row: Challenge, languages: Sequence[str]) -> list[VerdictOut]:
    query = select(PhaseDecision).where(PhaseDecision.challenge_id == row.id)
    found = list(await session.scalars(query.order_by(PhaseDecision.phase, PhaseDecision.at)))
    cards = await standing.cards(session, [one.city_id for one in found], row.organisation_id, languages)
    return [
        VerdictOut(
            city=cards[one.city_id],
            phase=one.phase,
            kind=PhaseKind(one.kind),
            verdict=Verdict(one.verdict),
            reason=text_of(one.reason, languages, row.original_language),
            office=one.office,
            at=one.at,
        )
        for one in found
    ]
