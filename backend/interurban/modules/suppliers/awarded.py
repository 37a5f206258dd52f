"""Firms known only from public award records: unclaimed profiles, made of what they won or bid for.

Natural persons never come here: importers drop them before a record leaves the parser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import delete, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.text import slug
from interurban.modules.identity.public import create_organisations
from interurban.modules.matching import public as matching

from .models import Supplier, SupplierAward
from .schemas import ProfileTexts
from .service import document
from .types import Visibility

Key = tuple[str, str]
# What an unclaimed profile holds at most: enough to be found by, little enough to be read.
MAX_LINES = 40
MAX_CATEGORIES = 30


@dataclass(frozen=True, slots=True)
class AwardedFirm:
    """A legal entity as a portal names it. Found again by (scheme, identifier), as BuyerInput is."""

    scheme: str
    identifier: str
    name: str
    country: str  # ISO 3166-1 alpha-2; ZZ where it is unknown
    language: str
    locality: str
    source: str


@dataclass(frozen=True, slots=True)
class AwardRecord:
    """That a firm won (`supplier`) or bid (`tenderer`, as in OCDS), and for what."""

    supplier_id: UUID
    challenge_id: UUID
    role: str
    lot: str
    amount_minor: int | None
    currency: str | None
    awarded_on: date | None
    language: str
    title: str
    categories: tuple[str, ...]


async def resolve_firms(session: AsyncSession, firms: Sequence[AwardedFirm]) -> Mapping[Key, UUID]:
    """Ids by (scheme, identifier); new firms get an unclaimed profile."""
    first: dict[Key, AwardedFirm] = {}
    for firm in firms:
        first.setdefault((firm.scheme, firm.identifier), firm)
    if not first:
        return {}
    found = await _known(session, list(first))
    new = [firm for key, firm in sorted(first.items()) if key not in found]
    names = [(firm.name, slug(firm.name)) for firm in new]
    ids = await create_organisations(session, "supplier", names)
    if new:
        rows = [_row(id_, firm) for id_, firm in zip(ids, new, strict=True)]
        await session.execute(_CREATE, {"rows": to_json(rows).decode()})
        # Read again: another import may have made one of them meanwhile.
        found = await _known(session, list(first))
    return found


async def _known(session: AsyncSession, keys: Sequence[Key]) -> dict[Key, UUID]:
    query = select(Supplier.scheme, Supplier.identifier, Supplier.id).where(
        Supplier.scheme != "", tuple_(Supplier.scheme, Supplier.identifier).in_(keys)
    )
    return {(row.scheme, row.identifier): row.id for row in await session.execute(query)}


_CREATE = text("""
INSERT INTO suppliers (id, slug, name, scheme, identifier, country, locality, original_language, texts,
  visibility, source)
SELECT id, slug, name, scheme, identifier, country, locality, original_language, '{}', visibility, source
FROM json_to_recordset(CAST(:rows AS json)) AS r (
  id uuid, slug text, name text, scheme text, identifier text, country text, locality text,
  original_language text, visibility text, source text)
ON CONFLICT DO NOTHING
""")


def _row(id_: UUID, firm: AwardedFirm) -> dict[str, object]:
    return {
        "id": id_,
        "slug": slug(firm.name),
        "name": firm.name,
        "scheme": firm.scheme,
        "identifier": firm.identifier,
        "country": firm.country,
        "locality": firm.locality,
        "original_language": firm.language,
        # Nothing in it that is not in a public record.
        "visibility": Visibility.public.value,
        "source": firm.source,
    }


_KEPT = ("supplier_id", "challenge_id", "role", "lot", "amount_minor", "currency", "awarded_on")
_KEEP = text(f"""
INSERT INTO supplier_awards ({", ".join(_KEPT)})
SELECT {", ".join(_KEPT)} FROM json_to_recordset(CAST(:rows AS json)) AS r (
  supplier_id uuid, challenge_id uuid, role text, lot text, amount_minor bigint, currency text,
  awarded_on date)
ON CONFLICT DO NOTHING
RETURNING supplier_id, challenge_id
""")  # noqa: S608 - names of our own columns


async def store_awarded(
    session: AsyncSession, awards: Sequence[AwardRecord], replaced: Sequence[UUID] = ()
) -> int:
    """Keeps awards that are new, lets the unclaimed profiles tell of them, and says how many there were.

    Of the challenges in `replaced` every award is given: what is kept of them beyond these is forgotten.
    """
    await _forget(session, awards, replaced)
    if not awards:
        return 0
    rows = [{name: getattr(award, name) for name in _KEPT} for award in awards]
    written = await session.execute(_KEEP, {"rows": to_json(rows).decode()})
    fresh = {(row.supplier_id, row.challenge_id) for row in written}
    told = [award for award in awards if (award.supplier_id, award.challenge_id) in fresh]
    await _tell(session, told)
    return len(fresh)


async def _forget(session: AsyncSession, awards: Sequence[AwardRecord], replaced: Sequence[UUID]) -> None:
    if not replaced:
        return
    given = [(award.supplier_id, award.challenge_id, award.role, award.lot) for award in awards]
    key = tuple_(SupplierAward.supplier_id, SupplierAward.challenge_id, SupplierAward.role, SupplierAward.lot)
    gone = delete(SupplierAward).where(SupplierAward.challenge_id.in_(replaced))
    await session.execute(gone.where(key.not_in(given)) if given else gone)


_TOLD = text("""
UPDATE suppliers s SET texts = r.texts, categories = r.categories, updated_at = now()
FROM json_to_recordset(CAST(:rows AS json)) AS r (id uuid, texts jsonb, categories text[])
WHERE s.id = r.id
""")


async def _tell(session: AsyncSession, awards: Sequence[AwardRecord]) -> None:
    """Adds titles and categories to the profiles nobody claimed; a claimed one is its owner's."""
    ids = {award.supplier_id for award in awards}
    query = select(Supplier).where(Supplier.id.in_(ids), Supplier.claimed_at.is_(None))
    profiles = {row.id: row for row in await session.scalars(query.order_by(Supplier.id).with_for_update())}
    for row in profiles.values():
        session.expunge(row)
    for award in awards:
        if award.supplier_id in profiles:
            _add(profiles[award.supplier_id], award)
    # One statement for all of them; the session then holds nothing of it to write row by row.
    told = [{"id": row.id, "texts": row.texts, "categories": row.categories} for row in profiles.values()]
    await session.execute(_TOLD, {"rows": to_json(told).decode()})
    await matching.put_profiles(session, [document(row) for row in profiles.values()])


def _add(row: Supplier, award: AwardRecord) -> None:
    texts = ProfileTexts.model_validate(row.texts.get(award.language, {}))
    lines = texts.capabilities.splitlines()
    line = f"- {award.title}"
    if line not in lines and len(lines) < MAX_LINES:
        texts.capabilities = "\n".join([*lines, line])[:20_000]
        row.texts = {**row.texts, award.language: texts.model_dump()}
    more = [code for code in award.categories if code not in row.categories]
    row.categories = [*row.categories, *more][:MAX_CATEGORIES]
