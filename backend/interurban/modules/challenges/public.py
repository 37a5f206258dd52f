"""What other modules may use of challenges."""

from __future__ import annotations

from .reading import visible
from .schemas import ChallengeInput
from .service import create, make_public
from .store import project
from .types import Kind, Status

__all__ = ["ChallengeInput", "Kind", "Status", "create", "make_public", "project", "visible"]
