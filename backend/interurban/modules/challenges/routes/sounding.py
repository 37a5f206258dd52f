"""Market sounding: what the cities ask before anything is fixed, and what the market answers in public."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from interurban.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, IfMatch, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy
from interurban.modules.challenges.life import sounding
from interurban.modules.challenges.life_answers import SoundingOut
from interurban.modules.challenges.life_schemas import SoundingAnswerInput, SoundingInput

from .parts import EDIT_PROBLEMS

router = make_router("challenges")
QuestionId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$")]
_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound, Conflict)


@router.get(
    "/challenges/{challenge_id}/sounding",
    operation_id="getSounding",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="What the market is asked, and every answer so far",
)
async def get_sounding(
    response: Response, challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> SoundingOut:
    found, tag = await sounding.shown(session, actor, challenge_id, languages)
    response.headers["etag"] = tag
    return found


@router.put(
    "/challenges/{challenge_id}/sounding",
    operation_id="saveSounding",
    dependencies=[allow(policy.SOUND)],
    responses=EDIT_PROBLEMS,
    summary="Ask the market; public once the challenge is announced. `If-Match: *` for the first time",
)
async def save_sounding(
    response: Response,
    challenge_id: UUID,
    data: SoundingInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> SoundingOut:
    await sounding.save(session, actor, challenge_id, data, if_match)
    found, tag = await sounding.shown(session, actor, challenge_id, languages)
    response.headers["etag"] = tag
    return found


@router.put(
    "/challenges/{challenge_id}/sounding/{question_id}/answer",
    operation_id="answerSounding",
    status_code=204,
    dependencies=[allow(policy.ANSWER_SOUNDING)],
    responses=_PROBLEMS,
    summary="A firm's public answer; without its name unless it says so",
)
async def answer_sounding(
    challenge_id: UUID,
    question_id: QuestionId,
    data: SoundingAnswerInput,
    session: Write,
    actor: CurrentActor,
) -> None:
    await sounding.answer(session, actor, challenge_id, question_id, data)


@router.delete(
    "/challenges/{challenge_id}/sounding/{question_id}/answer",
    operation_id="takeBackSoundingAnswer",
    status_code=204,
    dependencies=[allow(policy.ANSWER_SOUNDING)],
    responses=_PROBLEMS,
    summary="Take the firm's answer back while the sounding is open",
)
async def take_back(
    challenge_id: UUID,
    question_id: QuestionId,
    session: Write,
    actor: CurrentActor,
    supplier_id: Annotated[UUID, Query(description="The firm whose answer it is.")],
) -> None:
    await sounding.take_back(session, actor, challenge_id, question_id, supplier_id)
