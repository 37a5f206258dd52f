"""Matches for firms and cities: ranked in memory, explained from the texts, gates apart."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import NotFound
from interurban.core.policy import Resource, can, require
from interurban.core.schemas import FieldError, Text
from interurban.modules.challenges import public as challenges
from interurban.modules.feed import public as feed
from interurban.modules.feed.public import FeedCard
from interurban.modules.suppliers import public as suppliers

from . import answers, policy, repository, scoring
from .answers import Explained
from .board import Document
from .comparing import ShownDocument
from .errors import NothingToMatch
from .explanation import Asker, Meaning, explain_all
from .firms import outside, seen_by_cities
from .gates import GateResult, check
from .mirror import Mirror
from .ranking import Ranking, page_of, position, rank_challenges, rank_suppliers
from .schemas import (
    ChallengeMatch,
    ChallengeMatchPage,
    FeedbackOut,
    Preview,
    PreviewInput,
    SimilarMatch,
    SimilarPage,
    SupplierMatch,
    SupplierMatchPage,
)
from .scoring import Asking
from .types import Answer, Mode, Show
from .words.index import Hit
from .words.pair import Side


async def for_supplier(
    session: AsyncSession,
    mirror: Mirror,
    actor: Actor,
    supplier_id: UUID,
    languages: Sequence[str],
    show: Show,
    cursor: str | None,
    limit: int,
) -> ChallengeMatchPage:
    mine = Resource(organisation_id=supplier_id)
    require(actor, policy.READ, mine, visible=can(actor, policy.READ, mine))
    after = position(cursor, show)
    profile = await repository.document(session, "profile", supplier_id)
    found, matches = Ranking([], [], None), dict[Any, ChallengeMatch]()
    given = await repository.answers(session, supplier_id)
    if profile is not None:
        now = await repository.clock(session)
        hidden = [key for key, answer in given.items() if answer is Answer.not_for_me]
        asking = await mirror.asking(profile)
        found = await asyncio.to_thread(rank_challenges, mirror, asking, now, hidden, show, after, limit)
        hits = [*found.hits, *found.near]
        matches = await _challenge_matches(session, mirror, asking, hits, languages, given)
    count = len(found.hits)
    return ChallengeMatchPage(
        items=[matches[h.key] for h in found.hits if h.key in matches],
        near_misses=[matches[h.key] for h in found.near if h.key in matches],
        next=found.next if count else None,
        total=None,
        facets=None,
        **answers.measured(mirror),
    )


async def preview(
    session: AsyncSession, mirror: Mirror, data: PreviewInput, languages: Sequence[str]
) -> Preview:
    """What a profile would match. Nothing of it is kept."""
    fallback = languages[0] if languages else "en"
    language = data.language or await mirror.language_of(data.text, fallback)
    profile = Document(
        entity="profile",
        id=uuid4(),
        organisation_id=None,
        kind="preview",
        visibility="private",
        country=data.country or "",
        texts={language: [data.text]},
        categories=data.categories,
    )
    asking = await mirror.asking(profile)
    if asking.query.empty:
        raise NothingToMatch(
            "Say in a sentence what you do, or name a category.",
            errors=[FieldError(pointer="/text", code="nothing_to_match", detail="Use words.")],
        )
    now = await repository.clock(session)
    found = await asyncio.to_thread(rank_challenges, mirror, asking, now, (), Show.matches, None, data.limit)
    matches = await _challenge_matches(session, mirror, asking, [*found.hits, *found.near], languages, {})
    return Preview(
        language=language,
        language_guessed=data.language is None,
        items=[matches[h.key] for h in found.hits if h.key in matches],
        near_misses=[matches[h.key] for h in found.near if h.key in matches],
        **answers.measured(mirror),
    )


async def similar(
    session: AsyncSession,
    mirror: Mirror,
    actor: Actor,
    challenge_id: UUID,
    languages: Sequence[str],
    cursor: str | None,
    limit: int,
) -> SimilarPage:
    """Challenges of others with the same need; for a draft too, while it is being written."""
    asked = await _challenge(session, actor, challenge_id)
    return await similar_to(session, mirror, asked, languages, cursor, limit)


async def similar_to(
    session: AsyncSession,
    mirror: Mirror,
    asked: Document,
    languages: Sequence[str],
    cursor: str | None,
    limit: int,
) -> SimilarPage:
    asking = await mirror.asking(asked)
    after = position(cursor, Show.matches)
    now = await repository.clock(session)

    def rank() -> Ranking:
        board = mirror.board
        with board.lock:
            allowed = board.not_closed(now) & ~board.own("challenge", asked.organisation_id)
            allowed = board.without(allowed, "challenge", [asked.id])
            scores = scoring.scores(board, asking, "challenge", allowed, like="profile")
            return page_of(mirror, scores, "challenge", allowed, None, Show.matches, after, limit)

    found = await asyncio.to_thread(rank)
    near = await _near(session, mirror, asking, found.hits, languages)
    return SimilarPage(
        items=[
            SimilarMatch(
                challenge=near.cards[key],
                answer=None,
                fit=None,
                **answers.fields(one, [], near.labels, languages),
            )
            for key, one in near.explained.items()
        ],
        next=found.next,
        total=None,
        facets=None,
        **answers.measured(mirror),
    )


async def suppliers_for(
    session: AsyncSession,
    mirror: Mirror,
    actor: Actor,
    challenge_id: UUID,
    languages: Sequence[str],
    show: Show,
    cursor: str | None,
    limit: int,
) -> SupplierMatchPage:
    """Firms for a city's own challenge: that agreed to be seen by cities, or are known from awards."""
    asked = await of_city(session, actor, challenge_id)
    after = position(cursor, show)
    now = await repository.clock(session)
    asking = await mirror.asking(asked)
    found = await asyncio.to_thread(rank_suppliers, mirror, asking, now, show, after, limit)
    keys = [hit.key for hit in (*found.hits, *found.near)]
    documents = await repository.documents(session, "profile", keys)
    # The mirror may be a moment behind an owner who withdrew consent; the row is the truth.
    documents = {
        key: document
        for key, document in documents.items()
        if seen_by_cities(document.kind, document.visibility)
    }
    cards = await suppliers.cards(session, list(documents), languages)
    kept = [hit for hit in (*found.hits, *found.near) if hit.key in cards]
    shown = await mirror.shown(session, "profile", [hit.key for hit in kept])
    explained = await asyncio.to_thread(
        _explain_all, mirror, asking, "challenge", kept, documents, shown, languages
    )
    labels = await answers.labels_of(session, explained.values(), languages)
    made = {
        key: SupplierMatch(
            supplier=cards[key],
            fit=answers.fit(one, mirror.fits),
            **answers.fields(one, _gates(asked, documents[key], now.year), labels, languages),
        )
        for key, one in explained.items()
    }
    return SupplierMatchPage(
        items=[made[h.key] for h in found.hits if h.key in made],
        near_misses=[made[h.key] for h in found.near if h.key in made],
        next=found.next,
        total=None,
        facets=None,
        **answers.measured(mirror),
    )


