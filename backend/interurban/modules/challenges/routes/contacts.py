"""A firm's consent to stay in touch after a challenge, and the feedback that it gets."""

from __future__ import annotations

from uuid import UUID

from interurban.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy
from interurban.modules.challenges.life import contacts
from interurban.modules.challenges.life_answers import ConsentOut, ContactList
from interurban.modules.challenges.life_schemas import CityFeedbackInput

router = make_router("challenges")
_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound)
_WRITING = {**_PROBLEMS, **problems(Conflict)}


@router.get(
    "/challenges/{challenge_id}/contacts",
    operation_id="listContacts",
    dependencies=[allow(policy.READ_CONTACTS)],
    responses=_WRITING,
    summary="For its cities, once it has ended: the firms that agreed to stay in touch",
)
async def list_contacts(
    challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> ContactList:
    return ContactList(items=await contacts.listing(session, actor, challenge_id, languages))


@router.get(
    "/challenges/{challenge_id}/contacts/{supplier_id}",
    operation_id="getContact",
    dependencies=[allow(policy.READ_CONSENT)],
    responses=_PROBLEMS,
    summary="For the firm: whether it agreed, and the feedback that it got",
)
async def get_contact(
    challenge_id: UUID, supplier_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> ConsentOut:
    return await contacts.own(session, actor, challenge_id, supplier_id, languages)


@router.put(
    "/challenges/{challenge_id}/contacts/{supplier_id}",
    operation_id="giveContact",
    status_code=204,
    dependencies=[allow(policy.CONSENT)],
    responses=_WRITING,
    summary="Agree to stay in touch; the cities see it once the challenge has ended",
)
async def give_contact(challenge_id: UUID, supplier_id: UUID, session: Write, actor: CurrentActor) -> None:
    await contacts.give(session, actor, challenge_id, supplier_id)


@router.delete(
    "/challenges/{challenge_id}/contacts/{supplier_id}",
    operation_id="takeContactBack",
    status_code=204,
    dependencies=[allow(policy.CONSENT)],
    responses=_PROBLEMS,
    summary="Take the consent back, at any time",
)
async def take_contact_back(
    challenge_id: UUID, supplier_id: UUID, session: Write, actor: CurrentActor
) -> None:
    await contacts.take_back(session, actor, challenge_id, supplier_id)


@router.post(
    "/challenges/{challenge_id}/contacts/{supplier_id}/feedback",
    operation_id="writeFeedback",
    status_code=204,
    dependencies=[allow(policy.READ_CONTACTS)],
    responses=_WRITING,
    summary="Feedback from a city to one firm that agreed to stay in touch",
)
async def write_feedback(
    challenge_id: UUID, supplier_id: UUID, data: CityFeedbackInput, session: Write, actor: CurrentActor
) -> None:
    await contacts.write_feedback(session, actor, challenge_id, supplier_id, data)
