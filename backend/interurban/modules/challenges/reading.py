"""A challenge as the public reads it, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.errors import NotFound
from interurban.core.schemas import Text
from interurban.core.text import choose, slug
from interurban.modules.cities import public as cities
from interurban.modules.feed.public import CardCategory, CardPublisher, CardSource
from interurban.modules.matching import public as matching

from . import projection, repository, service, standing
from .answers import AwardOut, ChallengeDetail, ParticipationNoticeOut, ParticipationOut, ShownTexts
from .life import summary
from .models import Challenge, ChallengeText, Participation
from .projection import card
from .schemas import ChallengeTerms, LocalTerms
from .types import BT_776, LIVE, Kind, NoticeKind, Part, Status


async def visible(session: AsyncSession, actor: Actor, challenge_id: UUID) -> tuple[Challenge, Status]:
    """What is published is everybody's; a draft exists only for the cities that post it or are invited to."""
    found = await repository.get(session, challenge_id)
    if found is None:
        raise NotFound(standing.NONE)
    if not found[0].is_public:
        found = await standing.own(session, actor, challenge_id)
    return found[0], found[1]


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
        participation_notices=await notices(session, row, languages),
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
    parts = [part for part in await repository.participations(session, row.id) if part.state in LIVE]
    facts = await cities.city_facts(session, [part.city_id for part in parts])
    budget = ChallengeTerms.model_validate(row.terms).funding.budget
    return [
        _participation(part, facts[part.city_id], budget.currency if budget else None, languages)
        for part in parts
    ]


def _participation(
    part: Participation, city: cities.CityFacts, currency: str | None, languages: Sequence[str]
) -> ParticipationOut:
    own = LocalTerms.model_validate(part.local_terms)
    share = own.budget_share
    return ParticipationOut(
        city=card(projection.city_publisher(city, part.state == Part.lead), languages),
        state="lead" if part.state == Part.lead else "accepted",
        budget_share_minor=share.amount_minor if share and share.currency == currency else None,
        route=own.route,
        local_terms=own,
        policy_version=part.policy_version,
    )


async def notices(
    session: AsyncSession, row: Challenge, languages: Sequence[str]
) -> list[ParticipationNoticeOut]:
    """Who joined, left or took the lead since publication, oldest first."""
    found = await repository.notices(session, row.id)
    facts = await cities.city_facts(session, [notice.city_id for notice in found])
    return [
        ParticipationNoticeOut(
            city=card(projection.city_publisher(facts[notice.city_id], False), languages),
            kind=NoticeKind(notice.kind),
            reason=notice.reason,
            at=notice.at,
        )
        for notice in found
    ]


async def _buyer(session: AsyncSession, row: Challenge) -> CardPublisher:
    assert row.buyer_id is not None  # one_publisher: no city, so a buyer
    facts = (await cities.buyer_facts(session, [row.buyer_id]))[row.buyer_id]
    return card(projection.buyer_publisher(facts, row.original_language), ())


def source(row: Challenge) -> CardSource | None:
    if not row.source:
        return None
    return CardSource(key=row.source, url=row.source_url, licence=row.licence, attribution=row.attribution)
