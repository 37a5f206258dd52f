"""The life of a challenge on its page, for everybody the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.modules.challenges.life_answers import LifeOut
from interurban.modules.challenges.life_models import Question, Sounding, SoundingAnswer
from interurban.modules.challenges.models import Challenge

from . import amendments, endings, signatures, verdicts

_NOTHING = LifeOut(
    forecast=False,
    sounding_until=None,
    sounding_answers=0,
    questions_answered=0,
    amendments=[],
    verdicts=[],
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
        verdicts=await verdicts.listing(session, row, languages),
        signatures=await signatures.listing(session, row, languages, public_only=True),
        ending=await endings.shown(session, row, languages),
    )
