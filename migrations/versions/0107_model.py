"""What the model makes of texts: kept apart from the documents, by model and by version of the space."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from interurban.core.columns import HalfVector, Xid8

revision = "0107"
down_revision = "0106"


def upgrade() -> None:
    op.create_table(
        "matching_encoded_texts",
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("raw", HalfVector(384), nullable=False),
        sa.PrimaryKeyConstraint("model_hash", "text_hash", name=op.f("pk_matching_encoded_texts")),
    )
    op.create_table(
        "matching_spaces",
        sa.Column("version", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("serving_since", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_matching_spaces")),
    )
    op.create_table(
        "matching_embeddings",
        *_document(),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("raw", HalfVector(384), nullable=False),
        *_sentences(),
        _document_key("matching_embeddings"),
        sa.PrimaryKeyConstraint(
            "entity", "entity_id", "lang", "model_hash", name=op.f("pk_matching_embeddings")
        ),
    )
    op.create_table(
        "matching_encoded",
        *_document(),
        sa.Column("centroid_version", sa.Integer(), nullable=False),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("sentences", sa.Boolean(), nullable=False),
        sa.Column("xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        _document_key("matching_encoded"),
        _version_key("matching_encoded"),
        sa.PrimaryKeyConstraint("entity", "entity_id", "centroid_version", name=op.f("pk_matching_encoded")),
    )
    op.create_index("ix_matching_encoded_xid", "matching_encoded", ["xid"])
    op.create_index("ix_matching_encoded_centroid_version", "matching_encoded", ["centroid_version"])
    for column in (
        sa.Column(
            "points",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        *_sentences(),
    ):
        op.add_column("matching_vectors", column)
    # Nothing has been written to it yet: until now there was no model.
    op.create_foreign_key(
        op.f("fk_matching_vectors_centroid_version_matching_spaces"),
        "matching_vectors",
        "matching_spaces",
        ["centroid_version"],
        ["version"],
        ondelete="CASCADE",
    )
    op.create_index("ix_matching_vectors_centroid_version", "matching_vectors", ["centroid_version"])


def downgrade() -> None:
    op.drop_index("ix_matching_vectors_centroid_version", table_name="matching_vectors")
    op.drop_constraint(
        op.f("fk_matching_vectors_centroid_version_matching_spaces"), "matching_vectors", type_="foreignkey"
    )
    for column in ("points", "spans", "without"):
        op.drop_column("matching_vectors", column)
    for table in (
        "matching_encoded",
        "matching_embeddings",
        "matching_spaces",
        "matching_encoded_texts",
    ):
        op.drop_table(table)


def _document() -> tuple[sa.Column[str], sa.Column[object]]:
    return (
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
    )


def _sentences() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("spans", postgresql.ARRAY(sa.Integer()), nullable=True),
        sa.Column("without", sa.LargeBinary(), nullable=True),
    )


def _document_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entity", "entity_id"],
        ["matching_documents.entity", "matching_documents.entity_id"],
        name=op.f(f"fk_{table}_entity_entity_id_matching_documents"),
        ondelete="CASCADE",
    )


def _version_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["centroid_version"],
        ["matching_spaces.version"],
        name=op.f(f"fk_{table}_centroid_version_matching_spaces"),
        ondelete="CASCADE",
    )
