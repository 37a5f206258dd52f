"""Who stands behind a challenge, and what each city decides after a phase. Offices, never people."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from interurban.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, Wanted, Write, allow, make_router
from interurban.modules.challenges import policy, reading
from interurban.modules.challenges.answers import ChallengeDetail
from interurban.modules.challenges.life import signatures, verdicts
from interurban.modules.challenges.life_answers import SignatureList
from interurban.modules.challenges.life_schemas import SignatureInput, VerdictInput

router = make_router("challenges")
_PROBLEMS = problems(NotSignedIn, Forbidden, NotFound, Conflict)


@router.get(
    "/challenges/{challenge_id}/signatures",
    operation_id="listSignatures",
    dependencies=[allow(policy.READ_SIGNATURES)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="For the cities of the challenge: every signature, public or not",
)
async def list_signatures(
    challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> SignatureList:
    return SignatureList(items=await signatures.own(session, actor, challenge_id, languages))


@router.post(
    "/challenges/{challenge_id}/signatures",
    operation_id="signChallenge",
    status_code=201,
    dependencies=[allow(policy.SIGN)],
    responses=_PROBLEMS,
    summary="Record who stands behind it: sponsor, council, board, or the risks accepted",
)
async def sign_challenge(
    challenge_id: UUID, data: SignatureInput, session: Write, actor: CurrentActor, languages: Wanted
) -> SignatureList:
    await signatures.sign(session, actor, challenge_id, data)
    return SignatureList(items=await signatures.own(session, actor, challenge_id, languages))


@router.delete(
    "/challenges/{challenge_id}/signatures/{signature_id}",
    operation_id="takeSignatureBack",
    status_code=204,
    dependencies=[allow(policy.SIGN)],
    responses=_PROBLEMS,
    summary="Take a signature back before the challenge is public",
)
async def take_back(challenge_id: UUID, signature_id: UUID, session: Write, actor: CurrentActor) -> None:
    await signatures.take_back(session, actor, challenge_id, signature_id)


@router.post(
    "/challenges/{challenge_id}/phase-decisions",
    operation_id="decidePhase",
    status_code=201,
    dependencies=[allow(policy.DECIDE_PHASE)],
    responses=_PROBLEMS,
    summary="One city's go or no-go after a phase: public, with its reason, and final",
)
async def decide_phase(
    response: Response,
    challenge_id: UUID,
    data: VerdictInput,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
) -> ChallengeDetail:
    await verdicts.decide(session, actor, challenge_id, data)
    found, tag = await reading.detail(session, actor, challenge_id, languages)
    response.headers["etag"] = tag
    return found
