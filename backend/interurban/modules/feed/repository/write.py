"""Writing records and the log of changes. A batch is one statement, however many records it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.text import fold
from interurban.modules.feed.types import NEVER, FeedRecord, Publisher
from interurban.modules.feed.words.document import document

CHANNEL = "interurban_feed"
LARGE = 100  # records at a time


class StoredPublisher(TypedDict):
    kind: str
    id: str
    slug: str | None
    names: dict[str, str]
    lang: str
    country: str
    line: int | None
    lead: bool


class StoredCard(TypedDict):
    """The `card` column: what the list shows that does not depend on the reader or on the time."""

    kind: str
    demo: bool
    lang: str
    texts: dict[str, list[str]]  # language -> title, summary, slug
    publishers: list[StoredPublisher]
    country: str
    place: str
    lat: float | None
    lon: float | None
    published_at: str
    opens_at: str | None
    closes_at: str | None
    timezone: str
    zone_assumed: bool
    closes_assumed: bool
    approach: str | None
    pilot_paid: bool | None
    budget: dict[str, Any] | None
    flags: list[str]
    categories: list[str]
    source: dict[str, str] | None


_COLUMNS = {
    "id": "uuid",
    "kind": "text",
    "kind_rank": "smallint",
    "demo": "boolean",
    "published_at": "timestamptz",
    "opens_at": "timestamptz",
    "closes_at": "timestamptz",
    "closes_sort": "timestamptz",
    "ended_at": "timestamptz",
    "ended_status": "text",
    "place": "text",
    "lat": "float8",
    "lon": "float8",
    "flags": "text[]",
    "categories": "text[]",
    "currency": "text",
    "budget_min_minor": "bigint",
    "budget_max_minor": "bigint",
    "card": "jsonb",
    "search": "tsvector",  # see words/document.py
}
# Rows are locked in the order of their keys, so that two batches never wait for each other.
_UPSERT = text(f"""
WITH given AS (
  SELECT * FROM json_to_recordset(CAST(:rows AS json))
  AS r ({", ".join(f"{name} {type_}" for name, type_ in _COLUMNS.items())})
), written AS (
  INSERT INTO feed_entries ({", ".join(_COLUMNS)})
  SELECT {", ".join(_COLUMNS)} FROM given ORDER BY id
  ON CONFLICT (id) DO UPDATE SET updated_at = now(),
    {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "id")}
  RETURNING id
)
INSERT INTO changes (entity, entity_id, op) SELECT 'challenge', id, 'upsert' FROM written
""")  # noqa: S608 - names of our own columns

_DELETE = text("""
WITH gone AS (DELETE FROM feed_entries WHERE id = :id RETURNING id)
INSERT INTO changes (entity, entity_id, op) SELECT 'challenge', id, 'tombstone' FROM gone
""")


async def upsert(session: AsyncSession, records: Sequence[FeedRecord]) -> None:
    newest = {record.id: record for record in records}  # a batch may name a record twice; the last counts
    if len(newest) >= LARGE:
        # Sorting a batch's words for the index needs room, else they go in piecemeal.
        await session.execute(text("SET LOCAL work_mem = '64MB'"))
    rows = to_json([_row(record) for record in newest.values()]).decode()
    await session.execute(_UPSERT, {"rows": rows})


async def delete(session: AsyncSession, id_: UUID) -> None:
    await session.execute(_DELETE, {"id": id_})


async def log(session: AsyncSession, entity: str, id_: UUID, op: str) -> None:
    await session.execute(
        text("INSERT INTO changes (entity, entity_id, op) VALUES (:entity, :id, :op)"),
        {"entity": entity, "id": id_, "op": op},
    )


async def settle(session: AsyncSession) -> None:
    """Sorts new words into the text index, so that neither writers nor readers have to."""
    await session.execute(text("SELECT feed_settle()"))


async def notify(session: AsyncSession) -> None:
    """Heard after the commit, once, however often a transaction says it."""
    await session.execute(text(f"NOTIFY {CHANNEL}"))


def prefixes(code: str) -> list[str]:
    """The divisions, groups and classes a CPV code is in: 45233000 is in 45, 452, 4523 and 45233."""
    significant = significant_part(code)
    return [significant[:length] for length in range(2, len(significant) + 1)]


def significant_part(code: str) -> str:
    """A CPV code without the zeros that only fill it up; a division keeps its two digits."""
    return code[:2] + code[2:].rstrip("0")


def _row(record: FeedRecord) -> dict[str, Any]:
    # An award is history from its first day.
    ended = record.ended_status or ("concluded" if record.kind == "award" else None)
    return {
        "id": record.id,
        "kind": record.kind,
        "kind_rank": record.kind_rank,
        "demo": record.demo,
        "published_at": record.published_at,
        "opens_at": NEVER if record.forecast else record.opens_at,
        "closes_at": record.closes_at,
        "closes_sort": record.closes_at or "infinity",
        "ended_at": record.ended_at,
        "ended_status": ended,
        "place": fold(record.place.strip()),
        "lat": record.lat,
        "lon": record.lon,
        "flags": _flags(record),
        "categories": sorted({part for code in record.categories for part in prefixes(code)}),
        "currency": record.currency,
        "budget_min_minor": record.budget_min_minor,
        "budget_max_minor": record.budget_max_minor,
        "card": _card(record),
        "search": document(record),
    }


def _flags(record: FeedRecord) -> list[str]:
    cities = [p for p in record.publishers if p.kind == "city"]
    return sorted(
        {
            *record.flags,
            f"kind:{record.kind}",
            f"demo:{str(record.demo).lower()}",
            f"country:{record.country}",
            *(f"country:{p.country}" for p in record.publishers),
            *(f"language:{lang}" for lang in record.texts),
            *(f"category:{code[:2]}" for code in record.categories),
            *(f"city:{p.slug}" for p in cities if p.slug),
            *(f"buyer:{p.id}" for p in record.publishers if p.kind == "buyer"),
            *_one("approach", record.approach),
            *_one("source", record.source),
            *_one("right", "pilot_paid" if record.pilot_paid else None),
            f"posted_by:{'several' if len(cities) > 1 else 'one'}",
        }
    )


def _one(group: str, value: str | None) -> Iterable[str]:
    return (f"{group}:{value}",) if value else ()


def _card(record: FeedRecord) -> StoredCard:
    return {
        "kind": record.kind,
        "demo": record.demo,
        "lang": record.original_language,
        "texts": {lang: [t.title, t.summary, t.slug] for lang, t in record.texts.items()},
        "publishers": [_publisher(p) for p in record.publishers],
        "country": record.country,
        "place": record.place,
        "lat": record.lat,
        "lon": record.lon,
        "published_at": instant(record.published_at),
        "opens_at": instant(record.opens_at) if record.opens_at else None,
        "closes_at": instant(record.closes_at) if record.closes_at else None,
        "timezone": record.timezone,
        "zone_assumed": record.zone_assumed,
        "closes_assumed": record.closes_assumed,
        "approach": record.approach,
        "pilot_paid": record.pilot_paid,
        "budget": _budget(record),
        "flags": sorted(record.flags),
        "categories": list(record.categories),
        "source": _source(record),
    }


def _publisher(publisher: Publisher) -> StoredPublisher:
    return {
        "kind": publisher.kind,
        "id": str(publisher.id),
        "slug": publisher.slug,
        "names": publisher.names,
        "lang": publisher.original_language,
        "country": publisher.country,
        "line": publisher.line,
        "lead": publisher.lead,
    }


def _budget(record: FeedRecord) -> dict[str, Any] | None:
    if record.currency is None or (record.budget_min_minor is None and record.budget_max_minor is None):
        return None
    return {
        "min_minor": record.budget_min_minor,
        "max_minor": record.budget_max_minor,
        "currency": record.currency,
        "tax": record.tax,
    }


def _source(record: FeedRecord) -> dict[str, str] | None:
    if not record.source:
        return None
    return {
        "key": record.source,
        "url": record.source_url,
        "licence": record.licence,
        "attribution": record.attribution,
    }


def instant(moment: datetime) -> str:
    """UTC, as the API writes instants."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
