"""Requests on a city's rules and on what is being drafted; those of requests.py come with them."""

from __future__ import annotations

from .expected import Access
from .principals import Principal
from .requests import RECIPES, Call, own_slug, recipe
from .world import World

__all__ = ["RECIPES"]


@recipe("getCityPolicy", "listCityPolicyVersions", "listAllowedRoutes")
async def read_policy(world: World, access: Access, principal: Principal) -> Call:
    return Call({"slug": await own_slug(world)})


@recipe("addCityPolicyVersion")
async def add_policy(world: World, access: Access, principal: Principal) -> Call:
    return Call({"slug": await own_slug(world)}, json={"document": {}, "reason": "For the test."})


@recipe("previewSimilarChallenges")
async def preview_similar(world: World, access: Access, principal: Principal) -> Call:
    texts = {"en": {"title": "Leaks", "text": "The mains are a hundred years old."}}
    return Call(json={"organisation_id": str(world.own("city")), "texts": texts})
