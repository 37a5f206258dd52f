"""Buyers of imported records: found by identifier, made when they are new, richer with every import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from .types import BuyerFacts, BuyerInput

MAX_OTHER_NAMES = 20
Key = tuple[str, str]

# One statement a batch. What is known is never replaced by nothing, and a name once given stays, so that a
# portal with twelve spellings of one name does not write its buyer twelve times a day; the others are kept
# beside it. Rows are locked in the order of their keys, so that two imports never wait for each other.
_UPSERT = text("""
WITH given AS (
  SELECT * FROM json_to_recordset(CAST(:rows AS json)) AS r (
    scheme text, identifier text, name text, country text, locality text, region text,
    lat float8, lon float8)
), written AS (
  INSERT INTO buyers AS b (scheme, identifier, name, country, locality, region, lat, lon, city_id)
  SELECT scheme, identifier, name, country, locality, region, lat, lon, CAST(:city_id AS uuid)
  FROM given ORDER BY scheme, identifier
  ON CONFLICT (scheme, identifier) DO UPDATE SET
    other_names = CASE
      WHEN excluded.name = b.name OR excluded.name = ANY (b.other_names)
        OR cardinality(b.other_names) >= :most THEN b.other_names
      ELSE b.other_names || excluded.name END,
    locality = COALESCE(NULLIF(b.locality, ''), excluded.locality),
    region = COALESCE(NULLIF(b.region, ''), excluded.region),
    lat = COALESCE(b.lat, excluded.lat),
    lon = COALESCE(b.lon, excluded.lon),
    city_id = COALESCE(b.city_id, excluded.city_id)
  WHERE (excluded.name <> b.name AND NOT excluded.name = ANY (b.other_names)
      AND cardinality(b.other_names) < :most)
    OR (b.locality = '' AND excluded.locality <> '')
    OR (b.region = '' AND excluded.region <> '')
    OR (b.lat IS NULL AND excluded.lat IS NOT NULL)
    OR (b.city_id IS NULL AND excluded.city_id IS NOT NULL)
  RETURNING b.*
)
SELECT id, scheme, identifier, name, country, locality, lat, lon FROM written
UNION ALL
SELECT b.id, b.scheme, b.identifier, b.name, b.country, b.locality, b.lat, b.lon
FROM buyers b JOIN given USING (scheme, identifier)
WHERE NOT EXISTS (SELECT FROM written w WHERE w.scheme = b.scheme AND w.identifier = b.identifier)
""")


async def resolve_buyers(
    session: AsyncSession, buyers: Sequence[BuyerInput], city_id: UUID | None = None
) -> Mapping[Key, BuyerFacts]:
    """Facts of every buyer by (scheme, identifier); `city_id` is the city of ours that they are."""
    first: dict[Key, BuyerInput] = {}
    for buyer in buyers:
        first.setdefault((buyer.scheme, buyer.identifier), buyer)
    if not first:
        return {}
    values = {
        "rows": to_json([asdict(buyer) for buyer in first.values()]).decode(),
        "city_id": city_id,
        "most": MAX_OTHER_NAMES,
    }
    found: dict[Key, BuyerFacts] = {}
    while len(found) < len(first):
        # A second round only for a buyer that another import made while this statement ran.
        for row in await session.execute(_UPSERT, values):
            facts = BuyerFacts(row.id, row.name, row.country, row.locality, row.lat, row.lon)
            found[row.scheme, row.identifier] = facts
    return found
