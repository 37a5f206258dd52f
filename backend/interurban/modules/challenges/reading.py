"""A challenge as the public reads it, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import NotFound
from interurban.core.policy import Resource, can
from interurban.core.schemas import Text
from interurban.core.text import choose, slug
from interurban.modules.cities import public as cities
from interurban.modules.feed.public import CardCategory, CardPublisher, CardSource
from interurban.modules.matching import public as matching

from . import policy, projection, repository, service
from .answers import AwardOut, ChallengeDetail, ParticipationOut, ShownTexts
from .life import summary
from .models import Challenge, ChallengeText
from .projection import card
from .schemas import ChallengeTerms
from .types import BT_776, Kind, Route, Status


async def visible(session: AsyncSession, actor: Actor, challenge_id: UUID) -> tuple[Challenge, Status]:
    """What is published is everybody's; a draft exists only for its own city."""
    found = await repository.get(session, challenge_id)
    if found is None:
        raise NotFound("There is no challenge with this id.")
    row, status, _ = found
    mine = Resource(organisation_id=row.organisation_id or row.id)
    if not row.is_public and not can(actor, policy.READ_DRAFT, mine):
        raise NotFound("There is no challenge with this id.")
    return row, status


async def matching_document(
    session: AsyncSession, actor: Actor, challenge_id: UUID
) -> matching.ChallengeDocument:
    """What matching would keep of a record that the actor may see; for drafts, which it does not keep."""
    row, _ = await visible(session, actor, challenge_id)
    texts = await repository.texts(session, row.id)
    country = ""
    if row.organisation_id is not None:
        country = (await cities.city_facts(session, [row.organisation_id]))[row.organisation_id].country
    return projection.matching_documents(row, texts, row.organisation_id, country)


async def detail(
    session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> tuple[ChallengeDetail, str]:
    """The challenge in the best language there is, and its ETag."""
    row, status = await visible(session, actor, challenge_id)
    texts = await repository.texts(session, row.id)
    terms = ChallengeTerms.model_validate(row.terms)
    parts = await participations(session, row, languages)
    chosen = shown_texts(texts, languages, row.original_language)
    labels = await matching.category_labels(session, terms.categories, languages)
    found = ChallengeDetail(
        id=row.id,
        slug=slug(next((t.title for t in texts if t.lang == row.original_language), "")),
        ocid=row.ocid,
        kind=Kind(row.kind),
        status=status,
        demo=row.demo,
        original_language=row.original_language,
        languages=[text.lang for text in texts],
        titles={text.lang: text.title for text in texts},
        texts=chosen,
        terms=terms,
        categories=[CardCategory(code=code, label=labels.get(code)) for code in terms.categories],
        innovation_bt_776=sorted({BT_776[kind] for kind in terms.innovation.kinds}),
        dates=service.instants(row),
        publisher=parts[0].city if parts else await _buyer(session, row),
        participations=parts,
        documents=[service.file_out(file) for file in await repository.files(session, row.id)],
        life=await summary.of(session, row, languages),
        awards=[AwardOut(**award) for award in row.extra.get("awards", [])],
        source=source(row),
        source_id=row.source_id or None,
        version=row.version,
        updated_at=row.updated_at,
    )
    return found, service.tag(row)


def shown_texts(texts: Sequence[ChallengeText], languages: Sequence[str], original: str) -> ShownTexts:
    chosen = {
        name: choose({text.lang: getattr(text, name) for text in texts}, languages, original)
        for name in ShownTexts.model_fields
    }
    title = chosen.pop("title") or Text(value="", lang=original, original=True)
    return ShownTexts(title=title, **chosen)


async def participations(
    session: AsyncSession, row: Challenge, languages: Sequence[str]
) -> list[ParticipationOut]:
    parts = [p for p in await repository.participations(session, row.id) if p.state in ("lead", "accepted")]
    facts = await cities.city_facts(session, [part.city_id for part in parts])
    return [
        ParticipationOut(
            city=card(projection.city_publisher(facts[part.city_id], part.state == "lead"), languages),
            state="lead" if part.state == "lead" else "accepted",
            budget_share_minor=part.budget_share_minor,
            route=Route(part.route),
        )
        for part in parts
    ]


async def _buyer(session: AsyncSession, row: Challenge) -> CardPublisher:
    assert row.buyer_id is not None  # one_publisher: no city, so a buyer
    facts = (await cities.buyer_facts(session, [row.buyer_id]))[row.buyer_id]
    return card(projection.buyer_publisher(facts, row.original_language), ())


def source(row: Challenge) -> CardSource | None:
    if not row.source:
        return None
    return CardSource(key=row.source, url=row.source_url, licence=row.licence, attribution=row.attribution)
