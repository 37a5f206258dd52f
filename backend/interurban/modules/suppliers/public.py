"""What other modules may use of suppliers."""

from __future__ import annotations

from .answers import SupplierCard
from .awarded import AwardedFirm, AwardRecord, resolve_firms, store_awarded
from .repository import demonstration_id
from .schemas import ProfileInput
from .service import cards, create, write

__all__ = [
    "AwardRecord",
    "AwardedFirm",
    "ProfileInput",
    "SupplierCard",
    "cards",
    "create",
    "demonstration_id",
    "resolve_firms",
    "store_awarded",
    "write",
]
