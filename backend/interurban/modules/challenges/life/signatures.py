"""Who stands behind a challenge: which office signed what, and when. Offices are shown, never people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.errors import NotFound
from interurban.core.schemas import FieldError
from interurban.core.text import fold
from interurban.modules.challenges import policy, repository, service
from interurban.modules.challenges.errors import NotAmendable, NotInThisState, PersonNamed
from interurban.modules.challenges.life_answers import SignatureOut
from interurban.modules.challenges.life_models import Signature
from interurban.modules.challenges.life_schemas import SignatureInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.schemas import ChallengeTerms
from interurban.modules.challenges.types import FINAL, SignatureKind
from interurban.modules.feed import public as feed
from interurban.modules.identity import public as identity

from . import amendments, standing

_WITH_RECORD = (SignatureKind.council, SignatureKind.board)


async def sign(session: AsyncSession, actor: Actor, challenge_id: UUID, data: SignatureInput) -> Signature:
    """For the actor's own city. What was signed is kept as it stood, and the risks accepted."""
    row, status, now = await standing.find(session, actor, challenge_id, lock=True)
    city = await standing.acting_city(session, actor, row, policy.SIGN)
    if status in FINAL:
        raise NotInThisState("The challenge has ended; nothing about it is signed any more.")
    await refuse_person(session, actor, data.office)
    risks = ChallengeTerms.model_validate(row.terms).sponsorship.risks
    await _require_good(session, row, data, bool(risks))
    made = Signature(
        challenge_id=row.id,
        city_id=city,
        kind=data.kind,
        office=data.office,
        reference=data.reference,
        decided_on=data.decided_on,
        document_id=data.document_id,
        risks=[risk.text for risk in risks] if data.kind is SignatureKind.risks else [],
        public=data.public,
        content_hash=await _content(session, row),
        signed_by=actor.user_id,
        at=now,
    )
    session.add(made)
    await session.flush()
    if row.is_public and data.public:
        await feed.change(session, "challenge", row.id, "upsert")
    detail = {"city": city, "kind": data.kind, "office": data.office}
    await audit.record(session, actor, row.id, "challenge.signed", detail)
    return made


async def refuse_person(session: AsyncSession, actor: Actor, office: str) -> None:
    """The signer's own name is no office. That no other name is in it, the page asks; nobody can compute."""
    for person in await identity.contacts(session, [actor.user_id] if actor.user_id else []):
        name = fold(person.name).strip()
        if (len(name) > 3 and name in fold(office)) or "@" in office:
            detail = "Write the office, for instance “Director of Public Works”."
            raise PersonNamed(detail, errors=[FieldError(pointer="/office", code="person", detail=detail)])


async def _require_good(session: AsyncSession, row: Challenge, data: SignatureInput, risks: bool) -> None:
    errors = []
    if data.kind in _WITH_RECORD:
        for name in ("reference", "decided_on"):
            if not getattr(data, name):
                detail = "A decision of a council or board has its reference and its date."
                errors.append(FieldError(pointer=f"/{name}", code="missing", detail=detail))
    if data.kind is SignatureKind.risks and not risks:
        detail = "Name the risks first; then they can be accepted."
        errors.append(FieldError(pointer="/kind", code="no_risks", detail=detail))
    if data.document_id is not None:
        files = {file.id for file in await repository.files(session, row.id)}
        if data.document_id not in files:
            detail = "Add the document to the challenge first."
            errors.append(FieldError(pointer="/document_id", code="no_file", detail=detail))
    if errors:
        raise NotAmendable("Change the fields named below and send it again.", errors=errors)


async def take_back(session: AsyncSession, actor: Actor, challenge_id: UUID, signature_id: UUID) -> None:
    """Before the challenge is public; afterwards a signature stands."""
    row, _, _ = await standing.find(session, actor, challenge_id, lock=True)
    city = await standing.acting_city(session, actor, row, policy.SIGN)
    made = await session.get(Signature, signature_id)
    if made is None or made.challenge_id != row.id or made.city_id != city:
        raise NotFound("There is no such signature of your city.")
    if row.is_public:
        raise NotInThisState("What was signed in public stays.")
    await session.delete(made)
    await audit.record(session, actor, row.id, "challenge.unsigned", {"city": city, "kind": made.kind})


async def listing(
    session: AsyncSession, row: Challenge, languages: Sequence[str], *, public_only: bool
) -> list[SignatureOut]:
    query = select(Signature).where(Signature.challenge_id == row.id).order_by(Signature.at, Signature.id)
    if public_only:
        query = query.where(Signature.public)
    found = list(await session.scalars(query))
    cards = await standing.cards(session, [one.city_id for one in found], row.organisation_id, languages)
    content = await _content(session, row) if found else b""
    return [
        SignatureOut(
            id=one.id,
            city=cards[one.city_id],
            kind=SignatureKind(one.kind),
            office=one.office,
            reference=one.reference,
            decided_on=one.decided_on,
            document_id=one.document_id,
            risks=one.risks,
            public=one.public,
            before_change=one.content_hash != content,
            at=one.at,
        )
        for one in found
    ]


async def _content(session: AsyncSession, row: Challenge) -> bytes:
    """What was signed: texts, terms and dates, whatever their version was called."""
    written = amendments.document(await service.as_written(session, row))
    return sha256(json.dumps(written, sort_keys=True).encode()).digest()


async def own(
    session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> list[SignatureOut]:
    """For the cities of the challenge: those that are not public as well."""
    row, _, _ = await standing.find(session, actor, challenge_id)
    await standing.acting_city(session, actor, row, policy.READ_SIGNATURES)
    return await listing(session, row, languages, public_only=False)
