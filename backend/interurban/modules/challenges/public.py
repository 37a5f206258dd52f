"""What other modules may use of challenges."""

from __future__ import annotations

from .imported import ImportedChallenge, Stored, store_imported
from .imported_rows import SourceUse, sources_in_use
from .life.forecast import carry_out as announce
from .reading import matching_document, visible
from .schemas import ChallengeInput
from .service import create, findings, make_public
from .store import demonstration_exists, join, project
from .types import Kind, Status

__all__ = [
    "ChallengeInput",
    "ImportedChallenge",
    "Kind",
    "SourceUse",
    "Status",
    "Stored",
    "announce",
    "create",
    "demonstration_exists",
    "findings",
    "join",
    "make_public",
    "matching_document",
    "project",
    "sources_in_use",
    "store_imported",
    "visible",
]
