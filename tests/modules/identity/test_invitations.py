from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from tests.factories.world import PASSWORD, World, token_in

from interurban.core.actor import Role

GUEST = "guest@riverbend.example"
NEW_ACCOUNT = {"name": "Guest", "password": PASSWORD, "language": "fr"}


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.organisation("city")


@pytest.fixture
async def admin(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_admin)


async def invite(admin: httpx.AsyncClient, city: UUID, role: str = "city_officer", email: str = GUEST) -> Any:
    answer = await admin.post(f"/v1/organisations/{city}/invitations", json={"email": email, "role": role})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def newest_token(world: World) -> str:
    return token_in((await world.mails("invitation"))[-1]["link"])


async def test_a_guest_without_account_gets_one_and_is_signed_in(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    await invite(admin, city)
    [mail] = await world.mails("invitation")
    assert (mail["to"], mail["values"]) == (GUEST, {"organisation": "Riverbend", "role": "city_officer"})
    token = await newest_token(world)
    guest = await world.browser()
    seen = (await guest.get(f"/v1/invitations/{token}")).json()
    assert (seen["organisation"]["name"], seen["role"], seen["email"]) == ("Riverbend", "city_officer", GUEST)
    assert seen["account_exists"] is False

    missing = await guest.post(f"/v1/invitations/{token}/accept", json={})
    assert [error["pointer"] for error in missing.json()["errors"]] == ["/name", "/password"]
    weak = await guest.post(f"/v1/invitations/{token}/accept", json=NEW_ACCOUNT | {"password": GUEST})
    assert weak.status_code == 422

    accepted = await guest.post(f"/v1/invitations/{token}/accept", json=NEW_ACCOUNT)
    assert (accepted.status_code, accepted.json()["role"]) == (200, "city_officer")
    session = (await guest.get("/v1/session")).json()
    assert (session["account"]["email"], session["language"]) == (GUEST, "fr")
    assert session["memberships"][0]["organisation"]["id"] == str(city)
    await world.signed_in(GUEST)
    assert await world.audit(city) == ["invitation.made", "member.added"]


async def test_somebody_with_an_account_accepts_signed_in(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    await world.person(GUEST)
    await invite(admin, city)
    token = await newest_token(world)
    outside = await world.browser()
    assert (await outside.get(f"/v1/invitations/{token}")).json()["account_exists"] is True
    taken = await outside.post(f"/v1/invitations/{token}/accept", json=NEW_ACCOUNT)
    assert (taken.status_code, taken.json()["code"]) == (409, "account_exists")
    await world.person("other@riverbend.example")
    other = await world.signed_in("other@riverbend.example")
    foreign = await other.post(f"/v1/invitations/{token}/accept", json={})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "other_address")
    guest = await world.signed_in(GUEST)
    assert (await guest.post(f"/v1/invitations/{token}/accept", json={})).status_code == 200
    assert (await guest.get(f"/v1/organisations/{city}/members")).status_code == 200


async def test_an_account_that_nobody_proved_becomes_the_guests(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    await world.person(GUEST, verified=False)
    await invite(admin, city)
    guest = await world.browser()
    answer = await guest.post(
        f"/v1/invitations/{await newest_token(world)}/accept",
        json=NEW_ACCOUNT | {"password": "the guest's own password"},
    )
    assert answer.status_code == 200
    await world.signed_in(GUEST, "the guest's own password")


async def test_an_invitation_is_used_once_even_by_two_at_once(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    await invite(admin, city)
    address = f"/v1/invitations/{await newest_token(world)}/accept"
    browsers = [await world.browser() for _ in range(4)]
    answers = await asyncio.gather(*(browser.post(address, json=NEW_ACCOUNT) for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]


async def test_a_new_invitation_takes_the_place_of_the_old_one(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    await invite(admin, city)
    old = await newest_token(world)
    await invite(admin, city, "evaluator")
    listed = (await admin.get(f"/v1/organisations/{city}/invitations")).json()["items"]
    assert [item["role"] for item in listed] == ["evaluator"]
    answer = await (await world.browser()).get(f"/v1/invitations/{old}")
    assert (answer.status_code, answer.json()["code"]) == (410, "link_over")


async def test_an_invitation_can_be_taken_back_by_its_own_organisation(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    made = await invite(admin, city)
    elsewhere = await world.organisation("city", "Elsewhere")
    stranger = await world.member(elsewhere, Role.city_admin, "admin@elsewhere.example")
    for base in (elsewhere, city):
        answer = await stranger.delete(f"/v1/organisations/{base}/invitations/{made['id']}")
        assert answer.status_code == 404
    assert (await admin.delete(f"/v1/organisations/{city}/invitations/{made['id']}")).status_code == 204
    assert (await admin.delete(f"/v1/organisations/{city}/invitations/{uuid4()}")).status_code == 404
    answer = await (await world.browser()).get(f"/v1/invitations/{await newest_token(world)}")
    assert answer.status_code == 410
    assert await world.audit(city) == ["invitation.made", "invitation.revoked"]


async def test_an_invitation_ends_after_two_weeks(world: World, city: UUID, admin: httpx.AsyncClient) -> None:
    await invite(admin, city)
    await world.run("UPDATE invitations SET expires_at = clock_timestamp()")
    token = await newest_token(world)
    assert (await (await world.browser()).get(f"/v1/invitations/{token}")).status_code == 410
    assert (await (await world.browser()).get(f"/v1/invitations/{'x' * 43}")).status_code == 404


async def test_a_member_is_not_invited_again(world: World, city: UUID, admin: httpx.AsyncClient) -> None:
    await world.member(city, Role.evaluator, GUEST)
    answer = await admin.post(
        f"/v1/organisations/{city}/invitations", json={"email": GUEST, "role": "city_officer"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "already_member")


async def test_the_link_is_stored_as_a_hash_only(world: World, city: UUID, admin: httpx.AsyncClient) -> None:
    await invite(admin, city)
    token = await newest_token(world)
    [row] = await world.run("SELECT to_jsonb(i)::text FROM invitations i")
    assert token not in row[0]