async def answer(
    session: AsyncSession,
    mirror: Mirror,
    actor: Actor,
    supplier_id: UUID,
    challenge_id: UUID,
    given: Answer | None,
) -> FeedbackOut:
    """Keeps what a person says of a match, with the score as it was, or takes it back."""
    require(
        actor,
        policy.ANSWER,
        Resource(organisation_id=supplier_id),
        visible=can(actor, policy.READ, Resource(organisation_id=supplier_id)),
    )
    profile = await repository.document(session, "profile", supplier_id)
    challenge = await repository.document(session, "challenge", challenge_id)
    if profile is None or challenge is None:
        raise NotFound("There is no such match: save a profile, and name a published challenge.")
    score, created_at = None, None
    if given is None:
        await repository.forget_answer(session, supplier_id, challenge_id)
    else:
        asking = await mirror.asking(profile)
        found = await asyncio.to_thread(scoring.of_one, mirror.board, asking, challenge.id)
        score = None if found is None else round(found, 4)
        created_at = await repository.keep_answer(
            session, supplier_id, challenge_id, given, score, mirror.mode, actor.user_id
        )
    return FeedbackOut(
        supplier_id=supplier_id,
        challenge_id=challenge_id,
        answer=given,
        score=score,
        mode=Mode(mirror.mode),
        created_at=created_at,
    )


