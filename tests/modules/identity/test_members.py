from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import httpx
import pytest
from tests.factories.world import World, user_id

from interurban.core.actor import Actor, Membership, Role
from interurban.modules.identity import public as identity
from interurban.modules.identity.errors import LastKeeper
from interurban.modules.identity.service import members

NEVER = {"If-Match": "*"}


async def platform_admin(world: World) -> httpx.AsyncClient:
    async with world.database.write() as session:
        await identity.create_platform_admin(
            session, "Admin@Platform.example", "Admin", "a password of length"
        )
    return await world.signed_in("admin@platform.example", "a password of length")


async def test_members_see_each_other_page_by_page(world: World) -> None:
    city = await world.organisation("city")
    admin = await world.member(city, Role.city_admin)
    await world.member(city, Role.city_officer)
    await world.member(city, Role.evaluator)
    first = await admin.get(f"/v1/organisations/{city}/members", params={"limit": 2})
    assert [item["role"] for item in first.json()["items"]] == ["city_admin", "city_officer"]
    assert first.headers["link"].endswith('rel="next"')
    second = await admin.get(
        f"/v1/organisations/{city}/members", params={"limit": 2, "cursor": first.json()["next"]}
    )
    assert [item["role"] for item in second.json()["items"]] == ["evaluator"]
    assert second.json()["next"] is None


# Who may read and who may manage; written by hand. 404 where the organisation is not one's own.
TABLE = [
    ("city", Role.city_admin, 200, 200),
    ("city", Role.city_officer, 200, 403),
    ("city", Role.evaluator, 200, 403),
    ("supplier", Role.supplier_owner, 200, 200),
    ("supplier", Role.supplier_member, 200, 403),
]


@pytest.mark.parametrize(("kind", "role", "read", "manage"), TABLE)
async def test_rights_over_members(world: World, kind: str, role: Role, read: int, manage: int) -> None:
    own, foreign = await world.organisation(kind), await world.organisation(kind, "Elsewhere")
    browser = await world.member(own, role, "me@riverbend.example")
    keeper = Role.city_admin if kind == "city" else Role.supplier_owner
    other = await user_id(await world.member(own, keeper, "keeper@riverbend.example"))
    stranger = await user_id(await world.member(foreign, keeper, "keeper@elsewhere.example"))

    assert (await browser.get(f"/v1/organisations/{own}/members")).status_code == read
    address = f"/v1/organisations/{own}/members/{other}"
    change = await browser.patch(address, json={"may_submit": True}, headers=NEVER)
    assert change.status_code == manage
    assert (await browser.get(f"/v1/organisations/{own}/invitations")).status_code == manage
    assert (await browser.get(f"/v1/organisations/{own}/api-clients")).status_code == manage

    # Another organisation does not exist for those who may ask; the rest is told so before anything is read.
    hidden = 404 if manage == 200 else 403
    assert (await browser.get(f"/v1/organisations/{foreign}/members")).status_code == 404
    assert (await browser.get(f"/v1/organisations/{foreign}/members/{stranger}")).status_code == 404
    away = f"/v1/organisations/{foreign}/members/{stranger}"
    assert (await browser.patch(away, json={}, headers=NEVER)).status_code == hidden
    assert (await browser.delete(away)).status_code == 404
    assert (await browser.get(f"/v1/organisations/{uuid4()}/members")).status_code == 404


async def test_nobody_reads_members_without_signing_in(world: World) -> None:
    city = await world.organisation("city")
    answer = await (await world.browser()).get(f"/v1/organisations/{city}/members")
    assert answer.status_code == 401


async def test_a_platform_admin_keeps_every_organisation_and_it_is_written_down(world: World) -> None:
    city = await world.organisation("city")
    officer = await world.member(city, Role.city_officer)
    admin = await platform_admin(world)
    who = await user_id(officer)
    answer = await admin.patch(
        f"/v1/organisations/{city}/members/{who}", json={"role": "city_admin"}, headers=NEVER
    )
    assert answer.json()["role"] == "city_admin"
    [(actor,)] = await world.run("SELECT actor_id FROM audit_entries WHERE subject_id = :city", city=city)
    assert str(actor) == await user_id(admin)
    # Keys act for the city: the platform does not make them.
    assert (await admin.get(f"/v1/organisations/{city}/api-clients")).status_code == 403


async def test_a_change_needs_the_state_that_was_read(world: World) -> None:
    city = await world.organisation("city")
    admin = await world.member(city, Role.city_admin)
    officer = await user_id(await world.member(city, Role.city_officer))
    address = f"/v1/organisations/{city}/members/{officer}"
    read = await admin.get(address)
    assert (await admin.patch(address, json={"role": "evaluator"})).status_code == 428
    by_header = {"If-Match": read.headers["etag"]}
    first = await admin.patch(address, json={"role": "evaluator"}, headers=by_header)
    assert first.status_code == 200
    assert (await admin.patch(address, json={"role": "city_admin"}, headers=by_header)).status_code == 412
    by_item = {"If-Match": first.json()["etag"]}
    end = "2100-01-01T00:00:00+00:00"
    second = await admin.patch(address, json={"expires_at": end}, headers=by_item)
    assert (second.json()["role"], second.json()["expires_at"]) == ("evaluator", "2100-01-01T00:00:00Z")
    third = await admin.patch(address, json={"expires_at": None}, headers={"If-Match": second.json()["etag"]})
    assert third.json()["expires_at"] is None
    assert await world.audit(city) == ["member.changed"] * 3


