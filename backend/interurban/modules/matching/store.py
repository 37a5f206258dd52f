"""Writes what matching keeps, in the caller's transaction, and tells the mirrors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import JSON, Text, cast, column, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import outbox

from .models import MatchingDocument
from .types import ChallengeDocument, ProfileDocument

TABLE = MatchingDocument.__table__
CHANNEL = "interurban_matching"
PUBLISHED = "matching.challenge_published"  # a topic of the outbox
LABELS_CHANGED, SPACE_CHANGED = "labels", "space"
_WRITTEN = {
    "watermark": text("nextval('matching_watermark')"),
    "xid": text("pg_current_xact_id()"),
    "updated_at": text("now()"),
}


async def put_challenge(session: AsyncSession, document: ChallengeDocument) -> None:
    await put_challenges(session, [document])


async def put_challenges(session: AsyncSession, documents: Sequence[ChallengeDocument]) -> None:
    await _put(session, [_challenge(document) for document in documents])


async def put_profile(session: AsyncSession, document: ProfileDocument) -> None:
    await put_profiles(session, [document])


async def put_profiles(session: AsyncSession, documents: Sequence[ProfileDocument]) -> None:
    await _put(session, [_profile(document) for document in documents])


async def remove(session: AsyncSession, entity: str, entity_id: UUID) -> None:
    """Keeps the row, marked, so that every mirror learns of it."""
    await session.execute(
        update(MatchingDocument)
        .where(MatchingDocument.entity == entity, MatchingDocument.entity_id == entity_id)
        .values(deleted=True, **_WRITTEN)
    )
    await session.execute(text(f"NOTIFY {CHANNEL}"))


async def announce(session: AsyncSession, challenge_id: UUID, published_at: datetime) -> None:
    """Tells the suppliers whom a challenge fits, once the caller's transaction is over."""
    payload = {"challenge_id": str(challenge_id), "published_at": published_at.isoformat()}
    await outbox.put(session, PUBLISHED, payload)


async def _put(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    # One statement for all rows: a statement a row costs an import as much as all else together.
    given = (
        func.json_to_recordset(cast(literal(to_json(rows).decode(), Text), JSON))
        .table_valued(*(column(name, TABLE.c[name].type) for name in rows[0]), name="r")
        .render_derived(with_types=True)
    )
    names = list(rows[0])
    statement = insert(MatchingDocument).from_select(names, select(*(given.c[name] for name in names)))
    changed = {name: statement.excluded[name] for name in names if name not in ("entity", "entity_id")}
    statement = statement.on_conflict_do_update(
        index_elements=["entity", "entity_id"],
        set_={**changed, **_WRITTEN},
    )
    await session.execute(statement)
    await session.execute(text(f"NOTIFY {CHANNEL}"))


def _challenge(document: ChallengeDocument) -> dict[str, Any]:
    return {
        "entity": "challenge",
        "entity_id": document.id,
        "organisation_id": document.organisation_id,
        "kind": document.kind,
        "visibility": "public",
        "demo": document.demo,
        "country": document.country,
        "original_language": document.original_language,
        "texts": {lang: list(parts) for lang, parts in document.texts.items()},
        "categories": list(document.categories),
        "regions": [],
        "gates": list(document.gates),
        "facts": {},
        "opens_at": document.opens_at,
        "closes_at": document.closes_at,
        "ended_at": document.ended_at,
        "deleted": False,
    }


def _profile(document: ProfileDocument) -> dict[str, Any]:
    return {
        "entity": "profile",
        "entity_id": document.id,
        "organisation_id": document.id,
        "kind": "claimed" if document.claimed else "unclaimed",
        "visibility": document.visibility,
        "demo": document.demo,
        "country": document.country,
        "original_language": document.original_language,
        "texts": {lang: [document.name, body] for lang, body in document.texts.items()},
        "categories": list(document.categories),
        "regions": list(document.regions),
        "gates": [],
        "facts": document.facts,
        "opens_at": None,
        "closes_at": None,
        "ended_at": None,
        "deleted": False,
    }
