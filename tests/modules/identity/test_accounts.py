from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from tests.factories.world import PASSWORD, World, token_in

from interurban.core import crypto, outbox
from interurban.core.settings import Settings
from interurban.modules.identity import public as identity

OWNER = "owner@delta.example"
NEW = "a new and longer password"


def form(**changed: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "email": OWNER,
        "password": PASSWORD,
        "name": "Owner of Delta",
        "language": "fr",
        "organisation": {"kind": "supplier", "name": "Delta Läänemaa", "country": "EE"},
    }
    return {name: value for name, value in (body | changed).items() if value is not ...}


@pytest.fixture
def suppliers() -> Iterator[list[tuple[UUID, str, str, str]]]:
    made: list[tuple[UUID, str, str, str]] = []

    async def make(session: AsyncSession, key: UUID, name: str, country: str, language: str) -> None:
        made.append((key, name, country, language))

    identity.on_supplier_created.append(make)
    yield made
    identity.on_supplier_created.remove(make)


async def test_on_a_developers_machine_one_signs_in_at_once(
    world: World, suppliers: list[tuple[UUID, str, str, str]]
) -> None:
    browser = await world.browser()
    answer = await browser.post("/v1/sign-up", json=form())
    assert (answer.status_code, answer.json()) == (202, {"verification": False})
    signed_in = await world.signed_in(OWNER)
    shown = (await signed_in.get("/v1/session")).json()
    assert shown["language"] == "fr"
    [membership] = shown["memberships"]
    assert membership["role"] == "supplier_owner"
    assert membership["organisation"]["slug"] == "delta-laanemaa"
    assert suppliers == [(UUID(membership["organisation"]["id"]), "Delta Läänemaa", "EE", "fr")]


async def test_an_account_needs_no_organisation(world: World) -> None:
    await (await world.browser()).post("/v1/sign-up", json=form(organisation=...))
    signed_in = await world.signed_in(OWNER)
    assert (await signed_in.get("/v1/session")).json()["memberships"] == []


