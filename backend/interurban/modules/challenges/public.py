"""What other modules may use of challenges."""

from __future__ import annotations

from .imported import ImportedChallenge, Stored, store_imported
from .imported_rows import SourceUse, sources_in_use
from .life.forecast import carry_out as announce
from .publishing import make_public
from .reading import matching_document, visible
from .schemas import ChallengeInput, LocalTerms
from .service import create, findings
from .standing import live_city
from .store import demonstration_exists, join, project
from .types import Kind, Status

__all__ = [
    "ChallengeInput",
    "ImportedChallenge",
    "Kind",
    "LocalTerms",
    "SourceUse",
    "Status",
    "Stored",
    "announce",
    "create",
    "demonstration_exists",
    "findings",
    "join",
    "live_city",
    "make_public",
    "matching_document",
    "project",
    "sources_in_use",
    "store_imported",
    "visible",
]
