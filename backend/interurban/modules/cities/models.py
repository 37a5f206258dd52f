"""Cities, which act here, and buyers, which are known only from records of other portals."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from interurban.core.database import Base, CreatedAt, Key


class City(Base):
    """Shares its key with its organisation. Created by a platform admin after verification."""

    __tablename__ = "cities"

    id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    about: Mapped[dict[str, str]] = mapped_column(JSONB, server_default=text("'{}'"))
    original_language: Mapped[str]
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    country: Mapped[str]
    region: Mapped[str]
    timezone: Mapped[str]  # IANA
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    population: Mapped[int | None]
    website: Mapped[str]
    line: Mapped[int]  # 1 to 8: which of the eight line colours
    demo: Mapped[bool] = mapped_column(server_default=text("false"))
    verified_at: Mapped[datetime]
    verification: Mapped[str]  # how the platform admin made sure
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]


class Buyer(Base):
    """A public buyer as a source names it. `city_id` is set when a city of ours is known to be it."""

    __tablename__ = "buyers"
    __table_args__ = (UniqueConstraint("scheme", "identifier"),)

    id: Mapped[Key]
    scheme: Mapped[str]  # org-id.guide list, or "name" where the source gives no identifier
    identifier: Mapped[str]
    name: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    country: Mapped[str]
    region: Mapped[str]
    locality: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    city_id: Mapped[UUID | None] = mapped_column(ForeignKey("cities.id"), index=True)
    extra: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    created_at: Mapped[CreatedAt]


class CityPolicy(Base):
    """One version of a city's rules, a PolicyDocument. Rows are added, never changed: see the migration."""

    __tablename__ = "city_policies"
    __table_args__ = (CheckConstraint("version > 0", name="counted_from_one"),)

    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[datetime]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str]  # why it was changed
    created_by: Mapped[UUID | None]  # a person or a program; names live apart
    created_at: Mapped[CreatedAt]