@pytest.mark.parametrize(
    ("kind", "role"), [("city", "supplier_owner"), ("supplier", "city_officer"), ("city", "platform_admin")]
)
async def test_each_kind_of_organisation_has_its_own_roles(world: World, kind: str, role: str) -> None:
    keeper = Role.city_admin if kind == "city" else Role.supplier_owner
    own = await world.organisation(kind)
    admin = await world.member(own, keeper)
    member = await user_id(await world.member(own, keeper, "second@riverbend.example"))
    answer = await admin.patch(
        f"/v1/organisations/{own}/members/{member}", json={"role": role}, headers=NEVER
    )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/role")
    invited = await admin.post(
        f"/v1/organisations/{own}/invitations", json={"email": "third@riverbend.example", "role": role}
    )
    assert (invited.status_code, invited.json()["errors"][0]["pointer"]) == (422, "/role")


@pytest.mark.parametrize(
    "change", [{"role": "city_officer"}, {"expires_at": "2100-01-01T00:00:00+00:00"}, None]
)
async def test_the_last_who_keeps_an_organisation_stays(world: World, change: dict[str, str] | None) -> None:
    city = await world.organisation("city")
    admin = await world.member(city, Role.city_admin)
    temporary = await world.member(city, Role.city_admin, "temporary@riverbend.example")
    await world.run(
        "UPDATE memberships SET expires_at = now() + interval '1 day' WHERE user_id = :id",
        id=UUID(await user_id(temporary)),
    )
    address = f"/v1/organisations/{city}/members/{await user_id(admin)}"
    if change is None:
        answer = await temporary.delete(address)
    else:
        answer = await temporary.patch(address, json=change, headers=NEVER)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_keeper")
    assert (await admin.get(address)).json()["role"] == "city_admin"
    assert await world.audit(city) == []


async def test_two_who_keep_it_cannot_both_leave_at_once(world: World) -> None:
    city = await world.organisation("city")
    first, second = [
        Actor(user_id=user, memberships=(Membership(city, Role.city_admin),))
        for user in [
            UUID(await user_id(await world.member(city, Role.city_admin, f"{n}@riverbend.example")))
            for n in "ab"
        ]
    ]
    assert first.user_id is not None
    assert second.user_id is not None
    async with world.database.write() as one:
        await members.remove(one, first, city, first.user_id)
        async with world.database.sessions() as other:
            waiting = asyncio.create_task(members.remove(other, second, city, second.user_id))
            done, _ = await asyncio.wait({waiting}, timeout=0.3)
            assert not done, "the second must wait for the first"
            await one.commit()
            with pytest.raises(LastKeeper):
                await waiting


async def test_rights_end_with_the_membership_in_the_open_session(world: World) -> None:
    city = await world.organisation("city")
    admin, officer = await world.member(city, Role.city_admin), await world.member(city, Role.city_officer)
    who = await user_id(officer)
    assert (await officer.get(f"/v1/organisations/{city}/members")).status_code == 200
    assert (await admin.delete(f"/v1/organisations/{city}/members/{who}")).status_code == 204
    assert (await officer.get(f"/v1/organisations/{city}/members")).status_code == 403
    assert (await admin.delete(f"/v1/organisations/{city}/members/{who}")).status_code == 404
    assert await world.audit(city) == ["member.removed"]


async def test_an_officer_may_leave_but_remove_nobody(world: World) -> None:
    city = await world.organisation("city")
    admin, officer = await world.member(city, Role.city_admin), await world.member(city, Role.city_officer)
    assert (
        await officer.delete(f"/v1/organisations/{city}/members/{await user_id(admin)}")
    ).status_code == 403
    own = f"/v1/organisations/{city}/members/{await user_id(officer)}"
    assert (await officer.delete(own)).status_code == 204


async def test_a_role_of_another_kind_is_never_written(world: World) -> None:
    city, user = await world.organisation("city"), await world.person("x@riverbend.example")
    async with world.database.write() as session:
        with pytest.raises(ValueError, match="no supplier_owner"):
            await identity.add_membership(session, user, city, Role.supplier_owner)


async def test_other_modules_find_the_people_of_an_organisation(world: World) -> None:
    city = await world.organisation("city")
    officer = await user_id(await world.member(city, Role.city_officer))
    gone = await user_id(await world.member(city, Role.city_officer, "gone@riverbend.example"))
    await world.run("UPDATE users SET disabled_at = now() WHERE id = :id", id=UUID(gone))
    late = await user_id(await world.member(city, Role.city_officer, "late@riverbend.example"))
    await world.run("UPDATE memberships SET expires_at = now() WHERE user_id = :id", id=UUID(late))
    await world.member(city, Role.evaluator)
    async with world.database.write() as session:
        assert await identity.member_ids(session, city, Role.city_officer) == [UUID(officer)]
        assert len(await identity.member_ids(session, city)) == 2
        [contact] = await identity.contacts(session, [UUID(officer), UUID(gone)])
    assert (contact.email, contact.language) == ("city_officer@riverbend.example", "en")
