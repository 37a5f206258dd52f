"""The life of a public challenge: questions, soundings, changes, decisions, signatures, follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0111"
down_revision = "0110"


def upgrade() -> None:
    op.create_table(
        "challenge_amendments",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_amendments_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"],
            ["users.id"],
            name=op.f("fk_challenge_amendments_changed_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_challenge_amendments_city_id_cities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_amendments")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_challenge_amendments_challenge_id_number")
        ),
    )
    op.create_table(
        "challenge_contacts",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_contacts_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["users.id"], name=op.f("fk_challenge_contacts_given_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_challenge_contacts_supplier_id_suppliers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("challenge_id", "supplier_id", name=op.f("pk_challenge_contacts")),
    )
    op.create_table(
        "challenge_endings",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("feedback", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_endings_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name=op.f("fk_challenge_endings_city_id_cities")),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["users.id"], name=op.f("fk_challenge_endings_ended_by_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_challenge_endings")),
    )
    op.create_table(
        "challenge_feedback",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_feedback_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_challenge_feedback_city_id_cities")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_challenge_feedback_supplier_id_suppliers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by"],
            ["users.id"],
            name=op.f("fk_challenge_feedback_written_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_feedback")),
    )
    op.create_index(
        op.f("ix_challenge_feedback_challenge_id"), "challenge_feedback", ["challenge_id"], unique=False
    )
    op.create_table(
        "challenge_follows",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_follows_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_challenge_follows_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "challenge_id", name=op.f("pk_challenge_follows")),
    )
    op.create_index(
        op.f("ix_challenge_follows_challenge_id"), "challenge_follows", ["challenge_id"], unique=False
    )
    op.create_table(
        "challenge_phase_decisions",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_phase_decisions_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_challenge_phase_decisions_city_id_cities")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["users.id"],
            name=op.f("fk_challenge_phase_decisions_decided_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_phase_decisions")),
        sa.UniqueConstraint(
            "challenge_id",
            "city_id",
            "phase",
            name=op.f("uq_challenge_phase_decisions_challenge_id_city_id_phase"),
        ),
    )
    op.create_table(
        "challenge_questions",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("restated", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_aside_reason", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "answered_at IS NULL OR set_aside_at IS NULL", name=op.f("ck_challenge_questions_one_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["users.id"],
            name=op.f("fk_challenge_questions_asked_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_questions_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_questions")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_challenge_questions_challenge_id_number")
        ),
    )
    op.create_table(
        "challenge_sounding_answers",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["users.id"],
            name=op.f("fk_challenge_sounding_answers_answered_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_sounding_answers_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_challenge_sounding_answers_supplier_id_suppliers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_sounding_answers")),
        sa.UniqueConstraint(
            "challenge_id",
            "question_id",
            "supplier_id",
            name=op.f("uq_challenge_sounding_answers_challenge_id_question_id_supplier_id"),
        ),
    )
    op.create_table(
        "challenge_soundings",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("questions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_soundings_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_challenge_soundings")),
    )
    op.create_table(
        "challenge_told",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("news", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_told_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_challenge_told_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("challenge_id", "news", "user_id", name=op.f("pk_challenge_told")),
    )
    op.create_table(
        "challenge_answers",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("texts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["users.id"],
            name=op.f("fk_challenge_answers_answered_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name=op.f("fk_challenge_answers_city_id_cities")),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["challenge_questions.id"],
            name=op.f("fk_challenge_answers_question_id_challenge_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_answers")),
    )
    op.create_index(
        op.f("ix_challenge_answers_question_id"), "challenge_answers", ["question_id"], unique=False
    )
    op.create_table(
        "challenge_signatures",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("risks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_signatures_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_challenge_signatures_city_id_cities")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["challenge_files.id"],
            name=op.f("fk_challenge_signatures_document_id_challenge_files"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"],
            ["users.id"],
            name=op.f("fk_challenge_signatures_signed_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_signatures")),
    )
    op.create_index(
        "ix_challenge_signatures_challenge_id", "challenge_signatures", ["challenge_id"], unique=False
    )
    op.add_column("challenges", sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True))
    # What was changed, decided or ended in public stays as it was written.
    op.execute(
        "REVOKE UPDATE, DELETE ON challenge_amendments, challenge_phase_decisions, challenge_endings "
        "FROM interurban_app"
    )


def downgrade() -> None:
    op.drop_column("challenges", "announced_at")
    op.drop_index("ix_challenge_signatures_challenge_id", table_name="challenge_signatures")
    op.drop_table("challenge_signatures")
    op.drop_index(op.f("ix_challenge_answers_question_id"), table_name="challenge_answers")
    op.drop_table("challenge_answers")
    op.drop_table("challenge_told")
    op.drop_table("challenge_soundings")
    op.drop_table("challenge_sounding_answers")
    op.drop_table("challenge_questions")
    op.drop_table("challenge_phase_decisions")
    op.drop_index(op.f("ix_challenge_follows_challenge_id"), table_name="challenge_follows")
    op.drop_table("challenge_follows")
    op.drop_index(op.f("ix_challenge_feedback_challenge_id"), table_name="challenge_feedback")
    op.drop_table("challenge_feedback")
    op.drop_table("challenge_endings")
    op.drop_table("challenge_contacts")
    op.drop_table("challenge_amendments")
