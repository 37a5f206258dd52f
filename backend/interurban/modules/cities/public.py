"""What other modules may use of cities."""

from __future__ import annotations

from .buyers import resolve_buyers
from .repository import buyer_facts, city_facts, id_of
from .schemas import CityInput
from .service import create
from .types import BuyerFacts, BuyerInput, CityFacts

__all__ = [
    "BuyerFacts",
    "BuyerInput",
    "CityFacts",
    "CityInput",
    "buyer_facts",
    "city_facts",
    "create",
    "id_of",
    "resolve_buyers",
]
