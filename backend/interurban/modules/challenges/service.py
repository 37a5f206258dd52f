"""Drafting and publishing. One request is one transaction; the caller's dependency commits it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, paging
from interurban.core.actor import Actor
from interurban.core.errors import Forbidden, Invalid, NotFound
from interurban.core.http import etag, require_match
from interurban.core.policy import Resource, can, require
from interurban.core.schemas import FieldError
from interurban.core.text import choose, slug
from interurban.modules.cities import public as cities

from . import acts, checklist, checks, city_rules, dates, policy, repository, standing
from .answers import CityRules, DraftOut, FileOut, OwnChallenge
from .answers import Instants as InstantsOut
from .errors import AlreadyPublished, JointDraft
from .models import Challenge, ChallengeFile, ChallengeText, Participation
from .projection import closes_assumed, ended
from .schemas import ChallengeInput, ChallengePatch, ChallengeTerms, ChallengeTexts, Dates, LocalTerms
from .types import LIVE, Kind, Part, Status

TIMES = ("opens_at", "questions_until", "closes_at", "opening_at", "decision_by")


def tag(row: Challenge) -> str:
    return etag("challenge", row.id, row.version)


async def create(
    session: AsyncSession, actor: Actor, organisation_id: UUID, data: ChallengeInput, *, demo: bool = False
) -> Challenge:
    """A new draft of a city."""
    city = (await cities.city_facts(session, [organisation_id])).get(organisation_id)
    if city is None:
        raise NotFound("There is no city with this id.")
    require(actor, policy.DRAFT, Resource(organisation_id=organisation_id))
    row = Challenge(
        kind=Kind.challenge,
        organisation_id=organisation_id,
        demo=demo or city.demo,
        timezone=city.timezone,
        created_by=actor.user_id,
        original_language=data.original_language,
        terms={},
    )
    write(row, data)
    session.add(row)
    await session.flush()
    session.add(Participation(challenge_id=row.id, city_id=organisation_id, state=Part.lead))
    await write_texts(session, row.id, data)
    await audit.record(session, actor, row.id, "challenge.created", {"city": organisation_id})
    await session.refresh(row)
    return row


def write(row: Challenge, data: ChallengeInput) -> None:
    row.original_language = data.original_language
    row.terms = data.terms.model_dump(mode="json")
    row.dates_as_written = data.dates.model_dump(mode="json")
    for name, value in resolve(data.dates, ZoneInfo(row.timezone)).items():
        setattr(row, name, value)
    row.zone_assumed = any(dates.assumes_zone(getattr(data.dates, name)) for name in TIMES)


def resolve(written: Dates, zone: ZoneInfo) -> dict[str, datetime | None]:
    """UTC instants of the dates as written.

    Raises Invalid, pointing at each date that does not exist, or exists twice, in the city's zone.
    """
    found: dict[str, datetime | None] = {}
    errors: list[FieldError] = []
    for name in TIMES:
        value = getattr(written, name)
        try:
            found[name] = dates.instant(value, zone, written.fold) if value else None
        except dates.UnclearTime as error:
            errors.append(FieldError(pointer=f"/dates/{name}", code=error.code, detail=str(error)))
        except ValueError:
            errors.append(FieldError(pointer=f"/dates/{name}", code="not_a_date", detail="No such date."))
    if errors:
        raise Invalid("Some dates need a change.", errors=errors)
    return found


async def write_texts(session: AsyncSession, challenge_id: UUID, data: ChallengeInput) -> None:
    rows = [
        ChallengeText(challenge_id=challenge_id, lang=lang, **texts.model_dump())
        for lang, texts in data.texts.items()
    ]
    await repository.replace_texts(session, challenge_id, rows)


async def as_written(session: AsyncSession, row: Challenge) -> ChallengeInput:
    fields = ChallengeTexts.model_fields
    texts = {
        text.lang: ChallengeTexts(**{name: getattr(text, name) for name in fields})
        for text in await repository.texts(session, row.id)
    }
    return ChallengeInput(
        original_language=row.original_language,
        texts=texts,
        terms=ChallengeTerms.model_validate(row.terms),
        dates=Dates.model_validate(row.dates_as_written),
    )


async def change(
    session: AsyncSession, actor: Actor, challenge_id: UUID, patch: ChallengePatch, if_match: str | None
) -> Challenge:
    row, status, _ = await standing.own(session, actor, challenge_id, lock=True)
    may_edit(actor, row, status)
    require_match(if_match, tag(row))
    before = await as_written(session, row)
    given = {
        name: getattr(patch, name) for name in patch.model_fields_set if getattr(patch, name) is not None
    }
    parts = {name: getattr(before, name) for name in ChallengeInput.model_fields} | given
    if parts["original_language"] not in parts["texts"]:
        raise Invalid(
            "The texts must hold the original language.",
            errors=[
                FieldError(pointer="/texts", code="original_missing", detail="Write it in the original.")
            ],
        )
    data = ChallengeInput(**parts)
    write(row, data)
    if "texts" in given:
        await write_texts(session, row.id, data)
    row.version += 1
    row.updated_at = func.clock_timestamp()
    await audit.record(session, actor, row.id, "challenge.changed", {"parts": sorted(given)})
    await acts.void_pending(session, actor, row, "The common text or terms have changed.")
    await session.refresh(row)
    return row


def may_edit(actor: Actor, row: Challenge, status: Status) -> None:
    if status not in (Status.draft, Status.in_review):
        raise AlreadyPublished("Write an amendment, so that everybody who read it sees what changed.")
    if not can(actor, policy.EDIT, Resource(organisation_id=row.organisation_id, state=status)):
        raise Forbidden("The lead city's officers write the common parts; another city writes its own terms.")


async def submit(session: AsyncSession, actor: Actor, challenge_id: UUID, if_match: str | None) -> Challenge:
    """Hands a draft to colleagues for review; a second call takes it back."""
    row, status, now = await standing.own(session, actor, challenge_id, lock=True)
    may_edit(actor, row, status)
    require_match(if_match, tag(row))
    row.submitted_at = now if status is Status.draft else None
    row.version += 1
    await audit.record(session, actor, row.id, "challenge.submitted", {"back": row.submitted_at is None})
    await acts.void_pending(session, actor, row, "The draft was handed to review or taken back.")
    await session.refresh(row)
    return row


async def findings(session: AsyncSession, row: Challenge, now: datetime) -> list[FieldError]:
    """What stands between a draft and publication, every live city's terms and rules included."""
    return (await _looked_at(session, row, await as_written(session, row), now))[0]


