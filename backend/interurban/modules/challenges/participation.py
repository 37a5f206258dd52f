"""Cities that post a challenge together: invited or asking, accepted under their own terms, declined, left.

Whoever writes locks the challenge first, so that of two steps at once the later sees the earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.database import database_now
from interurban.core.errors import Conflict, Forbidden, Invalid, NotFound
from interurban.core.http import etag, require_match
from interurban.core.policy import Permission, Resource, can
from interurban.core.schemas import FieldError, dump
from interurban.modules.cities import public as cities

from . import acts, policy, repository, rights, standing, store, told
from .errors import AlreadyPublished, InvitationLapsed, LeadStays, NotJoinable, NotWaiting, PartTaken
from .models import Challenge, ChallengeAct, Participation, ParticipationNotice
from .schemas import AskInput, InviteInput, LocalTerms
from .types import ENDED, JOINABLE, LIVE, WAITING, ActKind, NoticeKind, Part, Status

TIME_TO_ANSWER, MOST_TIME = timedelta(days=14), timedelta(days=180)


def tag(part: Participation) -> str:
    return etag("part", part.challenge_id, part.city_id, part.version)


async def invite(session: AsyncSession, actor: Actor, challenge_id: UUID, data: InviteInput) -> None:
    """A city is asked to join. Once the challenge is public, every city that posts it must want this."""
    row, status, now = await standing.own(session, actor, challenge_id, lock=True)
    parts = await repository.participations(session, row.id)
    _lead_only(actor, parts, "The lead city invites. Ask it to.")
    _joinable(status)
    await _invitable(session, row, data.city_id)
    _free(_part(parts, data.city_id), now)
    answer_by = _answer_by(data.answer_by, now)
    if row.is_public:
        payload = {"city_id": data.city_id, "answer_by": answer_by, "message": data.message}
        await acts.propose(session, actor, row, ActKind.admit, {k: str(v) for k, v in payload.items()})
        return
    await _invite(session, actor, row, data.city_id, answer_by, data.message)


async def ask(session: AsyncSession, actor: Actor, challenge_id: UUID, data: AskInput) -> None:
    """A city with the same problem asks to join a public challenge."""
    found = await repository.get(session, challenge_id, lock=True)
    if found is None or not found[0].is_public or found[0].organisation_id is None:
        raise NotFound("There is no public challenge of a city with this id.")
    row, status, now = found
    if not can(actor, policy.JOIN, Resource(organisation_id=data.city_id)):
        raise Forbidden("Ask for your own city.")
    _joinable(status)
    await _invitable(session, row, data.city_id)
    parts = await repository.participations(session, row.id)
    part = _free(_part(parts, data.city_id), now) or Participation(
        challenge_id=row.id, city_id=data.city_id, version=0
    )
    _become(part, Part.asked, now, answer_by=now + TIME_TO_ANSWER, message=data.message)
    part.local_terms = dump(data.local_terms)
    session.add(part)
    await _record(session, actor, row, "participation.asked", data.city_id)
    lead = rights.lead_of(parts)
    await told.tell(session, actor, row, told.ASKED, data.city_id, [lead])


async def accept(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    city_id: UUID,
    if_match: str | None,
    *,
    local_terms: LocalTerms | None = None,
    note: str = "",
) -> None:
    """By whoever is to answer: an invited city joins; the lead proposes to admit one that asked."""
    row, status, now = await _seen(session, actor, challenge_id)
    parts = await repository.participations(session, row.id)
    part = await _awaited(actor, parts, city_id, now)
    require_match(if_match, tag(part))
    _joinable(status)
    if part.state == Part.asked:
        await acts.propose(session, actor, row, ActKind.admit, {"city_id": str(city_id)}, note=note)
        return
    if local_terms is not None:
        part.local_terms = dump(local_terms)
    await _join(session, actor, row, part)


async def decline(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    city_id: UUID,
    if_match: str | None,
    reason: str = "",
) -> None:
    row, _, now = await _seen(session, actor, challenge_id)
    parts = await repository.participations(session, row.id)
    part = await _awaited(actor, parts, city_id, now)
    require_match(if_match, tag(part))
    lead = rights.lead_of(parts)
    by, to = (city_id, lead) if part.state == Part.invited else (lead, city_id)
    _become(part, Part.declined, now, message=reason)
    await _record(session, actor, row, "participation.declined", city_id, by=by)
    await told.tell(session, actor, row, told.DECLINED, by, [to])


async def take_back(
    session: AsyncSession, actor: Actor, challenge_id: UUID, city_id: UUID, if_match: str | None
) -> None:
    """The lead takes an invitation back; a city its own request. Nothing of it stays but the audit."""
    row, _, now = await _seen(session, actor, challenge_id)
    parts = await repository.participations(session, row.id)
    part, lead = _part(parts, city_id), rights.lead_of(parts)
    by, to = (city_id, lead) if part is not None and part.state == Part.asked else (lead, city_id)
    if not can(actor, policy.JOIN, Resource(organisation_id=by)):
        raise Forbidden("Whoever invited or asked takes it back.")
    if part is None or part.state not in WAITING:
        raise NotWaiting("It has been answered already. Read the list of cities again.")
    require_match(if_match, tag(part))
    was_open = not rights.lapsed(part, now)
    await session.delete(part)
    await _record(session, actor, row, "participation.taken_back", city_id, by=by)
    if was_open:
        await told.tell(session, actor, row, told.WITHDRAWN, by, [to])


async def leave(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    city_id: UUID,
    if_match: str | None,
    reason: str,
) -> None:
    """Freely before publication; afterwards by a public notice, which touches nothing but its own part."""
    row, status, now = await standing.own(session, actor, challenge_id, lock=True)
    parts = await repository.participations(session, row.id)
    part = _own_part(actor, parts, city_id, policy.APPROVE)
    require_match(if_match, tag(part))
    if part.state == Part.lead:
        raise LeadStays("Hand the lead over first, or end the challenge.")
    if status in ENDED:
        raise Conflict("The challenge has ended; there is nothing to leave.")
    _become(part, Part.left, now, message=reason)
    await _record(session, actor, row, "participation.left", city_id, reason=reason)
    await _publicly(session, row, NoticeKind.left, city_id, reason)
    await acts.after_departure(session, actor, row, city_id)
    await told.tell(session, actor, row, told.LEFT, city_id, rights.live(parts))


async def change_terms(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    city_id: UUID,
    terms: LocalTerms,
    if_match: str | None,
) -> None:
    """A city writes what differs for it, and nobody else does; an invited city may prepare its own."""
    row, status, now = await standing.own(session, actor, challenge_id, lock=True)
    parts = await repository.participations(session, row.id)
    part = _own_part(actor, parts, city_id, policy.JOIN, waiting=True)
    if rights.lapsed(part, now):
        raise InvitationLapsed("Ask the lead city to invite you again.")
    if status not in (Status.draft, Status.in_review) and part.state in LIVE:
        raise AlreadyPublished("Own terms stay as they were published; a city may leave by a notice.")
    require_match(if_match, tag(part))
    await write_terms(session, actor, row, part, terms)


async def write_terms(
    session: AsyncSession, actor: Actor, row: Challenge, part: Participation, terms: LocalTerms
) -> None:
    """Whoever calls has made sure that this city wants it. Approvals of the other terms end."""
    part.local_terms = dump(terms)
    part.version += 1
    await _record(session, actor, row, "participation.terms_changed", part.city_id)
    if part.state in LIVE:
        await acts.void_pending(session, actor, row, "A city has changed its own terms.")


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    city_id: UUID,
    if_match: str | None,
    note: str = "",
) -> ChallengeAct:
    """Proposes another city as the lead; it leads once every city, itself included, has approved."""
    row, status, _ = await standing.own(session, actor, challenge_id, lock=True)
    parts = await repository.participations(session, row.id)
    _lead_only(actor, parts, "The lead city proposes who leads after it.")
    if status in ENDED:
        raise Conflict("The challenge has ended; nobody needs to lead it.")
    part = _part(parts, city_id)
    if part is None or part.state != Part.accepted:
        what = "Choose a city that takes part already; invite it first."
        raise Invalid(what, errors=[FieldError(pointer="/city_id", code="not_accepted", detail=what)])
    require_match(if_match, etag("challenge", row.id, row.version))
    return await acts.propose(session, actor, row, ActKind.hand_over, {"city_id": str(city_id)}, note=note)


@acts.executes(ActKind.hand_over)
async def _hand_over(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    parts = await repository.participations(session, row.id)
    before, after = _part(parts, rights.lead_of(parts)), _part(parts, UUID(act.payload["city_id"]))
    assert before is not None  # there is always one lead
    assert after is not None  # its departure would have ended the act
    before.state, after.state = Part.accepted, Part.lead
    before.version, after.version = before.version + 1, after.version + 1
    row.organisation_id = after.city_id
    row.version += 1
    row.updated_at = func.clock_timestamp()
    await repository.give_files(session, row.id, after.city_id)
    detail = {"from": before.city_id, "to": after.city_id}
    await audit.record(session, actor, row.id, "participation.lead_handed_over", detail)
    await session.refresh(row)
    await _publicly(session, row, NoticeKind.lead_changed, after.city_id, act.note)


@acts.executes(ActKind.admit)
async def _admit(session: AsyncSession, row: Challenge, act: ChallengeAct, actor: Actor) -> None:
    """A city that asked is in; one that was to be invited gets its invitation."""
    found = await repository.get(session, row.id)
    assert found is not None  # it is locked
    _, status, now = found
    _joinable(status)
    city = UUID(act.payload["city_id"])
    part = _part(await repository.participations(session, row.id), city)
    if part is not None and part.state == Part.asked:
        if rights.lapsed(part, now):
            raise InvitationLapsed("The city's request has lapsed meanwhile. It can ask again.")
        await _join(session, actor, row, part)
        return
    if "answer_by" not in act.payload:
        raise NotWaiting("The city has taken its request back.")
    _free(part, now)
    answer_by = _answer_by(datetime.fromisoformat(act.payload["answer_by"]), now)
    await _invite(session, actor, row, city, answer_by, act.payload["message"])


async def _invite(
    session: AsyncSession, actor: Actor, row: Challenge, city_id: UUID, answer_by: datetime, message: str
) -> None:
    parts = await repository.participations(session, row.id)
    part = _part(parts, city_id) or Participation(challenge_id=row.id, city_id=city_id, version=0)
    _become(part, Part.invited, await database_now(session), answer_by=answer_by, message=message)
    part.local_terms = {}
    session.add(part)
    await _record(session, actor, row, "participation.invited", city_id, answer_by=answer_by)
    await told.tell(session, actor, row, told.INVITED, rights.lead_of(parts), [city_id])


async def _join(session: AsyncSession, actor: Actor, row: Challenge, part: Participation) -> None:
    _become(part, Part.accepted, await database_now(session))
    await _record(session, actor, row, "participation.accepted", part.city_id)
    await acts.void_pending(
        session, actor, row, "A city has joined; what was approved is no longer the same."
    )
    await _publicly(session, row, NoticeKind.joined, part.city_id, "")
    others = await repository.live_cities(session, row.id)
    await told.tell(session, actor, row, told.JOINED, part.city_id, others)


def _become(
    part: Participation,
    state: Part,
    now: datetime,
    *,
    answer_by: datetime | None = None,
    message: str = "",
) -> None:
    part.state, part.since, part.answer_by, part.message = state, now, answer_by, message
    part.version += 1


async def _record(
    session: AsyncSession, actor: Actor, row: Challenge, action: str, city_id: UUID, **detail: Any
) -> None:
    await audit.record(session, actor, row.id, action, {"city": city_id, **detail})


async def _publicly(
    session: AsyncSession, row: Challenge, kind: NoticeKind, city_id: UUID, reason: str
) -> None:
    """Once a challenge is public, so are the comings and goings of its cities."""
    if not row.is_public:
        return
    now = await database_now(session)
    session.add(ParticipationNotice(challenge_id=row.id, city_id=city_id, kind=kind, reason=reason, at=now))
    row.updated_at = now
    await session.flush()
    await store.project(session, row)


async def _seen(
    session: AsyncSession, actor: Actor, challenge_id: UUID
) -> tuple[Challenge, Status, datetime]:
    """A public challenge is everybody's; a draft only those know who post it or are invited to."""
    found = await repository.get(session, challenge_id, lock=True)
    if found is None or found[0].organisation_id is None:
        raise NotFound(standing.NONE)
    if not found[0].is_public:
        return await standing.own(session, actor, challenge_id, lock=True)
    return found


