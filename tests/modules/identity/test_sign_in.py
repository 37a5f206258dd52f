from __future__ import annotations

import asyncio
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from tests.factories.world import PASSWORD, World

from interurban.core import crypto
from interurban.core.settings import Settings

OWNER = "owner@delta.example"


def attempt(email: str = OWNER, password: str = PASSWORD) -> dict[str, Any]:
    return {"json": {"email": email, "password": password}}


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hash behind every password that was looked at."""
    seen: list[str] = []
    verify = crypto._passwords.verify

    def counted(password: str, hashed: str) -> bool:
        seen.append(hashed)
        return verify(password, hashed)

    monkeypatch.setattr(crypto._passwords, "verify", counted)
    return seen


async def test_the_cookie_is_opaque_and_out_of_reach_of_scripts(world: World) -> None:
    await world.person(OWNER)
    answer = await (await world.browser()).post("/v1/session", **attempt())
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("interurban=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=2592000"} <= set(cookie.split("; "))
    token = answer.cookies["interurban"]
    stored = await world.run("SELECT token_hash FROM sessions")
    assert [row[0] for row in stored] == [crypto.token_hash(token)]
    assert len(token) == 43


async def test_the_address_is_taken_in_any_case(world: World) -> None:
    await world.person(OWNER)
    answer = await (await world.browser()).post("/v1/session", **attempt("Owner@DELTA.example"))
    assert answer.status_code == 204


async def test_unknown_unproven_disabled_and_wrong_get_one_answer_and_one_hash_each(
    world: World, checks: list[str]
) -> None:
    await world.person(OWNER)
    await world.person("unproven@delta.example", verified=False)
    disabled = await world.person("disabled@delta.example")
    await world.run("UPDATE users SET disabled_at = now() WHERE id = :id", id=disabled)
    browser = await world.browser()
    answers = [
        await browser.post("/v1/session", **attempt(OWNER, "not the password")),
        await browser.post("/v1/session", **attempt("nobody@delta.example")),
        await browser.post("/v1/session", **attempt("unproven@delta.example")),
        await browser.post("/v1/session", **attempt("disabled@delta.example")),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert len(checks) == 4
    assert checks[1:] == [crypto._DUMMY] * 3


async def test_signing_in_again_ends_the_session_that_the_browser_had(world: World) -> None:
    await world.person(OWNER)
    browser = await world.signed_in(OWNER)
    before = browser.cookies["interurban"]
    await browser.post("/v1/session", **attempt())
    assert browser.cookies["interurban"] != before
    assert len(await world.run("SELECT 1 FROM sessions")) == 1


@pytest.mark.parametrize("email", [OWNER, "nobody@delta.example"])
async def test_the_eleventh_try_waits_whether_or_not_the_account_exists(world: World, email: str) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    left = []
    for _ in range(10):
        answer = await browser.post("/v1/session", **attempt(email, "not the password"))
        assert answer.status_code == 401
        left.append(answer.headers["ratelimit"])
    assert left[0] == '"password";r=9;t=300'
    assert left[-1] == '"password";r=0;t=300'
    refused = await browser.post("/v1/session", **attempt(email))
    assert refused.status_code == 429
    assert 290 <= int(refused.headers["retry-after"]) <= 300
    assert refused.headers["ratelimit-policy"] == '"password";q=10;w=300'
    assert refused.headers["ratelimit"].startswith('"password";r=0;t=')


async def test_the_address_waits_too_however_many_accounts_it_tries(world: World) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    for number in range(10):
        await browser.post("/v1/session", **attempt(f"guess{number}@delta.example"))
    assert (await browser.post("/v1/session", **attempt())).status_code == 429


async def test_the_wait_ends(world: World) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    for _ in range(10):
        await browser.post("/v1/session", **attempt(OWNER, "not the password"))
    await world.run("UPDATE sign_in_attempts SET at = at - interval '301 seconds'")
    assert (await browser.post("/v1/session", **attempt())).status_code == 204


async def test_thirty_tries_at_once_look_at_ten_passwords(world: World, checks: list[str]) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    answers = await asyncio.gather(
        *(browser.post("/v1/session", **attempt(OWNER, f"guess number {n}")) for n in range(30))
    )
    assert sorted(answer.status_code for answer in answers) == [401] * 10 + [429] * 20
    assert len(checks) == 10


async def test_a_success_forgives_the_account_but_not_the_address(world: World) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    for _ in range(9):
        await browser.post("/v1/session", **attempt(OWNER, "not the password"))
    assert (await browser.post("/v1/session", **attempt())).status_code == 204
    left = await world.run("SELECT split_part(subject, ':', 2), count(*) FROM sign_in_attempts GROUP BY 1")
    assert left == [("address", 9)]


async def test_the_table_of_tries_is_no_list_of_addresses_that_people_typed(world: World) -> None:
    await (await world.browser()).post("/v1/session", **attempt("typed@delta.example"))
    subjects = [row[0] for row in await world.run("SELECT subject FROM sign_in_attempts")]
    assert len(subjects) == 2
    assert not [subject for subject in subjects if "typed" in subject]


async def test_no_connection_is_held_while_a_password_is_hashed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    held: list[set[object]] = []
    ours: set[object] = set()
    # The application's own loops borrow connections too, at any moment: only this request's count.
    asking = ContextVar("asking", default=False)
    verify = crypto._passwords.verify

    def borrowed(connection: object, *_: object) -> None:
        if asking.get():
            ours.add(connection)

    def watched(password: str, hashed: str) -> bool:
        held.append(set(ours))
        return verify(password, hashed)

    pool = world.app.state.database.engine.sync_engine.pool
    event.listen(pool, "checkout", borrowed)
    event.listen(pool, "checkin", lambda connection, _: ours.discard(connection))
    monkeypatch.setattr(crypto._passwords, "verify", watched)
    asking.set(True)
    assert (await browser.post("/v1/session", **attempt())).status_code == 204
    assert held == [set()]


async def test_another_page_may_not_sign_its_visitor_in(world: World) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    answer = await browser.post("/v1/session", **attempt(), headers={"Origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "body", [{}, {"email": "x", "password": "y"}, {"email": OWNER, "password": "x" * 201}]
)
async def test_a_form_that_cannot_be_right_is_named(world: World, body: dict[str, str]) -> None:
    answer = await (await world.browser()).post("/v1/session", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert "x" * 201 not in answer.text


class TestOverHttps:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(
            environment="test",
            home=tmp_path,
            worker_inside=False,
            ready_accounts=False,
            public_url="https://interurban.example",
        )

    async def test_the_cookie_is_bound_to_the_host(self, world: World) -> None:
        await world.person(OWNER)
        browser = await world.browser()
        browser.base_url = httpx.URL("https://interurban.example")
        browser.headers["Origin"] = "https://interurban.example"
        answer = await browser.post("/v1/session", **attempt())
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-interurban=")
        assert "Secure" in cookie
        assert "Domain" not in cookie
        assert (await browser.get("/v1/session")).json()["account"]["email"] == OWNER
