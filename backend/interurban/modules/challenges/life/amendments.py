"""Numbered changes of what is public: shown field by field, told to everybody who follows, never silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.schemas import FieldError, Text
from interurban.core.text import choose
from interurban.modules.challenges import checks, repository, service, store
from interurban.modules.challenges.difference import Difference, differences
from interurban.modules.challenges.errors import NotAmendable, NothingChanged, NotInThisState
from interurban.modules.challenges.life_answers import AmendmentOut, ChangePreview, DifferenceOut
from interurban.modules.challenges.life_models import Amendment, PhaseDecision
from interurban.modules.challenges.life_schemas import ChangeInput, ExtensionInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.schemas import ChallengeInput
from interurban.modules.challenges.types import ChangeKind, Status
from interurban.modules.matching import public as matching

from . import news, standing

# What may still be said differently once answers are in; everything else would change the game after it.
_AFTER_THE_DEADLINE = ("/dates/opening_at", "/dates/decision_by", "/terms/phases", "/terms/sponsorship")
_FIXED_DATES = ("opens_at", "closes_at")
_FORECAST_NEEDS = ("title", "summary", "problem")
Change = ChangeInput | ExtensionInput


def document(written: ChallengeInput) -> dict[str, Any]:
    return written.model_dump(mode="json", include={"texts", "terms", "dates"})


def with_change(before: ChallengeInput, change: Change) -> ChallengeInput:
    """The challenge as it would read; refused where the original language would be gone."""
    dates = before.dates.model_copy()
    if isinstance(change, ExtensionInput):
        texts, terms = before.texts, before.terms
        moved: dict[str, Any] = change.model_dump(exclude={"reason", "office"}, exclude_none=True)
    else:
        texts = change.texts if change.texts is not None else before.texts
        terms = change.terms if change.terms is not None else before.terms
        moved = change.dates.model_dump(exclude_unset=True) if change.dates is not None else {}
    if before.original_language not in texts:
        raise NotAmendable(
            "The texts must hold the original language.",
            errors=[
                FieldError(pointer="/texts", code="original_missing", detail="Write it in the original.")
            ],
        )
    return ChallengeInput(
        original_language=before.original_language,
        texts=texts,
        terms=terms,
        dates=dates.model_copy(update=moved),
    )


async def compared(
    session: AsyncSession, row: Challenge, status: Status, now: datetime, change: Change
) -> tuple[ChallengeInput, list[Difference], list[FieldError]]:
    """What the change makes of the challenge, what differs, and what stands in its way."""
    before = await service.as_written(session, row)
    after = with_change(before, change)
    found = differences(document(before), document(after))
    at = checks.Instants(**service.resolve(after.dates, ZoneInfo(row.timezone)))
    if row.published_at is None:
        problems = list(_of_forecast(after))
    else:
        problems = [*_of_published(status, change, found), *_incomplete(status, after, at, now)]
    problems += await _decided_phases(session, row, after)
    if isinstance(change, ExtensionInput):
        problems += _of_extension(row, at, now)
    return after, found, problems


def forecast_findings(written: ChallengeInput) -> list[FieldError]:
    """What an announcement needs: enough to know what it is about."""
    return list(_of_forecast(written))


def _of_forecast(after: ChallengeInput) -> Iterator[FieldError]:
    texts = after.texts[after.original_language]
    for name in _FORECAST_NEEDS:
        if not getattr(texts, name):
            pointer = f"/texts/{after.original_language}/{name}"
            yield FieldError(pointer=pointer, code="missing", detail="A forecast says what it is about.")
    if not after.terms.categories:
        yield FieldError(
            pointer="/terms/categories", code="missing", detail="Choose a category, so that firms find it."
        )


def _of_published(status: Status, change: Change, found: Sequence[Difference]) -> Iterator[FieldError]:
    for one in found:
        pointer = one["pointer"]
        if isinstance(change, ChangeInput) and pointer in [f"/dates/{name}" for name in _FIXED_DATES]:
            detail = "This date is fixed since publication; a later deadline is an extension."
            yield FieldError(pointer=pointer, code="fixed", detail=detail)
        elif status not in (Status.planned, Status.open) and not _may_change_late(one):
            detail = "After the deadline this stays as those who answered read it."
            yield FieldError(pointer=pointer, code="after_the_deadline", detail=detail)


def _may_change_late(one: Difference) -> bool:
    pointer = one["pointer"]
    new_language = pointer.startswith("/texts/") and pointer.count("/") == 2 and one["before"] is None
    return new_language or pointer.startswith(_AFTER_THE_DEADLINE)


def _incomplete(
    status: Status, after: ChallengeInput, at: checks.Instants, now: datetime
) -> list[FieldError]:
    over = status not in (Status.planned, Status.open)
    return [one for one in checks.findings(after, at, now) if not (over and one.code == "in_the_past")]


async def _decided_phases(session: AsyncSession, row: Challenge, after: ChallengeInput) -> list[FieldError]:
    query = select(PhaseDecision.phase, PhaseDecision.kind).where(PhaseDecision.challenge_id == row.id)
    phases = after.terms.phases
    return [
        FieldError(
            pointer=f"/terms/phases/{phase}",
            code="decided",
            detail="A city has decided after this phase; it stays where it is.",
        )
        for phase, kind in (await session.execute(query)).all()
        if phase >= len(phases) or phases[phase].kind != kind
    ]


def _of_extension(row: Challenge, at: checks.Instants, now: datetime) -> list[FieldError]:
    assert at.closes_at is not None  # ExtensionInput has it
    if row.closes_at is not None and at.closes_at <= row.closes_at:
        detail = "An extension gives more time: choose a later deadline."
        return [FieldError(pointer="/dates/closes_at", code="not_later", detail=detail)]
    return []


def require_state(row: Challenge, status: Status, change: Change) -> None:
    """An extension before the deadline, by the database's clock; an amendment until the end."""
    if isinstance(change, ExtensionInput):
        if row.published_at is None or status not in (Status.planned, Status.open):
            raise NotInThisState("A deadline can be moved only before it has passed.")
    elif status not in (Status.planned, Status.open, Status.evaluation, Status.pilot):
        raise NotInThisState("The challenge has ended; nothing about it changes any more.")


