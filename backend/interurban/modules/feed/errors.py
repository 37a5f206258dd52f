from __future__ import annotations

from interurban.core.errors import AppError


class CursorExpired(AppError):
    """The log of changes was rebuilt, after a restore from a backup."""

    status, code, title = 410, "cursor_expired", "This cursor belongs to a log that no longer exists"
