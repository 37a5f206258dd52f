"""Questions about a challenge. Nobody but the asker learns who asked."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import paging
from interurban.core.actor import Actor
from interurban.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy
from interurban.modules.challenges.life import questions, standing
from interurban.modules.challenges.life_answers import QuestionOut, QuestionPage
from interurban.modules.challenges.life_models import Question
from interurban.modules.challenges.life_schemas import AnswerInput, QuestionInput, SetAsideInput

router = make_router("challenges")
_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound, Conflict)


async def _shown(
    session: AsyncSession, actor: Actor, question: Question, languages: list[str]
) -> QuestionOut:
    row, _, _ = await standing.find(session, actor, question.challenge_id)
    return (await questions.questions_out(session, actor, row, [question], languages))[0]


@router.get(
    "/challenges/{challenge_id}/questions",
    operation_id="listQuestions",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="Questions and their public answers; the asker is hidden",
)
async def list_questions(
    request: Request,
    response: Response,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    state: Annotated[
        Literal["answered", "waiting"],
        Query(description="`waiting`: one's own, and for the cities all that wait for an answer."),
    ] = "answered",
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> QuestionPage:
    items, following, row, is_open = await questions.page(
        session, actor, challenge_id, state, cursor, limit, languages
    )
    response.headers.update(paging.links(request.url, following))
    return QuestionPage(
        items=items,
        next=following,
        total=None,
        facets=None,
        until=questions.last_instant(row),
        timezone=row.timezone,
        open=is_open,
    )


@router.post(
    "/challenges/{challenge_id}/questions",
    operation_id="askQuestion",
    status_code=201,
    dependencies=[allow(policy.ASK)],
    responses=_PROBLEMS,
    summary="Ask; nobody but you sees that it was you",
)
async def ask_question(
    challenge_id: UUID, data: QuestionInput, session: Write, actor: CurrentActor, languages: Wanted
) -> QuestionOut:
    question = await questions.ask(session, actor, challenge_id, data)
    return await _shown(session, actor, question, languages)


@router.post(
    "/challenges/{challenge_id}/questions/{question_id}/answers",
    operation_id="answerQuestion",
    status_code=201,
    dependencies=[allow(policy.ANSWER)],
    responses=_PROBLEMS,
    summary="Answer in public, or correct an answer; earlier ones stay readable",
)
async def answer_question(
    challenge_id: UUID,
    question_id: UUID,
    data: AnswerInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
) -> QuestionOut:
    question = await questions.answer(session, actor, challenge_id, question_id, data)
    return await _shown(session, actor, question, languages)


@router.post(
    "/challenges/{challenge_id}/questions/{question_id}/set-aside",
    operation_id="setQuestionAside",
    dependencies=[allow(policy.ANSWER)],
    responses=_PROBLEMS,
    summary="Leave a question without a public answer; its asker is told why",
)
async def set_aside(
    challenge_id: UUID,
    question_id: UUID,
    data: SetAsideInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
) -> QuestionOut:
    question = await questions.set_aside(session, actor, challenge_id, question_id, data)
    return await _shown(session, actor, question, languages)
