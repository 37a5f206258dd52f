"""What other modules may use of notifications: tell people, and bring the words of a mail."""

from __future__ import annotations

from .service.notices import notify
from .service.texts import add_texts
from .types import Words

__all__ = ["Words", "add_texts", "notify"]
