from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql
from tests.fixtures.app import client_of
from tests.modules.notifications.conftest import Mailbox

from interurban.core import crypto, outbox
from interurban.core.database import Database
from interurban.modules.notifications.public import Words, add_texts, notify
from interurban.modules.notifications.service import texts


async def tell(database: Database, people: list[UUID], number: int = 0, **more: Any) -> None:
    async with database.write() as session:
        await notify(session, people, "challenge.opened", {"number": number}, f"/challenges/{number}", **more)


@pytest.fixture
async def browsers(
    app: FastAPI, database: Database, people: list[UUID]
) -> AsyncIterator[list[httpx.AsyncClient]]:
    """One of each person, signed in."""
    async with AsyncExitStack() as stack:
        found = []
        for person in people:
            token = crypto.new_token()
            async with database.write() as session:
                await session.execute(
                    sql(
                        "INSERT INTO sessions (token_hash, user_id, user_agent, expires_at) "
                        "VALUES (:hash, :user, '', now() + interval '1 hour')"
                    ),
                    {"hash": crypto.token_hash(token), "user": person},
                )
            browser = await stack.enter_async_context(client_of(app))
            browser.cookies.set("interurban", token, domain="127.0.0.1")
            found.append(browser)
        yield found


async def test_notices_come_newest_first_page_by_page(
    database: Database, people: list[UUID], browsers: list[httpx.AsyncClient]
) -> None:
    for number in range(5):
        await tell(database, people[:1], number)
    seen: list[int] = []
    cursor = None
    for _ in range(3):
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await browsers[0].get("/v1/notifications", params=params)).json()
        seen += [item["values"]["number"] for item in page["items"]]
        cursor = page["next"]
    assert seen == [4, 3, 2, 1, 0]
    assert cursor is None
    assert page["unread"] == 5
    assert (await browsers[1].get("/v1/notifications")).json()["items"] == []


async def test_reading_marks_ones_own_only(
    database: Database, people: list[UUID], browsers: list[httpx.AsyncClient]
) -> None:
    await tell(database, people, 1)
    await tell(database, people, 2)
    first, second = browsers
    items = (await first.get("/v1/notifications")).json()["items"]
    foreign = await second.post("/v1/notifications/read", json={"ids": [item["id"] for item in items]})
    assert foreign.status_code == 204
    assert (await first.get("/v1/notifications")).json()["unread"] == 2

    await first.post("/v1/notifications/read", json={"ids": [items[0]["id"], str(uuid4())]})
    unread = (await first.get("/v1/notifications", params={"unread": True})).json()
    assert [item["id"] for item in unread["items"]] == [items[1]["id"]]
    await first.post("/v1/notifications/read", json={})
    assert (await first.get("/v1/notifications")).json()["unread"] == 0
    assert (await second.get("/v1/notifications")).json()["unread"] == 2


async def test_nobody_reads_notices_without_signing_in(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/notifications")).status_code == 401
    assert (await client.post("/v1/notifications/read", json={})).status_code == 401


async def test_a_cursor_of_another_list_is_refused(browsers: list[httpx.AsyncClient]) -> None:
    answer = await browsers[0].get("/v1/notifications", params={"cursor": "WyJtZW1iZXJzIiwgIngiXQ"})
    assert answer.status_code == 422


@pytest.mark.usefixtures("mail_settings")
async def test_with_mail_each_reads_their_own_language(
    database: Database, people: list[UUID], mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_texts", dict(texts._texts))
    add_texts(
        "challenge.opened",
        {"en": Words("Open: {number}", "Read it.", "Go"), "fr": Words("Ouvert : {number}", "Lisez.", "Voir")},
    )
    await tell(database, people, 7, mail=True)
    assert mailbox.mails == [], "nothing is sent before the commit"
    await outbox.drain(database)
    by_person = dict(zip(mailbox.recipients, (mail["Subject"] for mail in mailbox.mails), strict=True))
    assert by_person == {"en@riverbend.example": "Open: 7", "fr@riverbend.example": "Ouvert : 7"}
    plain = mailbox.mails[0].get_body(("plain",))
    assert plain is not None
    assert "http://127.0.0.1:8000/challenges/7" in plain.get_content()


async def test_a_mail_without_words_is_found_before_it_is_written(
    database: Database, people: list[UUID]
) -> None:
    with pytest.raises(ValueError, match="no words"):
        await tell(database, people, mail=True)


async def test_those_who_may_not_sign_in_are_told_nothing(database: Database, people: list[UUID]) -> None:
    async with database.write() as session:
        await session.execute(sql("UPDATE users SET disabled_at = now() WHERE id = :id"), {"id": people[0]})
    await tell(database, [*people, uuid4()])
    await tell(database, [])
    async with database.write() as session:
        rows = await session.execute(sql("SELECT user_id FROM notifications"))
        assert [row[0] for row in rows] == [people[1]]
