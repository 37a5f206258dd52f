"""Requests of cities that post a challenge together."""

from __future__ import annotations

from typing import Any

from interurban.core.actor import Role
from interurban.modules.challenges import acts
from interurban.modules.challenges import standing as challenge_standing
from interurban.modules.challenges.types import ActKind
from tests.factories.people import acting

from .expected import Access
from .principals import Principal
from .requests import RECIPES, Call, challenge, recipe, standing
from .world import World

__all__ = ["RECIPES", "Call"]


@recipe("getJoint", "listActs")
async def read_joint(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": (await standing(world, access.state))[0]})


@recipe("inviteCity")
async def invite_city(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state)
    return Call({"challenge_id": made}, json={"city_id": str(world.third)})


@recipe("askToJoin")
async def ask_to_join(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state, world.third)
    return Call({"challenge_id": made}, json={"city_id": str(world.own("city"))})


@recipe("changeLocalTerms")
async def change_local_terms(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state)
    body = {"local_terms": {"contact": "Water office"}}
    return Call({"challenge_id": made, "city_id": world.own("city")}, json=body)


async def waiting(world: World, state: str, *, lead_answers: bool) -> dict[str, Any]:
    """A part that waits for an answer: the own city's, or in the own city's challenge."""
    own = world.own("city")
    lead, city = (own, world.third) if lead_answers else (world.third, own)
    made = await challenge(world, "draft" if state == "invited" else "open", lead)
    await world.take_part(made, city, state)
    return {"challenge_id": made, "city_id": city}


@recipe("acceptParticipation", "declineParticipation")
async def answer_participation(world: World, access: Access, principal: Principal) -> Call:
    return Call(await waiting(world, access.state, lead_answers=access.state == "asked"), json={})


@recipe("takeBackParticipation")
async def take_back(world: World, access: Access, principal: Principal) -> Call:
    return Call(await waiting(world, access.state, lead_answers=access.state == "invited"))


@recipe("leaveChallenge")
async def leave_challenge(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state, world.third)
    await world.take_part(made, world.own("city"), "accepted")
    return Call({"challenge_id": made, "city_id": world.own("city")}, json={"reason": "No money left."})


@recipe("handOverLead")
async def hand_over(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state)
    await world.take_part(made, world.third, "accepted")
    return Call({"challenge_id": made}, json={"city_id": str(world.third)})


async def proposal(world: World, state: str) -> dict[str, Any]:
    """Something that the own city is to approve: the third one proposes that the own one leads."""
    made = await challenge(world, state, world.third)
    await world.take_part(made, world.own("city"), "accepted")
    officer = acting(world.third, Role.city_officer)
    async with world.database.write() as session:
        row, _, _ = await challenge_standing.own(session, officer, made, lock=True)
        payload = {"city_id": str(world.own("city"))}
        act = await acts.propose(session, officer, row, ActKind.hand_over, payload)
        return {"challenge_id": made, "act_id": act.id}


@recipe("getAct")
async def get_act(world: World, access: Access, principal: Principal) -> Call:
    return Call(await proposal(world, access.state))


@recipe("approveAct")
async def approve_act(world: World, access: Access, principal: Principal) -> Call:
    return Call(await proposal(world, access.state), json={"office": "Water office"})


@recipe("objectToAct")
async def object_to_act(world: World, access: Access, principal: Principal) -> Call:
    return Call(await proposal(world, access.state), json={"reason": "Our council has not met."})
