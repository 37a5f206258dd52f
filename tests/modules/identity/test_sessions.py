from __future__ import annotations

from uuid import uuid4

import httpx
import pytest
from sqlalchemy import event
from tests.factories.world import PASSWORD, World

from interurban.core import crypto
from interurban.core.actor import Role
from interurban.core.database import Database

OWNER = "owner@delta.example"


@pytest.fixture
async def browser(world: World) -> httpx.AsyncClient:
    await world.person(OWNER)
    return await world.signed_in(OWNER)


def statements(database: Database) -> list[str]:
    """What the write engine is asked from now on."""
    seen: list[str] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda conn, cursor, statement, *rest: seen.append(statement),
    )
    return seen


async def test_nobody_is_told_what_the_page_needs(world: World) -> None:
    answer = await (await world.browser()).get("/v1/session", headers={"Accept-Language": "fr-CA, en;q=0.5"})
    assert answer.json() == {
        "account": None,
        "memberships": [],
        "session_id": None,
        "reauthenticated_at": None,
        "language": "fr",
        "environment": "test",
        "demonstration": True,
        "ready_accounts": [],
    }


async def test_a_person_sees_their_memberships(world: World) -> None:
    city = await world.organisation("city", "Veliki Brod")
    browser = await world.member(city, Role.city_officer)
    shown = (await browser.get("/v1/session")).json()
    assert shown["account"]["has_password"] is True
    assert shown["memberships"] == [
        {
            "organisation": {
                "id": str(city),
                "kind": "city",
                "name": "Veliki Brod",
                "slug": "veliki-brod",
                "demo": False,
            },
            "role": "city_officer",
            "may_submit": False,
            "expires_at": None,
        }
    ]


async def test_an_expired_membership_is_none(world: World) -> None:
    browser = await world.member(await world.organisation("city"), Role.city_officer)
    await world.run("UPDATE memberships SET expires_at = now() - interval '1 second'")
    assert (await browser.get("/v1/session")).json()["memberships"] == []


async def test_who_is_asking_costs_one_query_and_nothing_for_nobody(
    world: World, browser: httpx.AsyncClient
) -> None:
    seen = statements(world.app.state.database)
    await (await world.browser()).get("/v1/health")
    assert seen == []
    # The health page needs no actor, but an ETag's privacy asks who is there.
    await browser.get("/v1/health")
    assert [statement.split()[0] for statement in seen] == ["SELECT"]


async def test_a_session_is_touched_at_most_every_five_minutes(
    world: World, browser: httpx.AsyncClient
) -> None:
    await world.run("UPDATE sessions SET seen_at = now() - interval '4 minutes'")
    seen = statements(world.app.state.database)
    await browser.get("/v1/health")
    assert not [statement for statement in seen if statement.startswith("UPDATE")]
    await world.run("UPDATE sessions SET seen_at = now() - interval '6 minutes'")
    await browser.get("/v1/health")
    assert len([statement for statement in seen if statement.startswith("UPDATE")]) == 1
    assert await world.run("SELECT 1 FROM sessions WHERE seen_at > now() - interval '1 minute'")


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE sessions SET seen_at = now() - interval '14 days 1 second'",
        "UPDATE sessions SET expires_at = now() - interval '1 second'",
        "UPDATE users SET disabled_at = now()",
        "DELETE FROM sessions",
    ],
)
async def test_a_session_that_is_over_signs_nobody_in(
    world: World, browser: httpx.AsyncClient, fault: str
) -> None:
    assert (await browser.get("/v1/account")).status_code == 200
    await world.run(fault)
    refused = await browser.get("/v1/account")
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    # What is public stays readable with an old cookie.
    assert (await browser.get("/v1/session")).json()["account"] is None


async def test_a_session_ends_after_thirty_days_however_busy(
    world: World, browser: httpx.AsyncClient
) -> None:
    lasts = await world.run("SELECT expires_at - created_at FROM sessions")
    assert lasts[0][0].days == 30
    await world.run("UPDATE sessions SET seen_at = now() - interval '6 minutes'")
    await browser.get("/v1/health")
    assert (await world.run("SELECT expires_at - created_at FROM sessions"))[0][0].days == 30


