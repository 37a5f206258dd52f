"""What other modules may use of challenges."""

from __future__ import annotations

from .imported import ImportedChallenge, Stored, store_imported
from .imported_rows import SourceUse, sources_in_use
from .material import Material, material
from .publishing import make_public
from .reading import matching_document, visible
from .schemas import ChallengeInput, ChallengeTerms, LocalTerms
from .service import create, findings
from .standing import live_city
from .store import demonstration_exists, join, project
from .types import Kind, Status

__all__ = [
    "ChallengeInput",
    "ChallengeTerms",
    "ImportedChallenge",
    "Kind",
    "LocalTerms",
    "Material",
    "SourceUse",
    "Status",
    "Stored",
    "create",
    "demonstration_exists",
    "findings",
    "join",
    "live_city",
    "make_public",
    "matching_document",
    "material",
    "project",
    "sources_in_use",
    "store_imported",
    "visible",
]