async def require_good(
    session: AsyncSession, row: Challenge, status: Status, now: datetime, change: Change
) -> tuple[ChallengeInput, list[Difference]]:
    require_state(row, status, change)
    after, found, problems = await compared(session, row, status, now, change)
    if problems:
        raise NotAmendable("Change the fields named below and send it again.", errors=problems)
    if not found:
        raise NothingChanged("Every field that you sent says what it said before.")
    return after, found


async def carry_out(
    session: AsyncSession, row: Challenge, change: Change, *, city: UUID, user: UUID | None
) -> Amendment:
    """Writes the change with its number. The row is locked, so that numbers have no gaps and no twins."""
    found_row = await repository.get(session, row.id, lock=True)
    assert found_row is not None  # the caller holds it
    row, status, _ = found_row
    now = await standing.clock_after(session)
    after, found = await require_good(session, row, status, now, change)
    number = select(func.count()).where(Amendment.challenge_id == row.id)
    made = Amendment(
        challenge_id=row.id,
        number=(await session.execute(number)).scalar_one() + 1,
        kind=kind_of(row, change),
        reason=change.reason,
        changes=[dict(one) for one in found],
        city_id=city,
        changed_by=user,
        at=now,
    )
    service.write(row, after)
    await service.write_texts(session, row.id, after)
    session.add(made)
    row.version += 1
    row.updated_at = func.clock_timestamp()
    await session.flush()
    await session.refresh(row)
    await store.project(session, row)
    await _tell(session, row, made)
    return made


def kind_of(row: Challenge, change: Change) -> ChangeKind:
    if isinstance(change, ExtensionInput):
        return ChangeKind.extension
    return ChangeKind.amendment if row.published_at is not None else ChangeKind.forecast


async def _tell(session: AsyncSession, row: Challenge, made: Amendment) -> None:
    extended = made.kind == ChangeKind.extension
    if row.published_at is not None and not extended:
        # Whom it fits may be others now; who was told of it before is not told again.
        await matching.announce(session, row.id, made.at)
    await news.put(
        session,
        row.id,
        "challenge_extended" if extended else "challenge_changed",
        f"change-{made.number}",
        anchor=f"#change-{made.number}",
        number=made.number,
    )


async def preview(
    session: AsyncSession, row: Challenge, status: Status, now: datetime, change: Change
) -> ChangePreview:
    """The difference before anything is written."""
    _, found, problems = await compared(session, row, status, now, change)
    return ChangePreview(changes=[DifferenceOut(**one) for one in found], findings=problems)


async def listing(session: AsyncSession, row: Challenge, languages: Sequence[str]) -> list[AmendmentOut]:
    """The newest first."""
    query = select(Amendment).where(Amendment.challenge_id == row.id).order_by(Amendment.number.desc())
    found = list(await session.scalars(query))
    cards = await standing.cards(session, [one.city_id for one in found], row.organisation_id, languages)
    return [
        AmendmentOut(
            number=one.number,
            kind=ChangeKind(one.kind),
            reason=text_of(one.reason, languages, row.original_language),
            city=cards[one.city_id],
            changes=[DifferenceOut(**change) for change in one.changes],
            at=one.at,
        )
        for one in found
    ]


def text_of(texts: dict[str, str], languages: Sequence[str], original: str) -> Text:
    return choose(texts, languages, original) or Text(value="", lang=original, original=True)
