"""Market sounding: the cities ask the market before anything is fixed, and every answer is public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import ANYONE, Actor
from interurban.core.errors import Forbidden, NotFound, NotSignedIn
from interurban.core.http import etag, require_match
from interurban.core.policy import Permission, Resource, can
from interurban.core.schemas import FieldError, Text
from interurban.modules.challenges import dates, policy
from interurban.modules.challenges.errors import NotAmendable, NotInThisState, SoundingClosed
from interurban.modules.challenges.life_answers import SoundingAnswerOut, SoundingOut, SoundingQuestionOut
from interurban.modules.challenges.life_models import Sounding, SoundingAnswer
from interurban.modules.challenges.life_schemas import SoundingAnswerInput, SoundingInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.feed import public as feed
from interurban.modules.suppliers import public as suppliers

from . import standing
from .amendments import text_of


def tag(challenge_id: UUID, sounding: Sounding | None) -> str:
    """Of a sounding that does not exist yet as well, so that the first writer can say so."""
    return etag("sounding", challenge_id, sounding.version if sounding else 0)


def is_open(row: Challenge, sounding: Sounding, now: datetime) -> bool:
    """While it is a forecast, and until its last instant by the database's clock."""
    return (
        row.announced_at is not None and row.published_at is None and now < sounding.until and not _over(row)
    )


def _over(row: Challenge) -> bool:
    return row.withdrawn_at is not None


async def save(
    session: AsyncSession, actor: Actor, challenge_id: UUID, data: SoundingInput, if_match: str | None
) -> None:
    """Kept with the draft, public once it is announced. What was asked in public stays as it was asked."""
    row, _, now = await standing.find(session, actor, challenge_id, lock=True)
    await standing.leading_city(session, actor, row, policy.SOUND)
    if row.published_at is not None or _over(row):
        raise NotInThisState("Once everything is fixed there is nothing to sound; answer questions instead.")
    found = await session.get(Sounding, challenge_id, populate_existing=True)
    require_match(if_match, tag(challenge_id, found))
    until = _instant(row, data.until)
    _require_good(row, found, data, until, now)
    questions = [one.model_dump(mode="json") for one in data.questions]
    if found is None:
        session.add(Sounding(challenge_id=challenge_id, questions=questions, until=until))
    else:
        found.questions, found.until, found.version = questions, until, found.version + 1
    await session.flush()
    if row.is_public:
        await feed.change(session, "challenge", challenge_id, "upsert")
    await audit.record(session, actor, challenge_id, "sounding.saved", {"questions": len(questions)})


def _instant(row: Challenge, written: str) -> datetime:
    try:
        return dates.instant(written, ZoneInfo(row.timezone))
    except dates.UnclearTime as error:
        raise _refused("/until", error.code, str(error)) from None
    except ValueError:
        raise _refused("/until", "not_a_date", "No such date.") from None


def _refused(pointer: str, code: str, detail: str) -> NotAmendable:
    return NotAmendable(detail, errors=[FieldError(pointer=pointer, code=code, detail=detail)])


def _require_good(
    row: Challenge, found: Sounding | None, data: SoundingInput, until: datetime, now: datetime
) -> None:
    if len({one.id for one in data.questions}) < len(data.questions):
        raise _refused("/questions", "twice", "Give every question an id of its own.")
    if until <= now:
        raise _refused("/until", "in_the_past", "Give the market time to answer.")
    if found is None or not row.is_public:
        return
    asked = {one["id"]: one["text"] for one in found.questions}
    given = {one.id: one.text for one in data.questions}
    for key, text in asked.items():
        # A translation may be added; what was asked is not changed under those who answered.
        if key not in given or any(given[key].get(lang) != words for lang, words in text.items()):
            raise _refused(
                "/questions", "asked", f"“{key}” was asked in public; add another question instead."
            )
    if until < found.until:
        raise _refused(
            "/until", "earlier", "The market was promised more time; only a later end is possible."
        )