async def of_city(session: AsyncSession, actor: Actor, challenge_id: UUID) -> Document:
    """A challenge whose market the actor may see."""
    asked = await _challenge(session, actor, challenge_id)
    # Of every city that posts it; a record of another portal has none.
    city = await challenges.live_city(session, actor, challenge_id, policy.SUPPLIERS)
    require(actor, policy.SUPPLIERS, Resource(organisation_id=city or challenge_id))
    return asked


async def _challenge(session: AsyncSession, actor: Actor, challenge_id: UUID) -> Document:
    """A published record as matching keeps it, else the actor's own draft as it stands."""
    kept = await repository.document(session, "challenge", challenge_id)
    if kept is not None:
        return kept
    draft = await challenges.matching_document(session, actor, challenge_id)
    return Document(
        entity="challenge",
        id=draft.id,
        organisation_id=draft.organisation_id,
        kind=draft.kind,
        visibility="private",
        country=draft.country,
        texts=draft.texts,
        categories=draft.categories,
        gates=draft.gates,
        original_language=draft.original_language,
    )


def _gates(challenge: Document, profile: Document, year: int) -> list[GateResult]:
    """The challenge's gates, and the countries a firm says it works in."""
    found = check(challenge.gates, profile.applicant(year))
    if profile.regions and challenge.country:
        state = "not_met" if outside(profile.regions, challenge.country) else "met"
        found.append(
            GateResult("region", "region", state, list(profile.regions), challenge.country, None, {})  # type: ignore[arg-type]
        )
    return found


async def _challenge_matches(
    session: AsyncSession,
    mirror: Mirror,
    asking: Asking,
    hits: Sequence[Hit],
    languages: Sequence[str],
    given: dict[UUID, Answer],
) -> dict[Any, ChallengeMatch]:
    near = await _near(session, mirror, asking, hits, languages)
    year = (await repository.clock(session)).year
    return {
        key: ChallengeMatch(
            challenge=near.cards[key],
            answer=given.get(key),
            fit=answers.fit(one, mirror.fits),
            **answers.fields(one, _gates(near.documents[key], asking.document, year), near.labels, languages),
        )
        for key, one in near.explained.items()
    }


@dataclass(frozen=True, slots=True)
class _Near:
    """Challenges that were found, in the order they were found, and what is shown of them."""

    explained: Mapping[UUID, Explained]
    documents: Mapping[UUID, Document]
    cards: Mapping[UUID, FeedCard]
    labels: Mapping[str, Text]


async def _near(
    session: AsyncSession, mirror: Mirror, asking: Asking, hits: Sequence[Hit], languages: Sequence[str]
) -> _Near:
    """What is no longer public by now is left out."""
    if not hits:
        return _Near({}, {}, {}, {})
    keys = [hit.key for hit in hits]
    documents = await repository.documents(session, "challenge", keys)
    cards = await feed.cards(session, keys, languages)
    kept = [hit for hit in hits if hit.key in documents and hit.key in cards]
    shown = await mirror.shown(session, "challenge", [hit.key for hit in kept])
    explained = await asyncio.to_thread(
        _explain_all, mirror, asking, "profile", kept, documents, shown, languages
    )
    return _Near(explained, documents, cards, await answers.labels_of(session, explained.values(), languages))


def _explain_all(
    mirror: Mirror,
    asking: Asking,
    side: Side,
    hits: Sequence[Hit],
    documents: Mapping[UUID, Document],
    shown: Mapping[UUID, Meaning],
    languages: Sequence[str],
) -> dict[Any, Explained]:
    """`side` is where the one who asks stands; `languages` are those of whoever reads, the best first."""
    one = asking.document
    asker = Asker(one.texts, one.categories, side, asking.meaning, asking.query)
    found = [
        ShownDocument(
            documents[hit.key].texts,
            tuple(documents[hit.key].categories),
            shown.get(hit.key, {}),
            (*languages, documents[hit.key].original_language),
        )
        for hit in hits
    ]
    explained = explain_all(mirror.board.index, asker, found)
    return {hit.key: Explained(hit.score, reasons) for hit, reasons in zip(hits, explained, strict=True)}
