"""What matching reads: one row per challenge or profile, with its vector when there is a model."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, Integer
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from interurban.core.columns import HalfVector, Xid8
from interurban.core.database import Base, CreatedAt


class MatchingDocument(Base):
    """`watermark` is another number at every write; `xid` is the transaction that wrote it.

    A mirror reads what transactions wrote that were not finished at its last look, so that a number that
    was drawn early and committed late is never passed over.
    """

    __tablename__ = "matching_documents"
    __table_args__ = (Index("ix_matching_documents_xid", "xid"),)

    entity: Mapped[str] = mapped_column(primary_key=True)  # challenge, profile
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID | None]
    kind: Mapped[str]  # of a challenge; "claimed" or "unclaimed" of a profile
    visibility: Mapped[str]  # of a profile; "public" for challenges
    demo: Mapped[bool]
    country: Mapped[str]
    original_language: Mapped[str]
    texts: Mapped[dict[str, Any]]  # language -> [title, body]
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text))
    regions: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=sql("'{}'"))
    gates: Mapped[list[Any]] = mapped_column(JSONB, server_default=sql("'[]'"))  # of a challenge
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'"))  # of a profile
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    deleted: Mapped[bool] = mapped_column(server_default=sql("false"))
    watermark: Mapped[int] = mapped_column(BigInteger, server_default=sql("nextval('matching_watermark')"))
    xid: Mapped[Any] = mapped_column(Xid8, server_default=sql("pg_current_xact_id()"))
    updated_at: Mapped[CreatedAt]


def _of_document() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["entity", "entity_id"],
        ["matching_documents.entity", "matching_documents.entity_id"],
        ondelete="CASCADE",
    )


class EncodedText(Base):
    """What the encoder made of a text that belongs to no document: a label of a category, a sample."""

    __tablename__ = "matching_encoded_texts"

    model_hash: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[str] = mapped_column(primary_key=True)
    raw: Mapped[Any] = mapped_column(HalfVector(384))


class MatchingEmbedding(Base):
    """What the encoder made of a document's text in one language. Another space needs no encoding anew.

    `without`: float16 (sentences, 384), the text without each of its sentences; null until it was made.
    `spans`: for each of them its field (0 title, 1 text), start and end in characters.
    """

    __tablename__ = "matching_embeddings"
    __table_args__ = (_of_document(),)

    entity: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    model_hash: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[str]
    raw: Mapped[Any] = mapped_column(HalfVector(384))
    spans: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    without: Mapped[bytes | None]


class MatchingSpace(Base):
    """A version of the space that vectors lie in. One serves; a newer one is filled beside it."""

    __tablename__ = "matching_spaces"

    version: Mapped[int] = mapped_column(Identity(), primary_key=True)
    model_hash: Mapped[str]
    basis: Mapped[str]  # what it was made from; another basis asks for another version
    data: Mapped[bytes]
    created_at: Mapped[CreatedAt]
    serving_since: Mapped[datetime | None]


class MatchingVector(Base):
    """The vector of one text. Versions never mix: a new model or centroid writes new rows.

    `without`: float16 (sentences, 480), as in the embedding; `points`: the codes that the text points to.
    """

    __tablename__ = "matching_vectors"
    __table_args__ = (
        _of_document(),
        ForeignKeyConstraint(["centroid_version"], ["matching_spaces.version"], ondelete="CASCADE"),
        Index("ix_matching_vectors_centroid_version", "centroid_version"),
    )

    entity: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    model_hash: Mapped[str] = mapped_column(primary_key=True)
    centroid_version: Mapped[int] = mapped_column(primary_key=True)
    vector: Mapped[Any] = mapped_column(HalfVector(480))
    points: Mapped[dict[str, Any]] = mapped_column(server_default=sql("'{}'"))
    spans: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    without: Mapped[bytes | None]


class MatchingEncoded(Base):
    """Which write of a document its vectors of a version were made from, and how far they are.

    `xid` tells mirrors what is new, as in matching_documents.
    """

    __tablename__ = "matching_encoded"
    __table_args__ = (
        _of_document(),
        ForeignKeyConstraint(["centroid_version"], ["matching_spaces.version"], ondelete="CASCADE"),
        Index("ix_matching_encoded_xid", "xid"),
        Index("ix_matching_encoded_centroid_version", "centroid_version"),
    )

    entity: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    centroid_version: Mapped[int] = mapped_column(primary_key=True)
    watermark: Mapped[int] = mapped_column(BigInteger)
    sentences: Mapped[bool]  # whether `without` is there too
    xid: Mapped[Any] = mapped_column(Xid8, server_default=sql("pg_current_xact_id()"))


class CpvLabel(Base):
    """A CPV 2008 code's label in one language. Divisions and groups are ours; the rest is installed."""

    __tablename__ = "cpv_labels"
    __table_args__ = (Index("ix_cpv_labels_lang", "lang"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    folded: Mapped[str]  # lower case without accents, for the picker


class MatchFeedback(Base):
    """A person's answer on a match. A dismissed challenge stays dismissed for that supplier."""

    __tablename__ = "match_feedback"

    supplier_id: Mapped[UUID] = mapped_column(
        ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True
    )
    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    answer: Mapped[str]  # relevant, not_for_me
    score: Mapped[float | None]
    mode: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[CreatedAt]


class MatchingTold(Base):
    """A supplier whose people were told of a challenge when it was published. Nobody is told twice."""

    __tablename__ = "matching_told"
    __table_args__ = (Index("ix_matching_told_challenge_id", "challenge_id"),)

    supplier_id: Mapped[UUID] = mapped_column(
        ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True
    )
    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    created_at: Mapped[CreatedAt]