async def _awaited(
    actor: Actor, parts: Sequence[Participation], city_id: UUID, now: datetime
) -> Participation:
    """The part that waits for an answer of the actor's city."""
    part = _part(parts, city_id)
    who = rights.lead_of(parts) if part is not None and part.state == Part.asked else city_id
    if not can(actor, policy.JOIN, Resource(organisation_id=who)):
        raise Forbidden("The city that was invited or asked answers.")
    if part is None or part.state not in WAITING:
        raise NotWaiting("It has been answered or taken back already. Read the list of cities again.")
    if rights.lapsed(part, now):
        raise InvitationLapsed("Invite or ask again; the time to answer is over.")
    return part


def _own_part(
    actor: Actor,
    parts: Sequence[Participation],
    city_id: UUID,
    permission: Permission,
    *,
    waiting: bool = False,
) -> Participation:
    part = _part(parts, city_id)
    states = LIVE | ({Part.invited} if waiting else frozenset())
    if not can(actor, permission, Resource(organisation_id=city_id)):
        raise Forbidden("Each city decides on its own part alone.")
    if part is None or part.state not in states:
        raise NotFound("This city has no part in the challenge.")
    return part


def _part(parts: Sequence[Participation], city_id: UUID) -> Participation | None:
    return next((part for part in parts if part.city_id == city_id), None)


