"""What other modules may use of suppliers."""

from __future__ import annotations

from .answers import SupplierCard
from .repository import demonstration_id
from .schemas import ProfileInput
from .service import cards, create, write

__all__ = ["ProfileInput", "SupplierCard", "cards", "create", "demonstration_id", "write"]
