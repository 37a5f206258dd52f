from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql
from tests.fixtures.app import client_of

from interurban.core import crypto, idempotency
from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.modules.identity import public as identity
from interurban.modules.identity.models import User

KEY = {"Idempotency-Key": "the same try"}
BODY = {"email": "guest@riverbend.example", "role": "evaluator"}


@pytest.fixture
async def city(database: Database) -> UUID:
    async with database.write() as session:
        return await identity.create_organisation(session, "city", "Riverbend")


@pytest.fixture
async def admins(app: FastAPI, database: Database, city: UUID) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Two people who may invite."""
    async with AsyncExitStack() as stack:
        found = []
        for name in ("first", "second"):
            token = crypto.new_token()
            async with database.write() as session:
                user = User(email=f"{name}@riverbend.example", display_name=name)
                session.add(user)
                await session.flush()
                await identity.add_membership(session, user.id, city, Role.city_admin)
                await session.execute(
                    sql(
                        "INSERT INTO sessions (token_hash, user_id, user_agent, expires_at) "
                        "VALUES (:hash, :user, '', now() + interval '1 hour')"
                    ),
                    {"hash": crypto.token_hash(token), "user": user.id},
                )
            client = await stack.enter_async_context(client_of(app))
            client.cookies.set("interurban", token, domain="127.0.0.1")
            found.append(client)
        yield found


async def count(database: Database, table: str) -> int:
    async with database.write() as session:
        found: int = (await session.execute(sql(f"SELECT count(*) FROM {table}"))).scalar_one()
        return found


async def invite(
    client: httpx.AsyncClient, city: UUID, headers: dict[str, str], **body: Any
) -> httpx.Response:
    return await client.post(f"/v1/organisations/{city}/invitations", json=BODY | body, headers=headers)


async def test_twenty_racing_retries_have_one_effect_and_one_answer(
    admins: list[httpx.AsyncClient], database: Database, city: UUID
) -> None:
    answers = await asyncio.gather(*(invite(admins[0], city, KEY) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sorted("idempotency-replayed" in answer.headers for answer in answers) == [False] + [True] * 19
    for table in ("invitations", "outbox", "audit_entries", "idempotency_keys"):
        assert await count(database, table) == 1, table


async def test_without_a_key_every_call_counts(
    admins: list[httpx.AsyncClient], database: Database, city: UUID
) -> None:
    for _ in range(2):
        assert (await invite(admins[0], city, {})).status_code == 201
    assert await count(database, "invitations") == 2


@pytest.mark.parametrize("change", ["body", "path", "method"])
async def test_another_request_under_the_same_key_is_refused(
    admins: list[httpx.AsyncClient], database: Database, city: UUID, change: str
) -> None:
    first = await invite(admins[0], city, KEY)
    if change == "body":
        answer = await invite(admins[0], city, KEY, role="city_officer")
    elif change == "path":
        answer = await admins[0].post("/v1/notifications/read", json=BODY, headers=KEY)
    else:
        address = f"/v1/organisations/{city}/invitations/{first.json()['id']}"
        answer = await admins[0].delete(address, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert await count(database, "invitations") == 1


async def test_a_key_belongs_to_whoever_sent_it(
    admins: list[httpx.AsyncClient], database: Database, city: UUID
) -> None:
    for admin in admins:
        assert (await invite(admin, city, KEY)).status_code == 201
    assert await count(database, "invitations") == 2


async def test_a_refused_request_leaves_the_key_free(
    admins: list[httpx.AsyncClient], database: Database, city: UUID
) -> None:
    refused = await invite(admins[0], city, KEY, role="supplier_owner")
    assert refused.status_code == 422
    assert await count(database, "idempotency_keys") == 0
    assert (await invite(admins[0], city, KEY)).status_code == 201


async def test_an_answer_without_a_body_is_given_again(admins: list[httpx.AsyncClient], city: UUID) -> None:
    made = (await invite(admins[0], city, {})).json()
    address = f"/v1/organisations/{city}/invitations/{made['id']}"
    answers = [await admins[0].delete(address, headers=KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert "idempotency-replayed" in answers[1].headers


@pytest.mark.parametrize("key", ["x" * 201, "\t"])
async def test_a_key_that_cannot_be_kept_is_refused(
    admins: list[httpx.AsyncClient], city: UUID, key: str
) -> None:
    answer = await invite(admins[0], city, {"Idempotency-Key": key})
    assert answer.status_code in (201, 422)
    assert (answer.status_code == 422) == (len(key.strip()) > 200 or not key.strip())


async def test_keys_are_forgotten_after_two_days(
    admins: list[httpx.AsyncClient], database: Database, city: UUID
) -> None:
    await invite(admins[0], city, KEY)
    await invite(admins[0], city, {"Idempotency-Key": "another"})
    async with database.write() as session:
        await session.execute(
            sql("UPDATE idempotency_keys SET created_at = now() - interval '49 hours' WHERE key = 'another'")
        )
        await idempotency.forget_old(session)
    assert await count(database, "idempotency_keys") == 1