def _lead_only(actor: Actor, parts: Sequence[Participation], advice: str) -> None:
    if not can(actor, policy.JOIN, Resource(organisation_id=rights.lead_of(parts))):
        raise Forbidden(advice)


def _joinable(status: Status) -> None:
    if status not in JOINABLE:
        raise NotJoinable("Cities join until the deadline. A new challenge can build on this one.")


def _free(part: Participation | None, now: datetime) -> Participation | None:
    """A part that is over may begin again: declined, left or lapsed."""
    if part is not None and (part.state in LIVE or (part.state in WAITING and not rights.lapsed(part, now))):
        raise PartTaken("It takes part, is invited or has asked. Answer that, or take it back first.")
    return part


async def _invitable(session: AsyncSession, row: Challenge, city_id: UUID) -> None:
    """Invented cities post with invented ones only."""
    facts = (await cities.city_facts(session, [city_id])).get(city_id)
    if facts is None or facts.demo != row.demo:
        what = "Choose a city of the list at /v1/cities; invented cities keep among themselves."
        raise Invalid(what, errors=[FieldError(pointer="/city_id", code="no_such_city", detail=what)])


def _answer_by(wanted: datetime | None, now: datetime) -> datetime:
    chosen = wanted or now + TIME_TO_ANSWER
    if not now < chosen <= now + MOST_TIME:
        what = "Choose a time to come, within half a year."
        raise Invalid(what, errors=[FieldError(pointer="/answer_by", code="answer_by", detail=what)])
    return chosen
