"""Runs of importers and what they could not use."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from interurban.core.database import Base, CreatedAt, Key


class ImportRun(Base):
    """One import of one input. `position` is the last record whose batch was committed."""

    __tablename__ = "import_runs"

    id: Mapped[Key]
    format: Mapped[str]
    label: Mapped[str]
    input_hash: Mapped[str] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    total: Mapped[int | None] = mapped_column(BigInteger)
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    started_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]
    finished_at: Mapped[datetime | None]
    error: Mapped[str | None]


class ImportReject(Base):
    """One item that could not be used, with the reason and the beginning of what it was."""

    __tablename__ = "import_rejects"

    id: Mapped[Key]
    run_id: Mapped[UUID] = mapped_column(ForeignKey("import_runs.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(BigInteger)
    source_id: Mapped[str | None]
    code: Mapped[str]
    detail: Mapped[str]
    excerpt: Mapped[str]
