"""Who may have a text reviewed."""

from __future__ import annotations

from interurban.core.policy import Permission

# What is published may be read by everybody, so by this too; a draft only by those who see it (service asks).
REVIEW = Permission("barrier.review", audience="anyone")
REVIEW_TEXT = Permission("barrier.review_text", audience="anyone")
