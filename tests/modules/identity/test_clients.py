from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from tests.factories.world import World

from interurban.core import tokens
from interurban.core.actor import Role
from interurban.core.settings import Settings
from interurban.modules.identity.service.authentication import token_key

SCOPE = "cities:write"
TOKEN = "/v1/oauth/token"


@pytest.fixture
async def city(world: World) -> UUID:
    return await world.organisation("city")


@pytest.fixture
async def admin(world: World, city: UUID) -> httpx.AsyncClient:
    return await world.member(city, Role.city_admin)


async def create(admin: httpx.AsyncClient, city: UUID, **changed: Any) -> httpx.Response:
    body = {"name": "Council register", "scopes": [SCOPE], **changed}
    return await admin.post(f"/v1/organisations/{city}/api-clients", json=body)


@pytest.fixture
async def client(admin: httpx.AsyncClient, city: UUID) -> dict[str, Any]:
    answer = await create(admin, city)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def form(client: dict[str, Any], **changed: str) -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "client_id": client["id"],
        "client_secret": client["client_secret"],
        **changed,
    }


async def token_of(world: World, client: dict[str, Any]) -> str:
    answer = await (await world.browser()).post(TOKEN, data=form(client))
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token


async def use(world: World, token: str, method: str = "PATCH", path: str = "/v1/cities/nowhere") -> int:
    """404 when the scope lets the client in (there is no such city), 403 or 401 when not."""
    browser = await world.browser()
    answer = await browser.request(
        method, path, json={}, headers={"Authorization": f"Bearer {token}", "If-Match": "*"}
    )
    return answer.status_code


async def test_the_secret_is_shown_once_and_stored_as_a_hash(
    world: World, city: UUID, admin: httpx.AsyncClient, client: dict[str, Any]
) -> None:
    assert client["client_secret"].startswith("iu_")
    assert len(client["client_secret"]) == 46
    listed = (await admin.get(f"/v1/organisations/{city}/api-clients")).json()
    assert [item["id"] for item in listed["items"]] == [client["id"]]
    assert "client_secret" not in listed["items"][0]
    assert SCOPE in listed["available_scopes"]
    [row] = await world.run("SELECT to_jsonb(c)::text FROM api_clients c")
    assert client["client_secret"] not in row[0]
    assert await world.audit(city) == ["client.created"]


async def test_a_secret_is_not_kept_in_the_clear_for_a_retry_either(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    headers = {"Idempotency-Key": "once"}
    body = {"name": "Register", "scopes": [SCOPE]}
    address = f"/v1/organisations/{city}/api-clients"
    first = await admin.post(address, json=body, headers=headers)
    second = await admin.post(address, json=body, headers=headers)
    assert first.headers["cache-control"] == "no-store"
    assert (second.status_code, second.content) == (201, first.content)
    assert len(await world.run("SELECT 1 FROM api_clients")) == 1
    [row] = await world.run("SELECT body FROM idempotency_keys")
    assert first.json()["client_secret"].encode() not in row[0]
    assert b"client_secret" not in row[0]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"scopes": ["everything"]}, "/scopes/0"),
        ({"scopes": []}, "/scopes"),
        ({"expires_at": "2020-01-01T00:00:00+00:00"}, "/expires_at"),
        ({"expires_at": (datetime.now(UTC) + timedelta(days=368)).isoformat()}, "/expires_at"),
        ({"expires_at": "2026-01-01T00:00:00"}, "/expires_at"),
        ({"name": ""}, "/name"),
    ],
)
async def test_a_client_has_scopes_that_exist_and_an_end(
    city: UUID, admin: httpx.AsyncClient, changed: dict[str, Any], pointer: str
) -> None:
    answer = await create(admin, city, **changed)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_making_a_key_needs_the_password_given_just_now(
    world: World, city: UUID, admin: httpx.AsyncClient
) -> None:
    await world.run("UPDATE sessions SET reauthenticated_at = now() - interval '16 minutes'")
    answer = await create(admin, city)
    assert (answer.status_code, answer.json()["code"]) == (403, "reauthentication_needed")


async def test_a_token_comes_by_form_or_by_basic(world: World, client: dict[str, Any]) -> None:
    browser = await world.browser()
    by_form = await browser.post(TOKEN, data=form(client))
    assert by_form.headers["cache-control"] == "no-store"
    body = by_form.json()
    assert {"token_type": "Bearer", "expires_in": 600, "scope": SCOPE}.items() <= body.items()
    basic = base64.b64encode(f"{client['id']}:{client['client_secret']}".encode()).decode()
    by_header = await browser.post(
        TOKEN, data={"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basic}"}
    )
    assert by_header.status_code == 200
    assert await use(world, by_header.json()["access_token"]) == 404


