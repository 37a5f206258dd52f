"""Suppliers, their one capability profile, and awards known from public records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from interurban.core.database import Base, CreatedAt, Key


class Supplier(Base):
    """`claimed_at` null: known only from public award records; never alerted, nothing verified."""

    __tablename__ = "suppliers"
    __table_args__ = (
        Index(
            "uq_suppliers_identifier",
            "scheme",
            "identifier",
            unique=True,
            postgresql_where=text("scheme <> ''"),
        ),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    scheme: Mapped[str] = mapped_column(server_default="")
    identifier: Mapped[str] = mapped_column(server_default="")
    country: Mapped[str]
    locality: Mapped[str] = mapped_column(server_default="")
    website: Mapped[str] = mapped_column(server_default="")
    original_language: Mapped[str]
    texts: Mapped[dict[str, Any]] = mapped_column(JSONB)  # language -> ProfileTexts
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    regions: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    track_record: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'"))
    ip_stance: Mapped[str] = mapped_column(server_default="unstated")
    visibility: Mapped[str] = mapped_column(server_default="private")
    demo: Mapped[bool] = mapped_column(server_default=text("false"))
    source: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]


class SupplierAward(Base):
    """One public record in which the supplier bid or won. `role` is OCDS's tenderer or supplier."""

    __tablename__ = "supplier_awards"
    __table_args__ = (UniqueConstraint("supplier_id", "challenge_id", "role", "lot"),)

    id: Mapped[Key]
    supplier_id: Mapped[UUID] = mapped_column(ForeignKey("suppliers.id"))
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    lot: Mapped[str] = mapped_column(server_default="")
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    awarded_on: Mapped[date | None]
