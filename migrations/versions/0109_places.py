"""Other names of the places in the feed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0109"
down_revision = "0108"


def upgrade() -> None:
    op.create_table(
        "place_names",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "place", name=op.f("pk_place_names")),
    )


def downgrade() -> None:
    op.drop_table("place_names")
