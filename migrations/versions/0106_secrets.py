"""The reading role serves what is public: accounts, sessions and mail are not its business."""

from __future__ import annotations

from alembic import op

revision = "0106"
down_revision = "0104"

PRIVATE = (
    "users, sessions, email_tokens, invitations, api_clients, sign_in_attempts, memberships, notifications, "
    "idempotency_keys, outbox"
)


def upgrade() -> None:
    op.execute(f"REVOKE SELECT ON {PRIVATE} FROM interurban_read")


def downgrade() -> None:
    op.execute(f"GRANT SELECT ON {PRIVATE} TO interurban_read")
