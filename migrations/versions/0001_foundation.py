"""Extensions, roles, the audit function and the job queue's own schema."""

from __future__ import annotations

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001"
down_revision = None

ROLES = ("interurban_owner", "interurban_app", "interurban_read", "interurban_opener")

# Roles belong to the whole cluster: another database's migration may be making them at this moment.
MAKE_ROLE = """
DO $$ BEGIN
  CREATE ROLE {role} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""


def upgrade() -> None:
    for extension in ("vector", "unaccent", "pg_trgm"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    for role in ROLES:
        op.execute(MAKE_ROLE.format(role=role))
    op.execute("GRANT interurban_app, interurban_read TO CURRENT_USER")
    op.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    op.execute("GRANT USAGE ON SCHEMA public TO interurban_app, interurban_read, interurban_opener")
    op.execute(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO interurban_app"
    )
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO interurban_app")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO interurban_read")
    op.execute("GRANT SELECT ON alembic_version TO interurban_app, interurban_read")
    op.execute("CREATE SEQUENCE matching_watermark")
    # The queue's schema holds many statements and dollar quotes; the raw connection takes it whole.
    raw = op.get_bind().connection.driver_connection
    raw.execute(SchemaManager.get_schema())


def downgrade() -> None:
    raise RuntimeError("the first migration is not undone: drop the database instead")
