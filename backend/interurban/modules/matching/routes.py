from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from interurban.core import paging
from interurban.core.errors import Forbidden, NotFound, NotSignedIn, problems
from interurban.core.http import CurrentActor, Read, Wanted, Write, allow, make_router

from . import categories, drafting, policy, service, status
from .errors import NothingToMatch
from .mirror import Mirror
from .schemas import (
    CategoryPage,
    ChallengeMatchPage,
    FeedbackInput,
    FeedbackOut,
    MatchingStatus,
    NeedInput,
    Preview,
    PreviewInput,
    SimilarPage,
    SupplierMatchPage,
    SupplierPool,
    TypicalFirms,
)
from .types import Show

router = make_router("matching")
ShowQuery = Annotated[
    Show, Query(description="What passes every gate, what fails one, or what you said is not for you.")
]


def mirror_of(request: Request) -> Mirror:
    mirror: Mirror = request.app.state.matching
    return mirror


@router.get(
    "/suppliers/{supplier_id}/matches",
    operation_id="listMatches",
    dependencies=[allow(policy.READ)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="Open challenges that fit one's own profile, and why",
)
async def list_matches(
    request: Request,
    response: Response,
    supplier_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    show: ShowQuery = Show.matches,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 20,
) -> ChallengeMatchPage:
    mirror = mirror_of(request)
    page = await service.for_supplier(session, mirror, actor, supplier_id, languages, show, cursor, limit)
    response.headers.update(paging.links(request.url, page.next))
    return page


@router.put(
    "/suppliers/{supplier_id}/matches/{challenge_id}/feedback",
    operation_id="answerMatch",
    dependencies=[allow(policy.ANSWER)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="Say that a match is relevant, or not for you",
    description="What is not for you is hidden from your matches until you take it back with null.",
)
async def answer_match(
    request: Request,
    supplier_id: UUID,
    challenge_id: UUID,
    data: FeedbackInput,
    session: Write,
    actor: CurrentActor,
) -> FeedbackOut:
    return await service.answer(session, mirror_of(request), actor, supplier_id, challenge_id, data.answer)


@router.post(
    "/matches/preview",
    operation_id="previewMatches",
    dependencies=[allow(policy.PREVIEW)],
    responses=problems(NothingToMatch),
    summary="What would fit this text? No account, nothing stored",
)
async def preview_matches(
    request: Request, response: Response, data: PreviewInput, session: Write, languages: Wanted
) -> Preview:
    address = request.client.host if request.client else ""
    response.headers.update(request.app.state.match_previews.take(address))
    return await service.preview(session, mirror_of(request), data, languages)


@router.get(
    "/challenges/{challenge_id}/similar",
    operation_id="listSimilarChallenges",
    dependencies=[allow(policy.SIMILAR)],
    responses=problems(NotFound),
    summary="Challenges of others with the same need",
)
async def list_similar(
    request: Request,
    response: Response,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 10,
) -> SimilarPage:
    page = await service.similar(session, mirror_of(request), actor, challenge_id, languages, cursor, limit)
    response.headers.update(paging.links(request.url, page.next))
    return page


@router.get(
    "/challenges/{challenge_id}/supplier-matches",
    operation_id="listSupplierMatches",
    dependencies=[allow(policy.SUPPLIERS)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="Firms that fit one's own city's challenge, and why",
    description="Claimed profiles whose owner agreed to be seen by cities, and firms known only from public "
    "award records, marked as such.",
)
async def list_supplier_matches(
    request: Request,
    response: Response,
    challenge_id: UUID,
    session: Write,
    actor: CurrentActor,
    languages: Wanted,
    show: ShowQuery = Show.matches,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 20,
) -> SupplierMatchPage:
    page = await service.suppliers_for(
        session, mirror_of(request), actor, challenge_id, languages, show, cursor, limit
    )
    response.headers.update(paging.links(request.url, page.next))
    return page


@router.post(
    "/matches/similar",
    operation_id="previewSimilarChallenges",
    dependencies=[allow(policy.NEED)],
    responses=problems(NotSignedIn, Forbidden),
    summary="Challenges of others with the need of a text that is being written",
    description="Nothing of the text is stored.",
)
async def preview_similar(
    request: Request, data: NeedInput, session: Write, actor: CurrentActor, languages: Wanted
) -> SimilarPage:
    return await drafting.similar_to_text(session, mirror_of(request), actor, data, languages)


@router.get(
    "/challenges/{challenge_id}/supplier-pool",
    operation_id="getSupplierPool",
    dependencies=[allow(policy.SUPPLIERS)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="How many firms fit one's own city's challenge, and which condition keeps how many away",
    description="Counts those firms alone that a city may be shown, so that none says anything of a private "
    "profile.",
)
async def get_supplier_pool(
    request: Request, challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> SupplierPool:
    return await drafting.supplier_pool(session, mirror_of(request), actor, challenge_id, languages)


@router.get(
    "/challenges/{challenge_id}/typical-firms",
    operation_id="listTypicalFirms",
    dependencies=[allow(policy.SUPPLIERS)],
    responses=problems(NotSignedIn, Forbidden, NotFound),
    summary="Three invented firms held against the conditions of one's own city's challenge",
)
async def list_typical_firms(
    challenge_id: UUID, session: Write, actor: CurrentActor, languages: Wanted
) -> TypicalFirms:
    return await drafting.typical_firms(session, actor, challenge_id, languages)


@router.get(
    "/matching",
    operation_id="getMatching",
    dependencies=[allow(policy.STATUS)],
    responses=problems(),
    summary="How matches are made here: with the model or without, and what a word for a fit is worth",
)
async def get_matching(request: Request, session: Write) -> MatchingStatus:
    return await status.status(session, mirror_of(request))


@router.get(
    "/categories",
    operation_id="searchCategories",
    dependencies=[allow(policy.CATEGORIES)],
    responses=problems(),
    summary="Find a category (CPV 2008) by its words or its digits",
    description="Without `q`: the 45 divisions. Labels in the languages installed; `interurban import-codes "
    "cpv FILE` brings all 24 of the official file.",
)
async def search_categories(
    read: Read,
    languages: Wanted,
    q: Annotated[str, Query(max_length=100)] = "",
    limit: paging.Limit = 50,
) -> CategoryPage:
    items = await categories.search(read, q, languages, limit)
    return CategoryPage(items=items, next=None, total=None, facets=None)
