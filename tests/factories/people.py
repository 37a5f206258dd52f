"""People and programs, and browsers in which they are signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from interurban.core.actor import Actor, Membership, Role
from interurban.core.database import Database, database_now
from interurban.modules.identity import public as identity
from interurban.modules.identity.models import User
from interurban.modules.identity.schemas import NewApiClient
from interurban.modules.identity.service import clients, sessions
from interurban.modules.identity.service.authentication import cookie_name
from tests.fixtures.app import client_of

_numbers = count(1)
PROGRAM = UUID(int=0)


def database_of(app: FastAPI) -> Database:
    found: Database = app.state.database
    return found


async def person(database: Database, email: str | None = None) -> UUID:
    """A verified account without a password."""
    number = next(_numbers)
    async with database.write() as session:
        user = User(email=email or f"person-{number}@people.example", display_name=f"Person {number}")
        user.verified_at = await database_now(session)
        session.add(user)
        await session.flush()
        return user.id


async def member(
    database: Database,
    organisation: UUID,
    role: Role,
    *,
    expires_in: timedelta | None = None,
    may_submit: bool = False,
) -> UUID:
    """A person with the role; `expires_in` may be negative for a membership that is over."""
    user = await person(database)
    async with database.write() as session:
        await identity.add_membership(session, user, organisation, role, may_submit=may_submit)
        if expires_in is not None:
            await session.execute(
                text("UPDATE memberships SET expires_at = now() + :wait WHERE user_id = :user"),
                {"wait": expires_in, "user": user},
            )
    return user


async def signed_in(app: FastAPI, user: UUID) -> httpx.AsyncClient:
    """A browser with a session of this person, as fresh as if the password had just been given."""
    async with database_of(app).write() as session:
        token = await sessions.open_session(session, user, "tests")
    client = client_of(app)
    client.cookies.set(cookie_name(app.state.settings), token)
    return client


def nobody(app: FastAPI) -> httpx.AsyncClient:
    return client_of(app)


async def client_as(app: FastAPI, role: Role, organisation: UUID) -> httpx.AsyncClient:
    """A browser of a new person with the role in the organisation."""
    return await signed_in(app, await member(database_of(app), organisation, role))


def acting(organisation: UUID, role: Role, user: UUID | None = None, at: datetime | None = None) -> Actor:
    """Somebody with this role as services know them, or this person, who gave a password at that time."""
    memberships = (Membership(organisation, role),)
    return Actor(
        user_id=user, client_id=None if user else PROGRAM, memberships=memberships, reauthenticated_at=at
    )


async def program(app: FastAPI, organisation: UUID, keeper: Role, *scopes: str) -> tuple[UUID, str]:
    """An API client's id and secret. `keeper` is the role that may make one in the organisation."""
    database = database_of(app)
    user = await member(database, organisation, keeper)
    async with database.write() as session:
        actor = acting(organisation, keeper, user, await database_now(session))
        wanted = NewApiClient(name="Tests", scopes=list(scopes))
        made, secret = await clients.create(session, actor, organisation, wanted, scopes)
        return made.id, secret


async def token(app: FastAPI, organisation: UUID, keeper: Role, *scopes: str) -> str:
    """An access token with these scopes, got as programs get it."""
    client, secret = await program(app, organisation, keeper, *scopes)
    form = {"grant_type": "client_credentials", "client_id": str(client), "client_secret": secret}
    async with client_of(app) as asking:
        answer = await asking.post("/v1/oauth/token", data=form)
    found: str = answer.raise_for_status().json()["access_token"]
    return found


async def api_client(app: FastAPI, organisation: UUID, keeper: Role, *scopes: str) -> httpx.AsyncClient:
    """A program that acts for the organisation."""
    found = client_of(app)
    found.headers["Authorization"] = f"Bearer {await token(app, organisation, keeper, *scopes)}"
    return found