async def answer(
    session: AsyncSession, actor: Actor, challenge_id: UUID, question_id: str, data: SoundingAnswerInput
) -> None:
    """One answer of each firm to each question; while the sounding is open a firm may replace its own."""
    await _firm(actor, data.supplier_id, policy.ANSWER_SOUNDING)
    sounding, now = await _open(session, actor, challenge_id)
    if question_id not in {one["id"] for one in sounding.questions}:
        raise NotFound("This question is not asked.")
    given = insert(SoundingAnswer).values(
        challenge_id=challenge_id,
        question_id=question_id,
        supplier_id=data.supplier_id,
        answered_by=actor.user_id,
        lang=data.lang,
        text=data.text,
        named=data.named,
        at=now,
    )
    kept = ("lang", "text", "named", "answered_by", "at")
    await session.execute(
        given.on_conflict_do_update(
            index_elements=["challenge_id", "question_id", "supplier_id"],
            set_={name: given.excluded[name] for name in kept},
        )
    )
    await feed.change(session, "challenge", challenge_id, "upsert")
    # Not whose: the firm may not want to be named.
    await audit.record(session, ANYONE, challenge_id, "sounding.answered", {"question": question_id})


async def take_back(
    session: AsyncSession, actor: Actor, challenge_id: UUID, question_id: str, supplier_id: UUID
) -> None:
    await _firm(actor, supplier_id, policy.ANSWER_SOUNDING)
    await _open(session, actor, challenge_id)
    await session.execute(
        delete(SoundingAnswer).where(
            SoundingAnswer.challenge_id == challenge_id,
            SoundingAnswer.question_id == question_id,
            SoundingAnswer.supplier_id == supplier_id,
        )
    )
    await feed.change(session, "challenge", challenge_id, "upsert")
    await audit.record(session, ANYONE, challenge_id, "sounding.taken_back", {"question": question_id})


async def _firm(actor: Actor, supplier_id: UUID, permission: Permission) -> None:
    if not can(actor, permission, Resource(organisation_id=supplier_id)):
        raise Forbidden("Answer for a firm that you belong to.") if actor.signed_in else NotSignedIn()


async def _open(session: AsyncSession, actor: Actor, challenge_id: UUID) -> tuple[Sounding, datetime]:
    row, _, _ = await standing.find(session, actor, challenge_id, lock=True)
    now = await standing.clock_after(session)
    sounding = await session.get(Sounding, challenge_id, populate_existing=True)
    if sounding is None:
        raise NotFound("There is no market sounding here.")
    if not is_open(row, sounding, now):
        raise SoundingClosed("Read what was answered; no more answers are taken.")
    return sounding, now


async def shown(
    session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> tuple[SoundingOut, str]:
    row, _, now = await standing.find(session, actor, challenge_id)
    sounding = await session.get(Sounding, challenge_id)
    if sounding is None:
        raise NotFound("There is no market sounding here.")
    query = select(SoundingAnswer).where(SoundingAnswer.challenge_id == challenge_id)
    answers = list(await session.scalars(query.order_by(SoundingAnswer.at, SoundingAnswer.id)))
    named = await suppliers.cards(session, [one.supplier_id for one in answers if one.named], languages)
    mine = set(actor.organisations())
    questions = [
        SoundingQuestionOut(
            id=question["id"],
            text=text_of(question["text"], languages, row.original_language),
            texts=question["text"],
            answers=[
                SoundingAnswerOut(
                    id=one.id,
                    firm=named[one.supplier_id].name if one.named else None,
                    supplier_id=one.supplier_id if one.named else None,
                    text=Text(value=one.text, lang=one.lang, original=True),
                    mine=one.supplier_id in mine,
                    at=one.at,
                )
                for one in answers
                if one.question_id == question["id"]
            ],
        )
        for question in sounding.questions
    ]
    found = SoundingOut(
        until=sounding.until,
        timezone=row.timezone,
        open=is_open(row, sounding, now),
        questions=questions,
    )
    return found, tag(challenge_id, sounding)


async def count(session: AsyncSession, challenge_id: UUID) -> int:
    query = select(func.count()).where(SoundingAnswer.challenge_id == challenge_id)
    found: int = (await session.execute(query)).scalar_one()
    return found
