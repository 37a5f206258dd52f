"""Notices inside the product. Mail leaves through the outbox and is not stored after it was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from interurban.core.database import Base, CreatedAt, Key


class Notification(Base):
    """`kind` names the text (translated by the page), `values` fills it, `link` is a path in the page."""

    __tablename__ = "notifications"
    __table_args__ = (Index("ix_notifications_user_id_id", "user_id", "id"),)

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    kind: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(JSONB)
    link: Mapped[str]
    created_at: Mapped[CreatedAt]
    read_at: Mapped[datetime | None]
