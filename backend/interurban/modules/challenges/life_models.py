"""The life of a public challenge: questions, a market sounding, changes, decisions, signatures, its end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from interurban.core.database import Base, CreatedAt, Key


class Follow(Base):
    """Somebody is told what changes. Nobody else learns who follows, or how many do."""

    __tablename__ = "challenge_follows"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[CreatedAt]


class Told(Base):
    """Who was told of which news already: the outbox may bring the same news twice."""

    __tablename__ = "challenge_told"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    news: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)


class Question(Base):
    """`asked_by` is shown to nobody and is in no other table: the asker alone finds their own by it.

    `number` is given with the first answer; until then only the asker and the cities see it.
    """

    __tablename__ = "challenge_questions"
    __table_args__ = (
        UniqueConstraint("challenge_id", "number"),
        CheckConstraint("answered_at IS NULL OR set_aside_at IS NULL", name="one_outcome"),
    )

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    lang: Mapped[str]
    text: Mapped[str]
    asked_at: Mapped[datetime]
    number: Mapped[int | None]
    restated: Mapped[str | None]  # as published, where the city changed what gives the asker away
    answered_at: Mapped[datetime | None]
    set_aside_at: Mapped[datetime | None]
    set_aside_reason: Mapped[str] = mapped_column(server_default="")


class Answer(Base):
    """The newest counts; earlier ones stay readable as what was corrected."""

    __tablename__ = "challenge_answers"

    id: Mapped[Key]
    question_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenge_questions.id", ondelete="CASCADE"), index=True
    )
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    texts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]


class Sounding(Base):
    """What the cities ask the market before anything is fixed. `questions`: [{id, text: {lang: …}}]."""

    __tablename__ = "challenge_soundings"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    until: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class SoundingAnswer(Base):
    """One firm's public answer. Its name is shown only if it says so (`named`)."""

    __tablename__ = "challenge_sounding_answers"
    __table_args__ = (UniqueConstraint("challenge_id", "question_id", "supplier_id"),)

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    question_id: Mapped[str]
    supplier_id: Mapped[UUID] = mapped_column(ForeignKey("suppliers.id", ondelete="CASCADE"))
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    lang: Mapped[str]
    text: Mapped[str]
    named: Mapped[bool]
    at: Mapped[datetime]


class Amendment(Base):
    """A numbered change of what is public. `changes`: [{pointer, before, after}], exactly what changed."""

    __tablename__ = "challenge_amendments"
    __table_args__ = (UniqueConstraint("challenge_id", "number"),)

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str]  # ChangeKind
    reason: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]


class PhaseDecision(Base):
    """One city's go or no-go after a phase, which it names by its place and its kind."""

    __tablename__ = "challenge_phase_decisions"
    __table_args__ = (UniqueConstraint("challenge_id", "city_id", "phase"),)

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    phase: Mapped[int]
    kind: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[dict[str, Any]] = mapped_column(JSONB)
    office: Mapped[str]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]


class Ending(Base):
    """Why a challenge ended without a purchase, and what everybody learns from it."""

    __tablename__ = "challenge_endings"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str]
    reason: Mapped[dict[str, Any]] = mapped_column(JSONB)
    feedback: Mapped[dict[str, Any]] = mapped_column(JSONB)
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]


class Signature(Base):
    """Which office signed what, and when. The person is kept for the record and never shown."""

    __tablename__ = "challenge_signatures"
    __table_args__ = (Index("ix_challenge_signatures_challenge_id", "challenge_id"),)

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    kind: Mapped[str]
    office: Mapped[str]
    reference: Mapped[str]
    decided_on: Mapped[date | None]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge_files.id", ondelete="SET NULL"))
    risks: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)  # as they were when they were accepted
    public: Mapped[bool]
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)  # of everything written, when it was signed
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]


class KeptContact(Base):
    """A firm's consent that the cities may stay in touch with it; gone when it takes it back."""

    __tablename__ = "challenge_contacts"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    supplier_id: Mapped[UUID] = mapped_column(
        ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True
    )
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    since: Mapped[CreatedAt]


class Feedback(Base):
    """What one city writes to one firm that agreed to stay in touch; between the two of them."""

    __tablename__ = "challenge_feedback"

    id: Mapped[Key]
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    supplier_id: Mapped[UUID] = mapped_column(ForeignKey("suppliers.id", ondelete="CASCADE"))
    city_id: Mapped[UUID] = mapped_column(ForeignKey("cities.id"))
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    lang: Mapped[str]
    text: Mapped[str]
    at: Mapped[CreatedAt]
