"""Suppliers and their one capability profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, paging
from interurban.core.actor import Actor
from interurban.core.errors import NotFound
from interurban.core.http import etag, require_match
from interurban.core.policy import Resource, can, may_anywhere
from interurban.core.schemas import Text
from interurban.core.text import choose, slug
from interurban.modules.feed.public import CardCategory
from interurban.modules.identity import public as identity
from interurban.modules.matching import public as matching

from . import policy, repository
from .answers import ProfileOut, SupplierAward, SupplierCard, SupplierDetail
from .models import Supplier
from .schemas import Facts, ProfileInput, ProfileTexts, TrackRecordEntry
from .types import IpStance, Visibility


def tag(row: Supplier) -> str:
    return etag("supplier", row.id, row.version)


async def create(
    session: AsyncSession,
    organisation_id: UUID,
    name: str,
    country: str,
    language: str,
    *,
    demo: bool = False,
) -> Supplier:
    """An empty, claimed, private profile for an organisation that just signed up."""
    row = Supplier(
        id=organisation_id,
        slug=slug(name),
        name=name,
        country=country,
        original_language=language,
        texts={language: ProfileTexts().model_dump()},
        demo=demo,
        claimed_at=func.clock_timestamp(),
    )
    session.add(row)
    await session.flush()
    await session.refresh(row)
    return row


async def save(
    session: AsyncSession, actor: Actor, supplier_id: UUID, data: ProfileInput, if_match: str | None
) -> Supplier:
    row = await own(session, actor, supplier_id)
    require_match(if_match, tag(row))
    await write(session, row, data)
    await audit.record(session, actor, row.id, "profile.saved", {"version": row.version})
    return row


async def write(session: AsyncSession, row: Supplier, data: ProfileInput) -> None:
    """Stores the profile and hands it to matching, in one transaction."""
    if data.name != row.name:
        await identity.rename_organisation(session, row.id, data.name)
    fields = data.model_dump(mode="json")
    for name in ProfileInput.model_fields:
        setattr(row, name, fields[name])
    row.slug = slug(data.name)
    row.version += 1
    row.updated_at = func.clock_timestamp()
    await session.flush()
    await session.refresh(row)
    await matching.put_profile(session, document(row))


def document(row: Supplier) -> matching.ProfileDocument:
    texts = {
        lang: "\n".join([t.summary, t.capabilities, ", ".join(t.keywords)]).strip()
        for lang, raw in row.texts.items()
        for t in [ProfileTexts.model_validate(raw)]
    }
    return matching.ProfileDocument(
        id=row.id,
        demo=row.demo,
        claimed=row.claimed_at is not None,
        visibility=row.visibility,
        name=row.name,
        country=row.country,
        original_language=row.original_language,
        texts={lang: text for lang, text in texts.items() if text},
        categories=tuple(row.categories),
        regions=tuple(row.regions),
        facts=row.facts,
    )


async def own(session: AsyncSession, actor: Actor, supplier_id: UUID) -> Supplier:
    """The actor's own supplier; for anyone else it does not exist here."""
    row = await session.get(Supplier, supplier_id, with_for_update=True)
    if row is None or not can(actor, policy.READ_PROFILE, Resource(organisation_id=supplier_id)):
        raise NotFound("There is no supplier of yours with this id.")
    return row


def profile(row: Supplier) -> ProfileOut:
    facts = Facts.model_validate(row.facts)
    kept = ("id", "slug", "name", "country", "locality", "website", "original_language")
    more = ("categories", "regions", "demo", "version", "updated_at")
    return ProfileOut(
        **{name: getattr(row, name) for name in (*kept, *more)},
        texts={lang: ProfileTexts.model_validate(raw) for lang, raw in row.texts.items()},
        facts=facts,
        track_record=[TrackRecordEntry.model_validate(raw) for raw in row.track_record],
        ip_stance=IpStance(row.ip_stance),
        visibility=Visibility(row.visibility),
        missing=missing(row, facts),
    )