REFUSED: dict[str, tuple[dict[str, str], int, str]] = {
    "no grant": ({"grant_type": ""}, 400, "invalid_request"),
    "another grant": ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    "another secret": ({"client_secret": "iu_" + "x" * 43}, 401, "invalid_client"),
    "no secret": ({"client_secret": ""}, 401, "invalid_client"),
    "another client": ({"client_id": str(uuid4())}, 401, "invalid_client"),
    "no client": ({"client_id": ""}, 401, "invalid_client"),
    "no key at all": ({"client_id": "register"}, 401, "invalid_client"),
    "a scope it has not": ({"scope": f"{SCOPE} challenges:write"}, 400, "invalid_scope"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_refusals_speak_oauth(world: World, client: dict[str, Any], name: str) -> None:
    changed, status, error = REFUSED[name]
    answer = await (await world.browser()).post(TOKEN, data=form(client, **changed))
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert "www-authenticate" not in answer.headers


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"grant_type=client_credentials&grant_type=client_credentials", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"a=1&" * 50, {}, 400),
        (b"grant_type=client_credentials&pad=" + b"x" * 20_000, {}, 413),
        (b"grant_type=client_credentials", {"Authorization": "Basic ???"}, 400),
        (b"grant_type=client_credentials", {"Authorization": "Basic eDp5"}, 401),
        (b"grant_type=client_credentials&client_secret=x", {"Authorization": "Basic eDp5"}, 400),
        (b'{"grant_type": "client_credentials"}', {"Content-Type": "application/json"}, 400),
    ],
)
async def test_a_form_that_cannot_be_read_is_refused(
    world: World, body: bytes, headers: dict[str, str], status: int
) -> None:
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    answer = await (await world.browser()).post(TOKEN, content=body, headers=sent)
    assert answer.status_code == status
    assert ("www-authenticate" in answer.headers) == (status == 401)


async def test_guessing_a_secret_waits_and_a_busy_client_does_not(
    world: World, client: dict[str, Any]
) -> None:
    browser = await world.browser()
    for _ in range(12):
        assert (await browser.post(TOKEN, data=form(client))).status_code == 200
    for _ in range(10):
        await browser.post(TOKEN, data=form(client, client_secret="guess"))
    answer = await browser.post(TOKEN, data=form(client))
    assert (answer.status_code, answer.headers["content-type"]) == (429, "application/problem+json")


async def test_a_client_acts_within_its_scopes_only(world: World, client: dict[str, Any]) -> None:
    token = await token_of(world, client)
    assert await use(world, token) == 404
    assert await use(world, token, "POST", "/v1/challenges") == 403
    for method, path in (("GET", "/v1/account"), ("GET", "/v1/notifications"), ("DELETE", "/v1/session")):
        assert await use(world, token, method, path) == 403
    [membership] = await world.run("SELECT organisation_id FROM api_clients")
    for path in ("members", "api-clients", "invitations"):
        assert await use(world, token, "GET", f"/v1/organisations/{membership[0]}/{path}") == 403


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE api_clients SET revoked_at = now()",
        "UPDATE api_clients SET expires_at = now()",
        "DELETE FROM api_clients",
    ],
)
async def test_a_token_ends_with_its_client(world: World, client: dict[str, Any], fault: str) -> None:
    token = await token_of(world, client)
    await world.run(fault)
    assert await use(world, token) == 401
    answer = await (await world.browser()).post(TOKEN, data=form(client))
    assert answer.json()["error"] == "invalid_client"


async def test_a_scope_taken_away_is_gone_from_tokens_that_are_out(
    world: World, client: dict[str, Any]
) -> None:
    token = await token_of(world, client)
    await world.run("UPDATE api_clients SET scopes = '{}'")
    assert await use(world, token) == 403


async def test_revoking_is_written_down_and_stays_in_the_list(
    world: World, city: UUID, admin: httpx.AsyncClient, client: dict[str, Any]
) -> None:
    token = await token_of(world, client)
    foreign = await world.organisation("city", "Elsewhere")
    stranger = await world.member(foreign, Role.city_admin, "admin@elsewhere.example")
    for base in (city, foreign):
        answer = await stranger.delete(f"/v1/organisations/{base}/api-clients/{client['id']}")
        assert answer.status_code == 404
    assert await use(world, token) == 404
    assert (await admin.delete(f"/v1/organisations/{city}/api-clients/{client['id']}")).status_code == 204
    assert await use(world, token) == 401
    [item] = (await admin.get(f"/v1/organisations/{city}/api-clients")).json()["items"]
    assert item["revoked_at"] is not None
    assert await world.audit(city) == ["client.created", "client.revoked"]


async def test_forged_and_foreign_tokens_are_refused_with_a_challenge(
    world: World, settings: Settings, client: dict[str, Any]
) -> None:
    ours = token_key(settings)
    other = tokens.TokenKey.derived(settings.secret, issuer=ours.issuer, audience="mail")
    claims = {"sub": client["id"], "scope": SCOPE}
    forged = {
        "another purpose": tokens.sign(other, claims, lifetime=timedelta(minutes=1)),
        "out of date": tokens.sign(ours, claims, lifetime=timedelta(minutes=-1)),
        "nobody's": tokens.sign(ours, claims | {"sub": str(uuid4())}, lifetime=timedelta(minutes=1)),
        "no subject": tokens.sign(ours, {"scope": SCOPE}, lifetime=timedelta(minutes=1)),
        "noise": "a.b.c",
        "nothing": "",
    }
    for name, token in forged.items():
        answer = await (await world.browser()).patch(
            "/v1/cities/nowhere", json={}, headers={"Authorization": f"Bearer {token}", "If-Match": "*"}
        )
        assert answer.status_code == 401, name
        assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"', name
    real = tokens.sign(ours, claims, lifetime=timedelta(minutes=1))
    assert await use(world, real) == 404


async def test_a_token_goes_before_a_cookie_and_needs_no_origin(
    world: World, admin: httpx.AsyncClient, client: dict[str, Any]
) -> None:
    token = await token_of(world, client)
    del admin.headers["Origin"]
    headers = {"Authorization": f"Bearer {token}", "If-Match": "*"}
    assert (await admin.patch("/v1/cities/nowhere", json={}, headers=headers)).status_code == 404
    assert (await admin.get("/v1/account", headers=headers)).status_code == 403
