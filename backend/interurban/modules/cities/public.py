"""What other modules may use of cities."""

from __future__ import annotations

from .repository import buyer_facts, city_facts, id_of
from .schemas import CityInput
from .service import create
from .types import BuyerFacts, CityFacts

__all__ = ["BuyerFacts", "CityFacts", "CityInput", "buyer_facts", "city_facts", "create", "id_of"]
