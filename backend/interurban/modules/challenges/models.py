"""Challenges and imported records: one table of facts, one of texts, one of participations, one of files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
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
    """One city's part in a challenge: see Part in types.py. The lead's own row has state `lead`.

    `local_terms` is a LocalTerms document. `answer_by` is when an invitation or a request lapses; whoever
    answers it gets `since` anew.

    `policy_version` is the version of the city's rules under which it was published; null before, and where
    the city had none.
    """

    __tablename__ = "participations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["city_id", "policy_version"],
            ["city_policies.city_id", "city_policies.version"],
            name="fk_participations_policy",
        ),
    )

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"), primary_key=True, index=True)
    state: Mapped[str]
    local_terms: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    answer_by: Mapped[datetime | None]
    message: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default=text("1"))
    policy_version: Mapped[int | None]
    since: Mapped[CreatedAt]


class ParticipationNotice(Base):
    """What the public is told when the cities of a published challenge change; kept for good."""

    __tablename__ = "participation_notices"

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]


class ChallengeAct(Base):
    """Something that happens only when every live city has approved it: see ActKind in types.py.

    It is bound to what was proposed: `challenge_version`, and `parts`, which holds the version of each live
    city's part by the city's id. Pending while neither `done_at` nor `ended_at` is set.
    """

    __tablename__ = "challenge_acts"
    __table_args__ = (
        Index(
            "uq_challenge_acts_pending",
            "challenge_id",
            "kind",
            unique=True,
            postgresql_where=text("done_at IS NULL AND ended_at IS NULL"),
        ),
        Index("ix_challenge_acts_challenge_id", "challenge_id"),
    )

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    note: Mapped[str] = mapped_column(server_default="")
    challenge_version: Mapped[int]
    parts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    proposed_city: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    proposed_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_city: Mapped[UUID | None] = mapped_column(ForeignKey("cities.id"))
    end_reason: Mapped[str] = mapped_column(server_default="")


class ActApproval(Base):
    """One city's approval by one of its people; `office` is the line that signs, never a person's name."""

    __tablename__ = "challenge_act_approvals"
    __table_args__ = (UniqueConstraint("act_id", "city_id", "user_id", postgresql_nulls_not_distinct=True),)

    id: Mapped[Key]
    act_id: Mapped[UUID] = mapped_column(ForeignKey("challenge_acts.id", ondelete="CASCADE"))
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    office: Mapped[str] = mapped_column(server_default="")
    approved_at: Mapped[datetime]


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
