"""Questions, answered in public and the same for all. Who asked is known to the asker alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, paging
from interurban.core.actor import ANYONE, Actor, Role
from interurban.core.errors import NotFound
from interurban.core.schemas import Text
from interurban.core.text import choose, slug
from interurban.modules.challenges import policy, repository
from interurban.modules.challenges.errors import NotInThisState, QuestionsClosed, TooManyQuestions
from interurban.modules.challenges.life_answers import AnswerOut, QuestionOut
from interurban.modules.challenges.life_models import Answer, Question
from interurban.modules.challenges.life_schemas import AnswerInput, QuestionInput, SetAsideInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.types import FINAL, LIVE, Status
from interurban.modules.feed import public as feed
from interurban.modules.feed.public import CardPublisher
from interurban.modules.identity import public as identity
from interurban.modules.notifications import public as notifications
from interurban.modules.notifications.public import Words

from . import news, standing

MOST_WAITING = 20  # questions of one person on one challenge
State = Literal["answered", "waiting"]

notifications.add_texts(
    "question_answered",
    {
        "en": Words(
            "Your question is answered: {title}",
            "The city has answered your question, in public and without your name: {title}",
            "Read the answer",
        ),
        "fr": Words(
            "Réponse à votre question : {title}",
            "La ville a répondu à votre question, publiquement et sans votre nom : {title}",
            "Lire la réponse",
        ),
    },
)


def last_instant(row: Challenge) -> datetime | None:
    return row.questions_until or row.closes_at


def are_taken(row: Challenge, status: Status, now: datetime) -> bool:
    """By the database's clock: up to `questions_until`, else up to the deadline."""
    until = last_instant(row)
    return status in (Status.planned, Status.open) and (until is None or now < until)


async def ask(session: AsyncSession, actor: Actor, challenge_id: UUID, data: QuestionInput) -> Question:
    row, status, _ = await standing.find_ours(session, actor, challenge_id, lock=True)
    now = await standing.clock_after(session)
    if not are_taken(row, status, now):
        raise QuestionsClosed("Read the answers given so far; the city answers no new questions.")
    waiting = select(func.count()).where(
        Question.challenge_id == challenge_id, Question.asked_by == actor.user_id, _waiting()
    )
    if (await session.execute(waiting)).scalar_one() >= MOST_WAITING:
        raise TooManyQuestions(f"Wait for an answer to one of your {MOST_WAITING} questions.")
    question = Question(
        challenge_id=challenge_id, asked_by=actor.user_id, lang=data.lang, text=data.text, asked_at=now
    )
    session.add(question)
    await session.flush()
    await _tell_cities(session, row)
    # The chain is read by others than the asker: it says that there was a question, and not whose.
    await audit.record(session, ANYONE, challenge_id, "question.asked", {"question": question.id})
    return question


async def _tell_cities(session: AsyncSession, row: Challenge) -> None:
    titles = (await repository.titles(session, [row.id])).get(row.id, {})
    title = choose(titles, [], row.original_language)
    for part in await repository.participations(session, row.id):
        if part.state in LIVE:
            await notifications.notify(
                session,
                await identity.member_ids(session, part.city_id, Role.city_admin, Role.city_officer),
                "question_asked",
                {"title": title.value if title else ""},
                f"/desk/{row.id}/life#questions",
                organisation_id=part.city_id,
            )


async def answer(
    session: AsyncSession, actor: Actor, challenge_id: UUID, question_id: UUID, data: AnswerInput
) -> Question:
    """The first answer makes the question public and gives it its number; a later one corrects it."""
    row, status, city, question = await _to_answer(session, actor, challenge_id, question_id)
    if status in FINAL:
        raise NotInThisState("The challenge has ended.")
    now = await standing.clock_after(session)
    first = question.answered_at is None
    if first:
        numbered = select(func.count(Question.number)).where(Question.challenge_id == challenge_id)
        question.number = (await session.execute(numbered)).scalar_one() + 1
        question.answered_at = now
    if data.restated is not None:
        question.restated = data.restated
    session.add(
        Answer(question_id=question_id, city_id=city, texts=data.texts, answered_by=actor.user_id, at=now)
    )
    await session.flush()
    await feed.change(session, "challenge", challenge_id, "upsert")
    if first:
        await _tell_asker(session, row, question)
        await news.put(
            session,
            challenge_id,
            "challenge_answered",
            f"question-{question.number}",
            anchor=f"#question-{question.number}",
            number=question.number,
        )
    detail = {"question": question_id, "city": city, "first": first}
    await audit.record(session, actor, challenge_id, "question.answered", detail)
    return question


async def _tell_asker(session: AsyncSession, row: Challenge, question: Question) -> None:
    if question.asked_by is None:
        return
    people = await identity.contacts(session, [question.asked_by])
    titles = (await repository.titles(session, [row.id])).get(row.id, {})
    title = choose(titles, [person.language for person in people], row.original_language)
    await notifications.notify(
        session,
        [question.asked_by],
        "question_answered",
        {"title": title.value if title else ""},
        f"/challenges/{row.id}/{slug(titles.get(row.original_language, ''))}#question-{question.number}",
        mail=True,
    )


