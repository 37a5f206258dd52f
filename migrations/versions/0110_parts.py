"""Co-posting: local terms and answers of cities, public notices of them, acts that every city approves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0110"
down_revision = "0109"

_INSTANT = sa.DateTime(timezone=True)
_KEY = sa.text("uuidv7()")

# A share was in the challenge's own currency; a share without one said nothing.
INTO_TERMS = """
UPDATE participations SET local_terms = jsonb_strip_nulls(jsonb_build_object(
    'route', NULLIF(participations.route, 'unstated'),
    'budget_share', CASE
        WHEN budget_share_minor IS NULL OR terms #>> '{funding,budget,currency}' IS NULL THEN NULL
        ELSE jsonb_build_object(
            'amount_minor', budget_share_minor, 'currency', terms #>> '{funding,budget,currency}')
    END))
FROM challenges WHERE challenges.id = challenge_id
"""
OUT_OF_TERMS = """
UPDATE participations SET route = COALESCE(local_terms ->> 'route', 'unstated'),
    budget_share_minor = (local_terms #>> '{budget_share,amount_minor}')::bigint
"""


def upgrade() -> None:
    op.add_column(
        "participations",
        sa.Column("local_terms", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("participations", sa.Column("answer_by", _INSTANT, nullable=True))
    op.add_column("participations", sa.Column("message", sa.String(), server_default="", nullable=False))
    op.add_column("participations", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.execute(INTO_TERMS)
    op.drop_column("participations", "budget_share_minor")
    op.drop_column("participations", "route")
    _notices()
    _acts()
    # Acts are the cities' own business until they are done; the reading role serves the public.
    op.execute("REVOKE SELECT ON challenge_acts, challenge_act_approvals FROM interurban_read")


def _notices() -> None:
    op.create_table(
        "participation_notices",
        sa.Column("id", sa.Uuid(), server_default=_KEY, nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_participation_notices_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_participation_notices_city_id_cities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_notices")),
    )
    op.create_index("ix_participation_notices_challenge_id", "participation_notices", ["challenge_id"])


def _acts() -> None:
    op.create_table(
        "challenge_acts",
        sa.Column("id", sa.Uuid(), server_default=_KEY, nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("challenge_version", sa.Integer(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_city", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", _INSTANT, nullable=False),
        sa.Column("done_at", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("ended_city", sa.Uuid(), nullable=True),
        sa.Column("end_reason", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_acts_challenge_id_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["ended_city"], ["cities.id"], name=op.f("fk_challenge_acts_ended_city_cities")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["users.id"], name=op.f("fk_challenge_acts_proposed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_city"], ["cities.id"], name=op.f("fk_challenge_acts_proposed_city_cities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_acts")),
    )
    op.create_index("ix_challenge_acts_challenge_id", "challenge_acts", ["challenge_id"])
    op.create_index(
        "uq_challenge_acts_pending",
        "challenge_acts",
        ["challenge_id", "kind"],
        unique=True,
        postgresql_where=sa.text("done_at IS NULL AND ended_at IS NULL"),
    )
    op.create_table(
        "challenge_act_approvals",
        sa.Column("id", sa.Uuid(), server_default=_KEY, nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("office", sa.String(), server_default="", nullable=False),
        sa.Column("approved_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"],
            ["challenge_acts.id"],
            name=op.f("fk_challenge_act_approvals_act_id_challenge_acts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_challenge_act_approvals_city_id_cities")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_challenge_act_approvals_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_act_approvals")),
        sa.UniqueConstraint(
            "act_id",
            "city_id",
            "user_id",
            name=op.f("uq_challenge_act_approvals_act_id_city_id_user_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )


def downgrade() -> None:
    op.drop_table("challenge_act_approvals")
    op.drop_table("challenge_acts")
    op.drop_table("participation_notices")
    op.add_column("participations", sa.Column("budget_share_minor", sa.BigInteger(), nullable=True))
    op.add_column(
        "participations", sa.Column("route", sa.String(), server_default="unstated", nullable=False)
    )
    op.execute(OUT_OF_TERMS)
    # The version before knows only these two, and would show every city as one that takes part.
    op.execute("DELETE FROM participations WHERE state NOT IN ('lead', 'accepted')")
    for name in ("version", "message", "answer_by", "local_terms"):
        op.drop_column("participations", name)
