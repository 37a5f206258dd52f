"""Versions of a city's rules on buying, and the one that a challenge was published under."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0112"
down_revision = "0111"


def upgrade() -> None:
    op.create_table(
        "city_policies",
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_city_policies_counted_from_one")),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name=op.f("fk_city_policies_city_id_cities")),
        sa.PrimaryKeyConstraint("city_id", "version", name=op.f("pk_city_policies")),
    )
    # A version is what challenges were published under: nobody rewrites it.
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON city_policies FROM interurban_app")
    op.add_column("participations", sa.Column("policy_version", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_participations_policy",
        "participations",
        "city_policies",
        ["city_id", "policy_version"],
        ["city_id", "version"],
    )


def downgrade() -> None:
    op.drop_constraint("fk_participations_policy", "participations", type_="foreignkey")
    op.drop_column("participations", "policy_version")
    op.drop_table("city_policies")
