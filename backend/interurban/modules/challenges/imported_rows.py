"""Statements for imported records: a batch is one look-up and one write, however many records it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

Key = tuple[str, str]
Row = dict[str, Any]

COLUMNS = {
    "source": "text",
    "source_id": "text",
    "kind": "text",
    "buyer_id": "uuid",
    "original_language": "text",
    "terms": "jsonb",
    "timezone": "text",
    "zone_assumed": "boolean",
    "published_at": "timestamptz",
    "opens_at": "timestamptz",
    "closes_at": "timestamptz",
    "concluded_at": "timestamptz",
    "off_ramped_at": "timestamptz",
    "cancelled_at": "timestamptz",
    "source_url": "text",
    "licence": "text",
    "attribution": "text",
    "extra": "jsonb",
}


@dataclass(frozen=True, slots=True)
class Known:
    id: UUID
    content_hash: bytes | None
    published_at: datetime
    closes_at: datetime | None
    modified_at: datetime | None


_KNOWN = text("""
SELECT c.source, c.source_id, c.id, c.content_hash, c.published_at, c.closes_at,
  CAST(c.extra ->> 'modified_at' AS timestamptz) AS modified_at
FROM json_to_recordset(CAST(:keys AS json)) AS k (source text, source_id text)
JOIN challenges c ON c.source = k.source AND c.source_id = k.source_id AND c.source <> ''
FOR UPDATE OF c
""")

# Texts of languages that a later version no longer has are dropped. Rows are locked in the order of their
# keys, so that two imports of one portal never wait for each other.
_UPSERT = text(f"""
WITH given AS (
  SELECT * FROM json_to_recordset(CAST(:rows AS json)) AS r (
    {", ".join(map(" ".join, COLUMNS.items()))}, content_hash text, texts json)
), written AS (
  INSERT INTO challenges AS c ({", ".join(COLUMNS)}, content_hash)
  SELECT {", ".join(COLUMNS)}, decode(content_hash, 'hex') FROM given ORDER BY source, source_id
  ON CONFLICT (source, source_id) WHERE source <> '' DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in [*COLUMNS, "content_hash"][2:])},
    version = c.version + 1, updated_at = now()
  RETURNING c.id, c.source, c.source_id
), said AS (
  SELECT w.id, t.lang, t.title, t.summary, t.problem
  FROM given g JOIN written w USING (source, source_id)
  CROSS JOIN json_to_recordset(g.texts) AS t (lang text, title text, summary text, problem text)
), unsaid AS (
  DELETE FROM challenge_texts o USING written w
  WHERE o.challenge_id = w.id
    AND NOT EXISTS (SELECT FROM said s WHERE s.id = o.challenge_id AND s.lang = o.lang)
), kept AS (
  INSERT INTO challenge_texts (challenge_id, lang, title, summary, problem)
  SELECT id, lang, title, summary, problem FROM said
  ON CONFLICT (challenge_id, lang) DO UPDATE SET
    title = excluded.title, summary = excluded.summary, problem = excluded.problem
)
SELECT id, source, source_id FROM written
""")  # noqa: S608 - names of our own columns


async def known(session: AsyncSession, keys: Sequence[Key]) -> Mapping[Key, Known]:
    """What is stored under these keys, locked until the end of the transaction."""
    given = to_json([{"source": source, "source_id": source_id} for source, source_id in keys])
    found = await session.execute(_KNOWN, {"keys": given.decode()})
    return {
        (row.source, row.source_id): Known(
            row.id, row.content_hash, row.published_at, row.closes_at, row.modified_at
        )
        for row in found
    }


async def upsert(session: AsyncSession, rows: Sequence[Row]) -> dict[Key, UUID]:
    """Ids by (source, source_id)."""
    found = await session.execute(_UPSERT, {"rows": to_json(rows).decode()})
    return {(row.source, row.source_id): row.id for row in found}


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A portal whose records are here."""

    source: str
    attribution: str
    licence: str
    records: int


_SOURCES = text("""
SELECT source, max(attribution) AS attribution, max(licence) AS licence, count(*) AS records
FROM challenges WHERE source <> '' AND withdrawn_at IS NULL
GROUP BY source ORDER BY count(*) DESC, source
""")


async def sources_in_use(reader: AsyncConnection | AsyncSession) -> list[SourceUse]:
    """The one with the most records first."""
    return [SourceUse(**row._mapping) for row in await reader.execute(_SOURCES)]
