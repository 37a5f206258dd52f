"""What other modules may use of cities."""

from __future__ import annotations

from .answers import RouteOut
from .buyers import resolve_buyers
from .repository import buyer_facts, city_facts, id_of
from .rules import Asked, Broken, Facts, check, routes
from .ruleset import AnyRule, PolicyDocument
from .schemas import CityInput
from .service import create
from .types import BuyerFacts, BuyerInput, CityFacts, Clause, Route
from .versions import InForce, demonstrate, in_force, kept, routes_out

__all__ = [
    "AnyRule",
    "Asked",
    "Broken",
    "BuyerFacts",
    "BuyerInput",
    "CityFacts",
    "CityInput",
    "Clause",
    "Facts",
    "InForce",
    "PolicyDocument",
    "Route",
    "RouteOut",
    "buyer_facts",
    "check",
    "city_facts",
    "create",
    "demonstrate",
    "id_of",
    "in_force",
    "kept",
    "resolve_buyers",
    "routes",
    "routes_out",
]
