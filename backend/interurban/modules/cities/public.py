"""What other modules may use of cities."""

from __future__ import annotations

from .repository import buyer_facts, city_facts
from .types import BuyerFacts, CityFacts

__all__ = ["BuyerFacts", "CityFacts", "buyer_facts", "city_facts"]
