"""Staying in touch after a challenge: by a firm's consent, and what it is told then."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor, Role
from interurban.core.errors import Forbidden, NotFound, NotSignedIn
from interurban.core.policy import Permission, Resource, can
from interurban.core.schemas import Text
from interurban.core.text import choose, slug
from interurban.modules.challenges import policy, repository
from interurban.modules.challenges.errors import NotInThisState
from interurban.modules.challenges.life_answers import CityFeedbackOut, ConsentOut, ContactOut
from interurban.modules.challenges.life_models import Feedback, KeptContact
from interurban.modules.challenges.life_schemas import CityFeedbackInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.types import FINAL, Status
from interurban.modules.identity import public as identity
from interurban.modules.notifications import public as notifications
from interurban.modules.notifications.public import Words
from interurban.modules.suppliers import public as suppliers

from . import standing

notifications.add_texts(
    "feedback_written",
    {
        "en": Words(
            "Feedback for you: {title}",
            "A city has written to your firm about a challenge: {title}",
            "Read the feedback",
        ),
        "fr": Words(
            "Un retour pour vous : {title}",
            "Une ville a écrit à votre entreprise au sujet d'un défi : {title}",
            "Lire le retour",
        ),
    },
)


def _require_firm(actor: Actor, supplier_id: UUID, permission: Permission) -> None:
    if not can(actor, permission, Resource(organisation_id=supplier_id)):
        raise Forbidden("Speak for a firm that you own.") if actor.signed_in else NotSignedIn()


async def give(session: AsyncSession, actor: Actor, challenge_id: UUID, supplier_id: UUID) -> None:
    """The firm's consent; giving it twice is giving it once."""
    _require_firm(actor, supplier_id, policy.CONSENT)
    await standing.find_ours(session, actor, challenge_id)
    given = insert(KeptContact).values(
        challenge_id=challenge_id, supplier_id=supplier_id, given_by=actor.user_id
    )
    await session.execute(given.on_conflict_do_nothing())
    # On the firm's own chain: before the end the cities must not learn who was interested.
    await audit.record(session, actor, supplier_id, "contact.given", {"challenge": challenge_id})


async def take_back(session: AsyncSession, actor: Actor, challenge_id: UUID, supplier_id: UUID) -> None:
    _require_firm(actor, supplier_id, policy.CONSENT)
    await standing.find(session, actor, challenge_id)
    await session.execute(
        delete(KeptContact).where(
            KeptContact.challenge_id == challenge_id, KeptContact.supplier_id == supplier_id
        )
    )
    await audit.record(session, actor, supplier_id, "contact.taken_back", {"challenge": challenge_id})


async def own(
    session: AsyncSession, actor: Actor, challenge_id: UUID, supplier_id: UUID, languages: Sequence[str]
) -> ConsentOut:
    _require_firm(actor, supplier_id, policy.READ_CONSENT)
    row, _, _ = await standing.find(session, actor, challenge_id)
    query = select(Feedback).where(Feedback.challenge_id == challenge_id, Feedback.supplier_id == supplier_id)
    found = list(await session.scalars(query.order_by(Feedback.at.desc())))
    cards = await standing.cards(session, [one.city_id for one in found], row.organisation_id, languages)
    return ConsentOut(
        given=await session.get(KeptContact, (challenge_id, supplier_id)) is not None,
        feedback=[
            CityFeedbackOut(
                city=cards[one.city_id], text=Text(value=one.text, lang=one.lang, original=True), at=one.at
            )
            for one in found
        ],
    )


async def listing(
    session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> list[ContactOut]:
    """For the cities, once it has ended: before that nobody learns who is interested."""
    row, _ = await _ended(session, actor, challenge_id)
    query = select(KeptContact).where(KeptContact.challenge_id == row.id).order_by(KeptContact.since)
    found = list(await session.scalars(query))
    cards = await suppliers.cards(session, [one.supplier_id for one in found], languages)
    return [
        ContactOut(supplier_id=one.supplier_id, name=cards[one.supplier_id].name, since=one.since)
        for one in found
    ]


async def _ended(session: AsyncSession, actor: Actor, challenge_id: UUID) -> tuple[Challenge, UUID]:
    row, status, _ = await standing.find(session, actor, challenge_id)
    city = await standing.acting_city(session, actor, row, policy.READ_CONTACTS)
    if status not in FINAL | {Status.pilot}:
        raise NotInThisState("Who agreed to stay in touch is shown once the challenge has ended.")
    return row, city


async def write_feedback(
    session: AsyncSession, actor: Actor, challenge_id: UUID, supplier_id: UUID, data: CityFeedbackInput
) -> None:
    """To a firm that agreed to stay in touch; between the city and the firm."""
    row, city = await _ended(session, actor, challenge_id)
    if await session.get(KeptContact, (challenge_id, supplier_id)) is None:
        raise NotFound("This firm did not agree to stay in touch, or has changed its mind.")
    session.add(
        Feedback(
            challenge_id=challenge_id,
            supplier_id=supplier_id,
            city_id=city,
            written_by=actor.user_id,
            lang=data.lang,
            text=data.text,
        )
    )
    titles = (await repository.titles(session, [row.id])).get(row.id, {})
    title = choose(titles, [data.lang], row.original_language)
    await notifications.notify(
        session,
        await identity.member_ids(session, supplier_id, Role.supplier_owner, Role.supplier_member),
        "feedback_written",
        {"title": title.value if title else ""},
        f"/challenges/{row.id}/{slug(titles.get(row.original_language, ''))}#contact",
        mail=True,
        organisation_id=supplier_id,
    )
    await audit.record(session, actor, row.id, "feedback.written", {"city": city})