REFUSED = {
    "short": ({"password": "ninechars"}, "/password"),
    "endless": ({"password": "x" * 201}, "/password"),
    "the address itself": ({"password": OWNER}, "/password"),
    "the address in capitals": ({"password": OWNER.upper()}, "/password"),
    "no address": ({"email": "delta.example"}, "/email"),
    "no name": ({"name": "  "}, "/name"),
    "another language": ({"language": "xx"}, "/language"),
    "a city": ({"organisation": {"kind": "city", "name": "X", "country": "EE"}}, "/organisation/kind"),
    "no country": ({"organisation": {"kind": "supplier", "name": "X"}}, "/organisation/country"),
    "a field too many": ({"admin": True}, "/admin"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_sign_up_names_what_is_wrong(world: World, name: str) -> None:
    changed, pointer = REFUSED[name]
    answer = await (await world.browser()).post("/v1/sign-up", json=form(**changed))
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await world.run("SELECT 1 FROM users") == []


async def test_a_space_at_the_end_belongs_to_the_password(world: World) -> None:
    browser = await world.browser()
    await browser.post("/v1/sign-up", json=form(password=PASSWORD + " "))
    answer = await browser.post("/v1/session", json={"email": OWNER, "password": PASSWORD})
    assert answer.status_code == 401
    await world.signed_in(OWNER, PASSWORD + " ")


async def test_a_known_address_gets_the_same_answer_and_stays_as_it_is(world: World) -> None:
    await world.person(OWNER)
    browser = await world.browser()
    known = await browser.post("/v1/sign-up", json=form(password=NEW))
    new = await browser.post("/v1/sign-up", json=form(email="other@delta.example", password=NEW))
    assert (known.status_code, known.content) == (new.status_code, new.content)
    await world.signed_in(OWNER, PASSWORD)


class TestWithMail:
    """Where mail can be sent, an account waits for the link."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(
            environment="test",
            home=tmp_path,
            worker_inside=False,
            ready_accounts=False,
            smtp_url="smtp://127.0.0.1:9",
        )

    async def sign_up(self, world: World, **changed: Any) -> httpx.Response:
        answer = await (await world.browser()).post("/v1/sign-up", json=form(**changed))
        assert answer.status_code == 202
        await outbox.drain(world.database)
        return answer

    async def confirm(self, world: World, link: str) -> httpx.Response:
        body = {"token": token_in(link)}
        return await (await world.browser()).post("/v1/email-verifications/confirm", json=body)

    async def test_the_link_makes_account_and_supplier(
        self, world: World, suppliers: list[tuple[UUID, str, str, str]]
    ) -> None:
        answer = await self.sign_up(world)
        assert answer.json() == {"verification": True}
        early = await (await world.browser()).post("/v1/session", json={"email": OWNER, "password": PASSWORD})
        assert early.status_code == 401
        assert suppliers == []
        [mail] = await world.mails("verify")
        assert (mail["to"], mail["language"]) == (OWNER, "fr")
        assert mail["link"].startswith("http://127.0.0.1:8000/verify#token=")

        assert (await self.confirm(world, mail["link"])).status_code == 204
        signed_in = await world.signed_in(OWNER)
        [membership] = (await signed_in.get("/v1/session")).json()["memberships"]
        assert [supplier[0] for supplier in suppliers] == [UUID(membership["organisation"]["id"])]
        again = await self.confirm(world, mail["link"])
        assert (again.status_code, again.json()["code"]) == (410, "link_over")
        assert len(suppliers) == 1
        account = (await signed_in.get("/v1/account")).json()["id"]
        assert await world.audit(account) == ["account.verified"]

    async def test_the_answer_and_the_request_are_the_same_for_a_known_address(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await world.person(OWNER)
        hashed: list[str] = []
        hash_ = crypto._passwords.hash
        monkeypatch.setattr(crypto._passwords, "hash", lambda p: hashed.append(p) or hash_(p))
        browser = await world.browser()
        known = await browser.post("/v1/sign-up", json=form())
        after_known = await world.run("SELECT topic FROM outbox")
        new = await browser.post("/v1/sign-up", json=form(email="other@delta.example"))
        assert known.content == new.content
        assert len(hashed) == 2
        assert [row[0] for row in after_known] == ["identity.sign_up"]
        await outbox.drain(world.database)
        assert [mail["to"] for mail in await world.mails("account_exists")] == [OWNER]

    async def test_whoever_types_my_address_first_gains_nothing(self, world: World) -> None:
        await self.sign_up(world, password="the password of a stranger", organisation=...)
        [first] = await world.mails("verify")
        await self.sign_up(world, password=PASSWORD)
        second = (await world.mails("verify"))[-1]
        assert (await self.confirm(world, first["link"])).status_code == 410
        assert (await self.confirm(world, second["link"])).status_code == 204
        await world.signed_in(OWNER, PASSWORD)

    async def test_a_link_ends_after_three_days(self, world: World) -> None:
        await self.sign_up(world)
        [mail] = await world.mails("verify")
        await world.run("UPDATE email_tokens SET expires_at = now()")
        assert (await self.confirm(world, mail["link"])).status_code == 410


async def ask(world: World, email: str = OWNER) -> httpx.Response:
    answer = await (await world.browser()).post("/v1/password-resets", json={"email": email})
    return answer


async def test_asking_for_a_reset_is_the_same_for_everybody(world: World) -> None:
    await world.person(OWNER)
    known, unknown = await ask(world), await ask(world, "nobody@delta.example")
    assert (known.status_code, known.content) == (202, unknown.content)
    assert [row[0] for row in await world.run("SELECT topic FROM outbox")] == ["identity.reset"] * 2
    await outbox.drain(world.database)
    assert [mail["to"] for mail in await world.mails()] == [OWNER]


async def test_asking_again_and_again_waits(world: World) -> None:
    for _ in range(10):
        assert (await ask(world)).status_code == 202
    assert (await ask(world)).status_code == 429
    assert (await ask(world, "nobody@delta.example")).status_code == 429


async def test_a_reset_changes_the_password_once_and_ends_every_session(world: World) -> None:
    owner = await world.person(OWNER)
    thief = await world.signed_in(OWNER)
    await ask(world)
    await outbox.drain(world.database)
    [mail] = await world.mails("reset")
    body = {"token": token_in(mail["link"]), "password": NEW}
    browser = await world.browser()
    weak = await browser.post("/v1/password-resets/confirm", json=body | {"password": OWNER})
    assert weak.status_code == 422
    assert (await browser.post("/v1/password-resets/confirm", json=body)).status_code == 204
    assert (await thief.get("/v1/account")).status_code == 401
    await world.signed_in(OWNER, NEW)
    old = await browser.post("/v1/session", json={"email": OWNER, "password": PASSWORD})
    assert old.status_code == 401
    assert (await browser.post("/v1/password-resets/confirm", json=body)).status_code == 410
    assert [mail["text"] for mail in await world.mails()] == ["reset", "password_changed"]
    assert await world.audit(owner) == ["password.reset"]


async def test_only_the_newest_reset_link_works_and_only_as_one(world: World) -> None:
    await world.person(OWNER)
    for _ in range(2):
        await ask(world)
        await outbox.drain(world.database)
    first, second = (token_in(mail["link"]) for mail in await world.mails("reset"))
    browser = await world.browser()
    for token, status in ((first, 410), ("x" * 43, 410)):
        answer = await browser.post("/v1/password-resets/confirm", json={"token": token, "password": NEW})
        assert answer.status_code == status
    crossed = await browser.post("/v1/email-verifications/confirm", json={"token": second})
    assert crossed.status_code == 410
    answer = await browser.post("/v1/password-resets/confirm", json={"token": second, "password": NEW})
    assert answer.status_code == 204


async def test_changing_the_account_needs_the_state_that_was_read(world: World) -> None:
    await world.person(OWNER)
    browser = await world.signed_in(OWNER)
    etag = (await browser.get("/v1/account")).headers["etag"]
    assert (await browser.patch("/v1/account", json={"name": "A"})).status_code == 428
    first = await browser.patch("/v1/account", json={"name": "A"}, headers={"If-Match": etag})
    assert (first.status_code, first.json()["name"]) == (200, "A")
    stale = await browser.patch("/v1/account", json={"name": "B"}, headers={"If-Match": etag})
    assert stale.status_code == 412
    fresh = {"If-Match": first.headers["etag"]}
    second = await browser.patch("/v1/account", json={"language": "fr"}, headers=fresh)
    assert (second.json()["name"], second.json()["language"]) == ("A", "fr")


async def test_a_new_password_takes_the_old_one_and_ends_the_other_sessions(world: World) -> None:
    await world.person(OWNER)
    browser, elsewhere = await world.signed_in(OWNER), await world.signed_in(OWNER)
    match = {"If-Match": "*"}
    wrong = {"password": {"old": "not the password", "new": NEW}}
    assert (await browser.patch("/v1/account", json=wrong, headers=match)).status_code == 401
    before = browser.cookies["interurban"]
    right = {"password": {"old": PASSWORD, "new": NEW}}
    assert (await browser.patch("/v1/account", json=right, headers=match)).status_code == 200
    assert browser.cookies["interurban"] != before
    assert (await browser.get("/v1/account")).status_code == 200
    assert (await elsewhere.get("/v1/account")).status_code == 401
    await world.signed_in(OWNER, NEW)
    assert [mail["text"] for mail in await world.mails()] == ["password_changed"]