async def _looked_at(
    session: AsyncSession, row: Challenge, draft: ChallengeInput, now: datetime
) -> tuple[list[FieldError], list[CityRules]]:
    at = checks.Instants(**{name: getattr(row, name) for name in TIMES})
    parts = await repository.participations(session, row.id)
    own = [LocalTerms.model_validate(part.local_terms) for part in parts if part.state in LIVE]
    rules = await city_rules.judged(session, row, draft, at, now)
    found = [*checks.findings(draft, at, now), *checks.shares(draft.terms, own), *city_rules.blocking(rules)]
    return found, rules


async def delete(session: AsyncSession, actor: Actor, challenge_id: UUID, if_match: str | None) -> None:
    """Removes a draft with its files' rows. What was public once is never deleted."""
    row, status, _ = await standing.own(session, actor, challenge_id, lock=True)
    may_edit(actor, row, status)
    require_match(if_match, tag(row))
    if len(await repository.live_cities(session, row.id)) > 1:
        raise JointDraft("Hand over the lead and leave, or ask the other cities to leave first.")
    await audit.record(session, actor, row.id, "challenge.deleted", {})
    await session.delete(row)


async def listing(
    session: AsyncSession,
    actor: Actor,
    organisation_id: UUID,
    cursor: str | None,
    limit: int,
    languages: Sequence[str],
) -> tuple[list[OwnChallenge], str | None]:
    if not can(actor, policy.READ_DRAFT, Resource(organisation_id=organisation_id)):
        raise Forbidden("Only this city's own people see its drafts.")
    after = None
    if cursor:
        at, key = paging.decode("own", cursor, 2)
        after = (datetime.fromisoformat(at), UUID(key))
    rows = await repository.of_city(session, organisation_id, after, limit + 1)
    shown, more = rows[:limit], rows[limit:]
    titles = await repository.titles(session, [row.id for row, _, _ in shown])
    items = [
        await _own_item(session, row, status, part, titles.get(row.id, {}), languages)
        for row, status, part in shown
    ]
    last = shown[-1][0] if more else None
    return items, paging.encode("own", [last.updated_at.isoformat(), last.id]) if last else None


