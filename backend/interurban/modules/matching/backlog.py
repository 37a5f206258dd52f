"""Which documents still wait for vectors, the most urgent first, and what is at hand to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from .vectors import Key, Rows, received
from .words.pair import Side

Reader = AsyncConnection | AsyncSession
_AT_ONCE = 2_000

# 0 what people wait for, 1 what else can be answered, 2 firms that nobody has claimed, 3 history, which only
# search reads.
CHALLENGES, MATCHED, EVERYTHING = 1, 2, 3
_RANK = """
CASE WHEN d.entity = 'profile' THEN CASE d.kind WHEN 'claimed' THEN 0 ELSE 2 END
     WHEN d.ended_at IS NOT NULL OR d.kind = 'award' OR d.closes_at <= clock_timestamp() THEN 3
     WHEN d.kind = 'challenge' THEN 0 ELSE 1 END
"""
# Sentences are wanted of what can be matched, after every vector of it.
_WAITING = text(
    f"""
    SELECT * FROM (
      SELECT d.entity, d.entity_id, d.watermark, {_RANK} AS rank,
             coalesce(e.watermark = d.watermark, false) AS vectors_done,
             coalesce(e.sentences, false) AS sentences
      FROM matching_documents d LEFT JOIN matching_encoded e
        ON e.entity = d.entity AND e.entity_id = d.entity_id AND e.centroid_version = :version
      WHERE NOT d.deleted AND d.xid >= CAST(CAST(:since AS text) AS xid8)
    ) AS every
    WHERE (NOT vectors_done AND rank <= :reach)
       OR (vectors_done AND NOT sentences AND rank < 3 AND :reach = 3)
    ORDER BY vectors_done AND rank > 0, rank = 3, vectors_done, rank, watermark DESC
    LIMIT {_AT_ONCE}
    """  # noqa: S608 - our own words
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document as it was when it was found waiting; `vectors_done`: only its sentences are missing."""

    entity: str
    id: UUID
    watermark: int
    vectors_done: bool

    @property
    def key(self) -> Key:
        return self.entity, self.id

    @property
    def side(self) -> Side:
        return "profile" if self.entity == "profile" else "challenge"


async def waiting(reader: Reader, version: int, reach: int, *, since: int = 0) -> list[Waiting]:
    """At most _AT_ONCE, of what transactions from `since` on wrote.

    `reach` is CHALLENGES, MATCHED or EVERYTHING; sentences are left out one by one for the last alone.
    """
    asked = {"version": version, "reach": reach, "since": str(since)}
    rows = await reader.execute(_WAITING, asked)
    return [Waiting(row.entity, row.entity_id, row.watermark, row.vectors_done) for row in rows]


async def progress(reader: Reader, version: int) -> tuple[int, int]:
    """How many documents that can be matched have their vectors, and how many there are."""
    row: Any = (
        await reader.execute(
            text(
                f"""
                SELECT count(*) FILTER (WHERE e.watermark = d.watermark), count(*)
                FROM matching_documents d LEFT JOIN matching_encoded e
                  ON e.entity = d.entity AND e.entity_id = d.entity_id AND e.centroid_version = :version
                WHERE NOT d.deleted AND {_RANK} <= {MATCHED}
                """  # noqa: S608 - our own words
            ),
            {"version": version},
        )
    ).one()
    return int(row[0]), int(row[1])


async def texts_at_hand(reader: Reader, model_hash: str) -> int:
    found = await reader.execute(
        text("SELECT count(*) FROM matching_embeddings WHERE model_hash = :hash"), {"hash": model_hash}
    )
    return int(found.scalar_one())


async def languages(reader: Reader) -> list[str]:
    rows = await reader.execute(
        text("SELECT DISTINCT l FROM matching_documents, jsonb_object_keys(texts) AS l WHERE NOT deleted")
    )
    return [row[0] for row in rows]


async def raw_texts(reader: Reader, model_hash: str, most: int) -> dict[tuple[Side, str], Rows]:
    """Rows of the encoder by side and language: of all, or of as many drawn by chance."""
    rows = await reader.execute(
        text(
            "SELECT entity, lang, halfvec_send(raw) FROM matching_embeddings WHERE model_hash = :hash "
            "ORDER BY md5(entity_id::text) LIMIT :most"
        ),
        {"hash": model_hash, "most": most},
    )
    found: dict[tuple[Side, str], list[Rows]] = {}
    for entity, lang, raw in rows:
        side: Side = "profile" if entity == "profile" else "challenge"
        found.setdefault((side, lang), []).append(received(raw))
    return {place: np.array(of) for place, of in found.items()}