async def set_aside(
    session: AsyncSession, actor: Actor, challenge_id: UUID, question_id: UUID, data: SetAsideInput
) -> Question:
    """For what cannot be answered in public; the asker alone sees the reason."""
    _, _, city, question = await _to_answer(session, actor, challenge_id, question_id)
    if question.answered_at is not None:
        raise NotInThisState("It has a public answer already; correct that one.")
    question.set_aside_at = await standing.clock_after(session)
    question.set_aside_reason = data.reason
    detail = {"question": question_id, "city": city}
    await audit.record(session, actor, challenge_id, "question.set_aside", detail)
    return question


async def _to_answer(
    session: AsyncSession, actor: Actor, challenge_id: UUID, question_id: UUID
) -> tuple[Challenge, Status, UUID, Question]:
    row, status, _ = await standing.find(session, actor, challenge_id, lock=True)
    city = await standing.acting_city(session, actor, row, policy.ANSWER)
    question = await session.get(Question, question_id, populate_existing=True)
    if question is None or question.challenge_id != challenge_id:
        raise NotFound("There is no question with this id on this challenge.")
    if question.set_aside_at is not None:
        raise NotInThisState("This question was set aside.")
    return row, status, city, question


async def page(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    state: State,
    cursor: str | None,
    limit: int,
    languages: Sequence[str],
) -> tuple[list[QuestionOut], str | None, Challenge, bool]:
    """Answered ones for everybody, by their number; waiting ones for the cities, and one's own."""
    row, status, now = await standing.find(session, actor, challenge_id)
    query = select(Question).where(Question.challenge_id == challenge_id).limit(limit + 1)
    if state == "answered":
        query = query.where(Question.number.is_not(None)).order_by(Question.number.desc())
        if cursor:
            (after,) = paging.decode("answered", cursor, 1)
            if type(after) is not int:
                raise paging.not_ours()
            query = query.where(Question.number < after)
    else:
        query = query.where(Question.number.is_(None)).order_by(Question.id.desc())
        query = query.where(await _seen_waiting(session, actor, row))
        if cursor:
            query = query.where(Question.id < _key(cursor))
    found = list(await session.scalars(query))
    rows, more = found[:limit], len(found) > limit
    items = await questions_out(session, actor, row, rows, languages)
    following = None
    if more:
        last = rows[-1]
        following = paging.encode(state, [last.number if state == "answered" else last.id])
    return items, following, row, are_taken(row, status, now)


def _key(cursor: str) -> UUID:
    try:
        return UUID(paging.decode("waiting", cursor, 1)[0])
    except (ValueError, TypeError, AttributeError):
        raise paging.not_ours() from None


def _waiting() -> ColumnElement[bool]:
    return and_(Question.number.is_(None), Question.set_aside_at.is_(None))


async def _seen_waiting(session: AsyncSession, actor: Actor, row: Challenge) -> ColumnElement[bool]:
    mine = Question.asked_by == actor.user_id if actor.user_id is not None else Question.id.is_(None)
    if await standing.speaks_for(session, actor, row, policy.READ_DRAFT) is None:
        return mine
    return or_(mine, Question.set_aside_at.is_(None))


async def questions_out(
    session: AsyncSession,
    actor: Actor,
    row: Challenge,
    rows: Sequence[Question],
    languages: Sequence[str],
) -> list[QuestionOut]:
    query = select(Answer).where(Answer.question_id.in_([one.id for one in rows]))
    answers = list(await session.scalars(query.order_by(Answer.at.desc(), Answer.id.desc())))
    cards = await standing.cards(session, [one.city_id for one in answers], row.organisation_id, languages)
    return [
        _question_out(actor, row, one, [a for a in answers if a.question_id == one.id], cards, languages)
        for one in rows
    ]


def _question_out(
    actor: Actor,
    row: Challenge,
    question: Question,
    answers: Sequence[Answer],
    cards: Mapping[UUID, CardPublisher],
    languages: Sequence[str],
) -> QuestionOut:
    mine = actor.user_id is not None and question.asked_by == actor.user_id
    state: Literal["waiting", "answered", "set_aside"] = "waiting"
    if question.answered_at is not None:
        state = "answered"
    elif question.set_aside_at is not None:
        state = "set_aside"
    words = question.restated or question.text
    return QuestionOut(
        id=question.id,
        number=question.number,
        state=state,
        text=Text(value=words, lang=question.lang, original=True),
        mine=mine,
        asked_at=question.asked_at,
        answers=[
            AnswerOut(city=cards[one.city_id], text=chosen, at=one.at)
            for one in answers
            if (chosen := choose(one.texts, languages, row.original_language))
        ],
        set_aside_reason=question.set_aside_reason if mine and question.set_aside_at else None,
    )