@pytest.mark.parametrize("cookie", ["", "x", "x" * 43, "x" * 5_000, "é" * 10])
async def test_a_made_up_cookie_signs_nobody_in(world: World, cookie: str) -> None:
    answer = await (await world.browser()).get(
        "/v1/account", headers=[(b"cookie", f"interurban={cookie}".encode())]
    )
    assert answer.status_code == 401


async def test_signing_out_ends_the_session_on_the_server(world: World, browser: httpx.AsyncClient) -> None:
    token = browser.cookies["interurban"]
    assert (await browser.delete("/v1/session")).status_code == 204
    assert "interurban" not in browser.cookies
    thief = await world.browser()
    thief.cookies.set("interurban", token, domain="127.0.0.1")
    assert (await thief.get("/v1/account")).status_code == 401


async def test_one_signs_out_elsewhere_and_only_oneself(world: World, browser: httpx.AsyncClient) -> None:
    other = await world.signed_in(OWNER)
    listed = (await browser.get("/v1/sessions")).json()["items"]
    assert sorted(item["current"] for item in listed) == [False, True]
    elsewhere = next(item["id"] for item in listed if not item["current"])

    await world.person("stranger@delta.example")
    stranger = await world.signed_in("stranger@delta.example")
    assert (await stranger.delete(f"/v1/sessions/{elsewhere}")).status_code == 404
    assert (await other.get("/v1/account")).status_code == 200

    assert (await browser.delete(f"/v1/sessions/{elsewhere}")).status_code == 204
    assert (await other.get("/v1/account")).status_code == 401
    assert (await browser.delete(f"/v1/sessions/{uuid4()}")).status_code == 404
    owner = (await browser.get("/v1/account")).json()["id"]
    assert await world.audit(owner) == ["session.revoked"]


async def test_giving_the_password_again_renews_the_token(world: World, browser: httpx.AsyncClient) -> None:
    await world.run("UPDATE sessions SET reauthenticated_at = now() - interval '1 day'")
    before = browser.cookies["interurban"]
    wrong = await browser.post("/v1/session/reauthenticate", json={"password": "not the password"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_credentials")
    missing = await browser.post("/v1/session/reauthenticate", json={})
    assert missing.status_code == 401
    right = await browser.post("/v1/session/reauthenticate", json={"password": PASSWORD})
    assert right.status_code == 204
    assert browser.cookies["interurban"] != before
    assert (await browser.get("/v1/account")).status_code == 200
    rows = await world.run(
        "SELECT token_hash, reauthenticated_at > now() - interval '1 minute' FROM sessions"
    )
    assert rows == [(crypto.token_hash(browser.cookies["interurban"]), True)]


ORIGINS = {
    "our own": ({"Origin": "http://127.0.0.1:8000"}, True),
    "this machine by another name": ({"Origin": "http://localhost:8000"}, True),
    "none, but the browser says same origin": ({"Origin": None, "Sec-Fetch-Site": "same-origin"}, True),
    "none": ({"Origin": None}, False),
    "none, same site only": ({"Origin": None, "Sec-Fetch-Site": "same-site"}, False),
    "null": ({"Origin": "null"}, False),
    "another site": ({"Origin": "https://evil.example"}, False),
    "another site that says same origin": (
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        False,
    ),
    "another port": ({"Origin": "http://127.0.0.1:8001"}, False),
    "no port": ({"Origin": "http://127.0.0.1"}, False),
    "another scheme": ({"Origin": "https://127.0.0.1:8000"}, False),
    "ours as a beginning": ({"Origin": "http://127.0.0.1:8000.evil.example"}, False),
    "no address": ({"Origin": "http://[::1"}, False),
}


@pytest.mark.parametrize("name", ORIGINS)
async def test_a_cookie_counts_for_changes_from_our_own_page_only(
    browser: httpx.AsyncClient, name: str
) -> None:
    headers, passes = ORIGINS[name]
    etag = (await browser.get("/v1/account")).headers["etag"]
    del browser.headers["Origin"]
    sent = {key: value for key, value in headers.items() if value is not None}
    answer = await browser.patch("/v1/account", json={"name": "New"}, headers={"If-Match": etag, **sent})
    if passes:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    # Reading is never refused: the browser keeps the answer from the foreign page.
    assert (await browser.get("/v1/account", headers=sent)).status_code == 200
