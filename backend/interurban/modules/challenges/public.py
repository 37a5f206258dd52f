"""What other modules may use of challenges."""

from __future__ import annotations

from .acts import approve_pending
from .imported import ImportedChallenge, Stored, store_imported
from .imported_rows import SourceUse, sources_in_use
from .life.forecast import carry_out as announce
from .material import Material, material
from .participation import invite
from .publishing import make_public
from .reading import matching_document, visible
from .schemas import ChallengeInput, ChallengeTerms, InviteInput, LocalTerms
from .service import create, findings
from .standing import live_city
from .store import approved, demonstration_exists, join, own_terms, project
from .types import Kind, Status

__all__ = [
    "ChallengeInput",
    "ChallengeTerms",
    "ImportedChallenge",
    "InviteInput",
    "Kind",
    "LocalTerms",
    "Material",
    "SourceUse",
    "Status",
    "Stored",
    "announce",
    "approve_pending",
    "approved",
    "create",
    "demonstration_exists",
    "findings",
    "invite",
    "join",
    "live_city",
    "make_public",
    "matching_document",
    "material",
    "own_terms",
    "project",
    "sources_in_use",
    "store_imported",
    "visible",
]
