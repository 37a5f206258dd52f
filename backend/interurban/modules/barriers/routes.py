from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response

from interurban.core.errors import NotFound, problems
from interurban.core.http import CurrentActor, Wanted, Write, allow, make_router

from . import policy, service
from .errors import NothingToReview
from .schemas import BarrierReview, BarrierReviewInput

router = make_router("barriers")


def _take(request: Request, response: Response) -> None:
    """A review costs work and needs no account: each address gets so many."""
    address = request.client.host if request.client else ""
    response.headers.update(request.app.state.barrier_reviews.take(address))


@router.post(
    "/barrier-review",
    operation_id="reviewText",
    dependencies=[allow(policy.REVIEW_TEXT)],
    responses=problems(NothingToReview),
    summary="What in this call shuts small firms out? No account, nothing stored",
    description="Up to 200,000 characters. Read in English and French; else `read_in` is empty.",
)
async def review_text(
    request: Request, response: Response, data: BarrierReviewInput, languages: Wanted
) -> BarrierReview:
    _take(request, response)
    return await service.of_text(data, languages)


@router.post(
    "/challenges/{challenge_id}/review",
    operation_id="reviewChallenge",
    dependencies=[allow(policy.REVIEW)],
    responses=problems(NotFound),
    summary="What in a draft, a challenge or an imported notice shuts small firms out",
    description="Of whatever the caller may see; reads every text in English and French, and the terms.",
)
async def review_challenge(
    request: Request,
    response: Response,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
) -> BarrierReview:
    if not actor.signed_in:
        _take(request, response)
    return await service.of_record(session, actor, challenge_id, languages)