def missing(row: Supplier, facts: Facts) -> list[str]:
    """JSON pointers of what would make matches better; nothing of it is required."""
    lang = row.original_language
    texts = ProfileTexts.model_validate(row.texts.get(lang, {}))
    wanted = {
        f"/texts/{lang}/summary": texts.summary,
        f"/texts/{lang}/capabilities": texts.capabilities,
        "/categories": row.categories,
        **{f"/facts/{name}": getattr(facts, name) is not None for name in Facts.model_fields},
    }
    return [pointer for pointer, value in wanted.items() if not value]


async def visible(session: AsyncSession, actor: Actor, supplier_id: UUID) -> Supplier:
    row = await session.get(Supplier, supplier_id)
    if row is None or not _sees(actor, row):
        raise NotFound("There is no supplier with this id.")
    return row


def _sees(actor: Actor, row: Supplier) -> bool:
    if row.claimed_at is None or row.visibility == Visibility.public:
        return True
    if row.visibility == Visibility.cities and may_anywhere(actor, policy.READ_AS_CITY):
        return True
    return can(actor, policy.READ_PROFILE, Resource(organisation_id=row.id))


async def listing(
    session: AsyncSession,
    actor: Actor,
    q: str | None,
    country: str | None,
    cursor: str | None,
    limit: int,
    languages: Sequence[str],
) -> tuple[list[SupplierCard], str | None]:
    after = None
    if cursor:
        name, key = paging.decode("suppliers", cursor, 2)
        after = (name, UUID(key))
    seen = repository.seen_by(public_only=not may_anywhere(actor, policy.READ_AS_CITY))
    rows = await repository.page(session, seen, q, country, after, limit + 1)
    shown, more = rows[:limit], rows[limit:]
    cards = await cards_of(session, shown, languages)
    return cards, paging.encode("suppliers", [shown[-1].slug, shown[-1].id]) if more else None


async def cards(
    session: AsyncSession, ids: Sequence[UUID], languages: Sequence[str]
) -> dict[UUID, SupplierCard]:
    """By id; who may see them is the caller's to ask."""
    rows = list(await session.scalars(select(Supplier).where(Supplier.id.in_(ids))))
    return {card.id: card for card in await cards_of(session, rows, languages)}


async def cards_of(
    session: AsyncSession, rows: Sequence[Supplier], languages: Sequence[str]
) -> list[SupplierCard]:
    codes = sorted({code for row in rows for code in row.categories})
    labels = await matching.category_labels(session, codes, languages)
    return [SupplierCard(**_card_fields(row, labels, languages)) for row in rows]


def _card_fields(row: Supplier, labels: Mapping[str, Text], languages: Sequence[str]) -> dict[str, Any]:
    kept = ("id", "slug", "name", "country", "locality", "website", "demo", "source")
    summaries = {lang: raw.get("summary", "") for lang, raw in row.texts.items()}
    return {
        **{name: getattr(row, name) for name in kept},
        "claimed": row.claimed_at is not None,
        "summary": choose(summaries, languages, row.original_language),
        "categories": [CardCategory(code=code, label=labels.get(code)) for code in row.categories],
    }


async def detail(
    session: AsyncSession, actor: Actor, supplier_id: UUID, languages: Sequence[str]
) -> SupplierDetail:
    row = await visible(session, actor, supplier_id)
    labels = await matching.category_labels(session, row.categories, languages)
    capabilities = {lang: raw.get("capabilities", "") for lang, raw in row.texts.items()}
    chosen = choose(capabilities, languages, row.original_language)
    lang = chosen.lang if chosen else row.original_language
    return SupplierDetail(
        **_card_fields(row, labels, languages),
        capabilities=chosen,
        keywords=row.texts.get(lang, {}).get("keywords", []),
        regions=row.regions,
        languages=row.facts.get("languages") or [],
        ip_stance=IpStance(row.ip_stance),
        track_record=[TrackRecordEntry.model_validate(raw) for raw in row.track_record],
        awards=[
            SupplierAward(**{name: getattr(award, name) for name in SupplierAward.model_fields})
            for award in await repository.awards(session, row.id)
        ],
    )