async def _own_item(
    session: AsyncSession,
    row: Challenge,
    status: Status,
    part: Participation,
    titles: dict[str, str],
    languages: Sequence[str],
) -> OwnChallenge:
    now = await _clock(session)
    missing = await findings(session, row, now) if status in (Status.draft, Status.in_review) else []
    return OwnChallenge(
        id=row.id,
        slug=slug(titles.get(row.original_language, "")),
        status=status,
        title=choose(titles, languages, row.original_language),
        closes_at=row.closes_at,
        timezone=row.timezone,
        findings=len(missing),
        part=Part(part.state),
        answer_by=part.answer_by,
        waiting=await _waits_for(session, row.id, part),
        version=row.version,
        updated_at=row.updated_at,
    )


async def _waits_for(session: AsyncSession, challenge_id: UUID, part: Participation) -> bool:
    """Whether the next step is this city's: an invitation to answer, or something to approve."""
    if part.state == Part.invited:
        return True
    pending = await repository.acts(session, challenge_id, pending=True)
    signed = await repository.approvals(session, [act.id for act in pending])
    have = {(approval.act_id, approval.city_id) for approval in signed}
    return part.state in LIVE and any((act.id, part.city_id) not in have for act in pending)


async def _clock(session: AsyncSession) -> datetime:
    now: datetime = (await session.execute(func.clock_timestamp().select())).scalar_one()
    return now


async def draft(session: AsyncSession, actor: Actor, challenge_id: UUID) -> tuple[DraftOut, str]:
    row, status, now = await standing.own(session, actor, challenge_id)
    return await draft_of(session, row, status, now), tag(row)


async def draft_of(session: AsyncSession, row: Challenge, status: Status, now: datetime) -> DraftOut:
    written = await as_written(session, row)
    assert row.organisation_id is not None  # own() only finds challenges of a city
    missing, rules = await _looked_at(session, row, written, now)
    return DraftOut(
        id=row.id,
        organisation_id=row.organisation_id,
        status=status,
        slug=slug(written.texts[row.original_language].title),
        original_language=row.original_language,
        texts=written.texts,
        terms=written.terms,
        dates=written.dates,
        instants=instants(row),
        documents=[file_out(file) for file in await repository.files(session, row.id)],
        findings=missing if row.published_at is None else [],
        rules=rules if row.published_at is None else [],
        checklist=checklist.checklist(written, rules) if row.published_at is None else [],
        version=row.version,
        updated_at=row.updated_at,
    )


_SHOWN = ("announced_at", "published_at", "timezone", "zone_assumed")


def instants(row: Challenge) -> InstantsOut:
    return InstantsOut(
        **{name: getattr(row, name) for name in (*TIMES, *_SHOWN)},
        ended_at=ended(row)[0],
        closes_assumed=closes_assumed(row),
    )


def file_out(file: ChallengeFile) -> FileOut:
    return FileOut(
        id=file.id,
        name=file.name,
        media_type=file.media_type,
        length=file.length,
        sha256=file.sha256.hex(),
        url=f"/v1/challenges/{file.challenge_id}/documents/{file.id}",
        created_at=file.created_at,
    )
