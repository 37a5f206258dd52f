"""Challenges and imported records: one table of facts, one of texts, one of participations, one of files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from interurban.core.database import Base, CreatedAt, Key


class Challenge(Base):
    """Written here by a city (`organisation_id`) or imported (`source`, `source_id`, `buyer_id`).

    Status is derived: see STATUS_RULES in types.py. `terms` is a ChallengeTerms document.
    """

    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (buyer_id IS NULL)", name="one_publisher"),
        Index(
            "uq_challenges_source", "source", "source_id", unique=True, postgresql_where=text("source <> ''")
        ),
    )

    id: Mapped[Key]
    ocid: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("cities.id"), index=True)
    buyer_id: Mapped[UUID | None] = mapped_column(ForeignKey("buyers.id"), index=True)
    demo: Mapped[bool] = mapped_column(server_default=text("false"))

    original_language: Mapped[str]
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)
    dates_as_written: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    timezone: Mapped[str]
    zone_assumed: Mapped[bool] = mapped_column(server_default=text("false"))

    # Facts, from which the status follows. All instants; null means it has not happened or is not known.
    submitted_at: Mapped[datetime | None]
    announced_at: Mapped[datetime | None]  # as a forecast: public before anything is fixed
    published_at: Mapped[datetime | None]
    opens_at: Mapped[datetime | None]
    questions_until: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    opening_at: Mapped[datetime | None]
    decision_by: Mapped[datetime | None]
    pilot_started_at: Mapped[datetime | None]
    concluded_at: Mapped[datetime | None]
    off_ramped_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    source: Mapped[str] = mapped_column(server_default="")
    source_id: Mapped[str] = mapped_column(server_default="")
    source_url: Mapped[str] = mapped_column(server_default="")
    licence: Mapped[str] = mapped_column(server_default="")
    attribution: Mapped[str] = mapped_column(server_default="")
    content_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    extra: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))

    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]

    @property
    def is_public(self) -> bool:
        return self.announced_at is not None or self.published_at is not None


class ChallengeText(Base):
    """All texts of one challenge in one language; `slug` of the title keeps old addresses working."""

    __tablename__ = "challenge_texts"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    lang: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(server_default="")
    problem: Mapped[str] = mapped_column(server_default="")
    outcomes: Mapped[str] = mapped_column(server_default="")
    context: Mapped[str] = mapped_column(server_default="")
    offers: Mapped[str] = mapped_column(server_default="")
    innovation: Mapped[str] = mapped_column(server_default="")
    rights: Mapped[str] = mapped_column(server_default="")
    off_ramp: Mapped[str] = mapped_column(server_default="")


class Participation(Base):
    """One city's part in a challenge. The lead's own row has state `lead`."""

    __tablename__ = "participations"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"), primary_key=True, index=True)
    state: Mapped[str]  # lead, accepted; invited, declined and left come with co-posting
    budget_share_minor: Mapped[int | None] = mapped_column(BigInteger)
    route: Mapped[str] = mapped_column(server_default="unstated")
    since: Mapped[CreatedAt]


class ChallengeFile(Base):
    """A file on a challenge. The bytes are in the object store under `key`; type and length as measured."""

    __tablename__ = "challenge_files"
    __table_args__ = (UniqueConstraint("challenge_id", "name"),)

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    media_type: Mapped[str]
    length: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    key: Mapped[str] = mapped_column(unique=True)
    uploaded_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[CreatedAt]
