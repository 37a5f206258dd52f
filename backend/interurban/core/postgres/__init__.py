"""The embedded PostgreSQL: one folder, one server, no installation. See docs/adr/0001."""

from interurban.core.postgres.errors import EmbeddedPostgresError
from interurban.core.postgres.server import EmbeddedServer

__all__ = ["EmbeddedPostgresError", "EmbeddedServer"]
