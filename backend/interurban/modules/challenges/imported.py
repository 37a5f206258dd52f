"""Records of other portals: stored in batches, unchanged ones recognised, projected like our own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.database import database_now
from interurban.modules.cities.public import BuyerFacts
from interurban.modules.feed import public as feed
from interurban.modules.matching import public as matching

from . import imported_rows as rows
from . import projection
from .schemas import ChallengeTerms

# Part of every content hash: raise it when the mapping below changes, so that the next import writes anew.
_MAPPING = 1
Outcome = Literal["created", "updated", "unchanged"]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ImportedChallenge:
    """A record of another portal. `texts` maps a language to (title, summary, problem).

    `repeated` says that this input held the record before: then the newer of the two stays, or, where the
    portal does not say which is newer, the one with the later deadline.
    """

    source: str
    source_id: str
    kind: str
    buyer: BuyerFacts
    original_language: str
    texts: Mapping[str, tuple[str, str, str]]
    timezone: str
    zone_assumed: bool
    source_url: str
    licence: str
    attribution: str
    published_at: datetime | None = None
    modified_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    concluded_at: datetime | None = None
    off_ramped_at: datetime | None = None
    cancelled_at: datetime | None = None
    categories: tuple[str, ...] = ()
    budget: tuple[int | None, int | None, str, str] | None = None  # least, most, currency, tax
    programmes: tuple[str, ...] = ()
    nuts: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)  # JSON values; `awards` as in AwardOut
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    id: UUID
    outcome: Outcome


async def store_imported(session: AsyncSession, records: Sequence[ImportedChallenge]) -> dict[Key, Stored]:
    """Stores a batch in which each (source, source_id) comes once; says what became of each.

    Feed and matching hear of what was created or updated, in the same transaction.
    """
    by_key = {(record.source, record.source_id): record for record in records}
    known = await rows.known(session, list(by_key))
    now = await database_now(session)
    stored: dict[Key, Stored] = {}
    changed: list[rows.Row] = []
    for key, record in by_key.items():
        digest = content_hash(record)
        before = known.get(key)
        if before is not None and (before.content_hash == digest or _stale(record, before)):
            stored[key] = Stored(before.id, "unchanged")
        else:
            changed.append(_row(record, digest, before, now))
    if not changed:
        return stored
    ids = await rows.upsert(session, changed)
    for key, id_ in ids.items():
        stored[key] = Stored(id_, "updated" if key in known else "created")
    await _project(session, changed, by_key, ids)
    return stored


_HASHED = [field.name for field in fields(ImportedChallenge) if field.name not in ("buyer", "repeated")]


def content_hash(record: ImportedChallenge) -> bytes:
    """Of everything that is stored: a correction that leaves the portal's own stamp alone is found too."""
    given = {name: getattr(record, name) for name in _HASHED} | {"buyer": str(record.buyer.id)}
    canonical = json.dumps([_MAPPING, given], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).digest()


def _stale(record: ImportedChallenge, before: rows.Known) -> bool:
    """Whether what is stored is a later version than the record."""
    if record.modified_at and before.modified_at and record.modified_at != before.modified_at:
        return record.modified_at < before.modified_at
    if not record.repeated:
        return False
    return bool(before.closes_at and (record.closes_at is None or record.closes_at < before.closes_at))


def _row(record: ImportedChallenge, digest: bytes, before: rows.Known | None, now: datetime) -> rows.Row:
    extra = {**record.extra, "modified_at": record.modified_at and record.modified_at.isoformat()}
    published = record.published_at
    if published is None:
        # The feed needs an instant: the portal's next best, else when we first saw the record.
        published, extra["published_at_basis"] = _published(record, before, now)
    return {
        "source": record.source,
        "source_id": record.source_id,
        "kind": record.kind,
        "buyer_id": record.buyer.id,
        "original_language": record.original_language,
        "terms": _terms(record),
        "timezone": record.timezone,
        "zone_assumed": record.zone_assumed,
        "published_at": published,
        "opens_at": record.opens_at,
        "closes_at": record.closes_at,
        "concluded_at": record.concluded_at,
        "off_ramped_at": record.off_ramped_at,
        "cancelled_at": record.cancelled_at,
        "source_url": record.source_url,
        "licence": record.licence,
        "attribution": record.attribution,
        "content_hash": digest.hex(),
        "extra": {key: value for key, value in extra.items() if value is not None},
        "texts": [
            {"lang": lang, "title": title, "summary": summary, "problem": problem}
            for lang, (title, summary, problem) in record.texts.items()
        ],
    }


def _published(record: ImportedChallenge, before: rows.Known | None, now: datetime) -> tuple[datetime, str]:
    for basis, at in (("opens_at", record.opens_at), ("closes_at", record.closes_at)):
        if at is not None and at <= now:
            return at, basis
    return (before.published_at if before else now), "first_seen"


def _terms(record: ImportedChallenge) -> dict[str, Any]:
    """A ChallengeTerms document with what a record of another portal can say."""
    terms: dict[str, Any] = {"categories": list(record.categories[:20])}
    funding: dict[str, Any] = {}
    if record.budget is not None:
        least, most, currency, tax = record.budget
        funding["budget"] = {"min_minor": least, "max_minor": most, "currency": currency, "tax": tax}
    if record.programmes:
        funding["funding_programmes"] = list(record.programmes)
    if funding:
        terms["funding"] = funding
    if record.nuts is not None:
        terms["place"] = {"nuts": record.nuts}
    return terms


_PROJECTED = [field.name for field in fields(projection.ImportedRow) if field.name in rows.COLUMNS]
# Parts of terms that portals do not have: given, they are not copied for each record.
_UNSAID = {name: part for name, part in ChallengeTerms() if isinstance(part, BaseModel)}


async def _project(
    session: AsyncSession,
    changed: Sequence[rows.Row],
    by_key: Mapping[Key, ImportedChallenge],
    ids: Mapping[Key, UUID],
) -> None:
    entries, documents = [], []
    for row in changed:
        key = (row["source"], row["source_id"])
        buyer = by_key[key].buyer
        challenge = projection.ImportedRow(id=ids[key], **{name: row[name] for name in _PROJECTED})
        texts = [projection.ImportedText(**text) for text in row["texts"]]
        place = {"country": buyer.country, "label": buyer.locality, "lat": buyer.lat, "lon": buyer.lon}
        publisher = projection.buyer_publisher(buyer, challenge.original_language)
        terms = ChallengeTerms.model_validate(_UNSAID | challenge.terms)
        entries.append(projection.feed_record(challenge, texts, [publisher], place, terms))
        documents.append(projection.matching_documents(challenge, texts, None, buyer.country, terms))
    await feed.put_many(session, entries)
    await matching.put_challenges(session, documents)
