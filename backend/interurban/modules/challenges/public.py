"""What other modules may use of challenges."""

from __future__ import annotations

from .imported import ImportedChallenge, Stored, store_imported
from .reading import matching_document, visible
from .schemas import ChallengeInput
from .service import create, findings, make_public
from .store import demonstration_exists, join, project
from .types import Kind, Status

__all__ = [
    "ChallengeInput",
    "ImportedChallenge",
    "Kind",
    "Status",
    "Stored",
    "create",
    "demonstration_exists",
    "findings",
    "join",
    "make_public",
    "matching_document",
    "project",
    "store_imported",
    "visible",
]
