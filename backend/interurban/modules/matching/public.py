"""What other modules may use of matching."""

from __future__ import annotations

from .types import ChallengeDocument, ProfileDocument

__all__ = ["ChallengeDocument", "ProfileDocument"]
