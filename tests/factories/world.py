from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql

from interurban.core import crypto
from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.modules.identity import public as identity
from interurban.modules.identity.models import User
from tests.fixtures.app import client_of

from .organisations import city

PASSWORD = "correct horse battery staple"


@dataclass
class World:
    """Makes people and organisations, and browsers of them, on one application."""

    app: FastAPI
    database: Database
    stack: AsyncExitStack
    password_hash: str

    async def browser(self) -> httpx.AsyncClient:
        return await self.stack.enter_async_context(client_of(self.app))

    async def person(self, email: str, *, verified: bool = True) -> UUID:
        async with self.database.write() as session:
            user = User(email=email, display_name="Someone", password_hash=self.password_hash)
            session.add(user)
            await session.flush()
            if verified:
                await session.execute(
                    sql("UPDATE users SET verified_at = now() WHERE id = :id"), {"id": user.id}
                )
            return user.id

    async def organisation(self, kind: str, name: str = "Riverbend") -> UUID:
        async with self.database.write() as session:
            return await identity.create_organisation(session, kind, name)

    async def city(self, slug: str = "riverbend", **fields: Any) -> UUID:
        """A verified city, made as a platform admin makes it."""
        return await city(
            self.database, slug=slug, name={"en": slug.title()}, **{"languages": ["en"], **fields}
        )

    async def member(self, organisation: UUID, role: Role, email: str | None = None) -> httpx.AsyncClient:
        """A browser where a new member is signed in; `browser.user_id` says who."""
        email = email or f"{role}@riverbend.example"
        user = await self.person(email)
        async with self.database.write() as session:
            await identity.add_membership(session, user, organisation, role)
        return await self.signed_in(email)

    async def signed_in(self, email: str, password: str = PASSWORD) -> httpx.AsyncClient:
        browser = await self.browser()
        answer = await browser.post("/v1/session", json={"email": email, "password": password})
        assert answer.status_code == 204, answer.text
        return browser

    async def run(self, statement: str, **values: Any) -> list[Any]:
        async with self.database.write() as session:
            found = await session.execute(sql(statement), values)
            return list(found.all()) if found.returns_rows else []

    async def mails(self, text: str | None = None) -> list[dict[str, Any]]:
        rows = await self.run("SELECT payload FROM outbox WHERE topic = 'mail' ORDER BY id")
        return [row[0] for row in rows if text is None or row[0]["text"] == text]

    async def audit(self, subject: UUID) -> list[str]:
        rows = await self.run(
            "SELECT action FROM audit_entries WHERE subject_id = :subject ORDER BY position", subject=subject
        )
        return [row[0] for row in rows]


async def user_id(browser: httpx.AsyncClient) -> str:
    return (await browser.get("/v1/session")).json()["account"]["id"]


def token_in(link: str) -> str:
    return link.split("token=")[-1].rsplit("/", 1)[-1]


@pytest.fixture(scope="session")
def password_hash() -> str:
    return crypto._passwords.hash(PASSWORD)


@pytest.fixture
async def world(app: FastAPI, database: Database, password_hash: str) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        yield World(app, database, stack, password_hash)
