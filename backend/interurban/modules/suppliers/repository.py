"""Queries on suppliers."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from .models import Supplier, SupplierAward


def seen_by(public_only: bool) -> ColumnElement[bool]:
    """Unclaimed profiles are public records; claimed ones are shown as their owner decided."""
    open_to = ["public"] if public_only else ["public", "cities"]
    return or_(Supplier.claimed_at.is_(None), Supplier.visibility.in_(open_to))


async def page(
    session: AsyncSession,
    visible: ColumnElement[bool],
    q: str | None,
    country: str | None,
    after: tuple[str, UUID] | None,
    limit: int,
) -> list[Supplier]:
    query = select(Supplier).where(visible).order_by(Supplier.slug, Supplier.id).limit(limit)
    if q:
        pattern = "%" + q.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        query = query.where(func.unaccent(Supplier.name).ilike(func.unaccent(pattern)))
    if country:
        query = query.where(Supplier.country == country)
    if after is not None:
        query = query.where(tuple_(Supplier.slug, Supplier.id) > tuple_(*after))
    return list(await session.scalars(query))


async def awards(session: AsyncSession, supplier_id: UUID) -> list[SupplierAward]:
    query = select(SupplierAward).where(SupplierAward.supplier_id == supplier_id)
    return list(await session.scalars(query.order_by(SupplierAward.awarded_on.desc().nulls_last()).limit(50)))


async def demonstration_id(session: AsyncSession, name: str) -> UUID | None:
    query = select(Supplier.id).where(Supplier.demo, Supplier.name == name)
    found: UUID | None = (await session.execute(query)).scalar()
    return found
