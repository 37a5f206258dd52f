"""What its cities do to a challenge that is public: announce, change, extend, end."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import NotFound, problems
from interurban.core.http import CurrentActor, CurrentSettings, IfMatch, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy, reading
from interurban.modules.challenges import standing as parts
from interurban.modules.challenges.answers import ChallengeDetail
from interurban.modules.challenges.life import amendments, standing, steps
from interurban.modules.challenges.life_answers import AmendmentList, ChangePreview
from interurban.modules.challenges.life_schemas import ActInput, ChangeInput, EndingInput, ExtensionInput
from interurban.modules.challenges.types import Status

from .parts import EDIT_PROBLEMS

router = make_router("challenges")
_PROPOSED = {
    202: {"description": "Proposed; it waits for approval", "model": ChallengeDetail},
    **EDIT_PROBLEMS,
}


async def _shown(
    session: AsyncSession,
    actor: Actor,
    challenge_id: UUID,
    languages: list[str],
    response: Response,
    done: bool,
) -> ChallengeDetail:
    response.status_code = 200 if done else 202
    found, tag = await reading.detail(session, actor, challenge_id, languages)
    response.headers["etag"] = tag
    return found


@router.get(
    "/challenges/{challenge_id}/amendments",
    operation_id="listAmendments",
    dependencies=[allow(policy.READ)],
    responses=problems(NotFound),
    summary="Every numbered change since it is public, field by field, the newest first",
)
async def list_amendments(
    challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> AmendmentList:
    row, _, _ = await standing.find(session, actor, challenge_id)
    return AmendmentList(items=await amendments.listing(session, row, languages))


@router.post(
    "/challenges/{challenge_id}/announce",
    operation_id="announceChallenge",
    dependencies=[allow(policy.ANNOUNCE)],
    responses=_PROPOSED,
    summary="Announce a draft as a forecast: public before anything is fixed",
)
async def announce_challenge(
    response: Response,
    challenge_id: UUID,
    data: ActInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    settings: CurrentSettings,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    act = await steps.announce(session, actor, challenge_id, data, if_match, settings.ocid_prefix)
    return await _shown(session, actor, challenge_id, languages, response, act.done_at is not None)


@router.post(
    "/challenges/{challenge_id}/amend/preview",
    operation_id="previewAmendment",
    dependencies=[allow(policy.AMEND)],
    responses=EDIT_PROBLEMS,
    summary="What a change would make different, before anything is written",
)
async def preview_amendment(
    challenge_id: UUID, data: ChangeInput, session: Write, actor: CurrentActor
) -> ChangePreview:
    row, status, now = await parts.own(session, actor, challenge_id)
    await standing.acting_city(session, actor, row, policy.AMEND)
    return await amendments.preview(session, row, status, now, data)


@router.post(
    "/challenges/{challenge_id}/amend",
    operation_id="amendChallenge",
    dependencies=[allow(policy.AMEND)],
    responses=_PROPOSED,
    summary="A numbered change of what is public, told to everybody who follows",
)
async def amend_challenge(
    response: Response,
    challenge_id: UUID,
    data: ChangeInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    done = await steps.amend(session, actor, challenge_id, data, if_match)
    return await _shown(session, actor, challenge_id, languages, response, done)


@router.post(
    "/challenges/{challenge_id}/extend",
    operation_id="extendChallenge",
    dependencies=[allow(policy.EXTEND)],
    responses=_PROPOSED,
    summary="A later deadline for everybody; two people approve it",
)
async def extend_challenge(
    response: Response,
    challenge_id: UUID,
    data: ExtensionInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    done = await steps.extend(session, actor, challenge_id, data, if_match)
    return await _shown(session, actor, challenge_id, languages, response, done)


@router.post(
    "/challenges/{challenge_id}/withdraw",
    operation_id="withdrawChallenge",
    dependencies=[allow(policy.END)],
    responses=_PROPOSED,
    summary="Take a challenge back before it opens",
)
async def withdraw_challenge(
    response: Response,
    challenge_id: UUID,
    data: EndingInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    done = await steps.end(session, actor, challenge_id, Status.withdrawn, data, if_match)
    return await _shown(session, actor, challenge_id, languages, response, done)


@router.post(
    "/challenges/{challenge_id}/cancel",
    operation_id="cancelChallenge",
    dependencies=[allow(policy.END)],
    responses=_PROPOSED,
    summary="End it without a result",
)
async def cancel_challenge(
    response: Response,
    challenge_id: UUID,
    data: EndingInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    done = await steps.end(session, actor, challenge_id, Status.cancelled, data, if_match)
    return await _shown(session, actor, challenge_id, languages, response, done)


@router.post(
    "/challenges/{challenge_id}/off-ramp",
    operation_id="offRampChallenge",
    dependencies=[allow(policy.END)],
    responses=_PROPOSED,
    summary="End it without a purchase, and say what was learned",
)
async def off_ramp_challenge(
    response: Response,
    challenge_id: UUID,
    data: EndingInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    if_match: IfMatch = None,
) -> ChallengeDetail:
    done = await steps.end(session, actor, challenge_id, Status.off_ramped, data, if_match)
    return await _shown(session, actor, challenge_id, languages, response, done)
