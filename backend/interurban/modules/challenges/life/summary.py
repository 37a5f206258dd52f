"""The life of a challenge on its page, for everybody the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.modules.challenges.life_answers import DoneOut, LifeOut
from interurban.modules.challenges.life_models import Question, Sounding, SoundingAnswer
from interurban.modules.challenges.models import ActApproval, Challenge, ChallengeAct
from interurban.modules.challenges.types import ActKind

from . import amendments, endings, signatures, standing, verdicts

_NOTHING = LifeOut(
    forecast=False,
    sounding_until=None,
    sounding_answers=0,
    questions_answered=0,
    amendments=[],
    verdicts=[],
    approvals=[],
    signatures=[],
    ending=None,
)


async def of(session: AsyncSession, row: Challenge, languages: Sequence[str]) -> LifeOut:
    if row.organisation_id is None:
        return _NOTHING  # of another portal: its life is told there
    answered = select(func.count(Question.number)).where(Question.challenge_id == row.id)
    sounded = select(func.count()).where(SoundingAnswer.challenge_id == row.id)
    sounding = await session.get(Sounding, row.id)
    return LifeOut(
        forecast=row.announced_at is not None and row.published_at is None,
        sounding_until=sounding.until if sounding else None,
        sounding_answers=(await session.execute(sounded)).scalar_one(),
        questions_answered=(await session.execute(answered)).scalar_one(),
        amendments=await amendments.listing(session, row, languages),
        approvals=await _approvals(session, row, languages),
        verdicts=await verdicts.listing(session, row, languages),
        signatures=await signatures.listing(session, row, languages, public_only=True),
        ending=await endings.shown(session, row, languages),
    )


async def _approvals(session: AsyncSession, row: Challenge, languages: Sequence[str]) -> list[DoneOut]:
    query = (
        select(ChallengeAct, ActApproval)
        .join(ActApproval, ActApproval.act_id == ChallengeAct.id)
        .where(ChallengeAct.challenge_id == row.id, ChallengeAct.done_at.is_not(None))
        .order_by(ChallengeAct.done_at, ActApproval.approved_at)
    )
    found = list((await session.execute(query)).all())
    cards = await standing.cards(session, [one.city_id for _, one in found], row.organisation_id, languages)
    return [
        DoneOut(
            kind=ActKind(act.kind),
            city=cards[one.city_id],
            office=one.office,
            at=one.approved_at,
            done_at=act.done_at,
        )
        for act, one in found
        if act.done_at is not None
    ]
