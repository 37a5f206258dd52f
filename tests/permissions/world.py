"""Two cities and two suppliers with all their people and programs, and fresh things for each request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from interurban.core.actor import Role
from interurban.core.crypto import hash_password
from interurban.core.database import Database
from interurban.core.http import scopes_of
from interurban.modules.challenges import participation
from interurban.modules.identity import public as identity
from tests import factories
from tests.factories.people import acting

from .principals import PRINCIPALS, Home, Principal

PASSWORD = "correct horse battery staple"
KEEPERS: dict[Home, Role] = {"city": Role.city_admin, "supplier": Role.supplier_owner}


@dataclass
class World:
    app: FastAPI
    database: Database
    organisations: dict[tuple[Home, bool], UUID] = field(default_factory=dict)
    users: dict[str, UUID] = field(default_factory=dict)
    tokens: dict[tuple[str, str | None], str] = field(default_factory=dict)
    standing: dict[str, tuple[UUID, UUID]] = field(default_factory=dict)
    thirds: list[UUID] = field(default_factory=list)
    # How the other city stands to each challenge that is made from now on; empty for a stranger.
    other: str = ""

    @classmethod
    async def make(cls, app: FastAPI) -> Self:
        made = cls(app, app.state.database)
        for own in (True, False):
            made.organisations["city", own] = await factories.city(made.database)
            made.organisations["supplier", own] = await factories.supplier(made.database)
        made.thirds.append(await factories.city(made.database))
        made.organisations["platform", True] = await factories.platform(made.database)
        for principal in PRINCIPALS:
            if principal.home and not principal.client:
                made.users[principal.name] = await factories.member(
                    made.database,
                    made.organisations[principal.home, principal.own],
                    next(iter(principal.roles)),
                    expires_in=timedelta(seconds=-1) if principal.over else None,
                )
        hashed = await hash_password(PASSWORD)
        await made.run("UPDATE users SET password_hash = :hash", hash=hashed)
        async with made.database.write() as session:
            await identity.ensure_ready_accounts(session, {"hollowmere": made.own("city")})
        return made

    def own(self, home: Home) -> UUID:
        return self.organisations[home, True]

    @property
    def third(self) -> UUID:
        """A city that none of the principals belongs to."""
        return self.thirds[0]

    async def browser(self, principal: Principal, scope: str | None) -> httpx.AsyncClient:
        """A new session each time, since some requests end it. A program has every scope but perhaps one."""
        if principal.home is None:
            return factories.nobody(self.app)
        if not principal.client:
            return await factories.signed_in(self.app, self.users[principal.name])
        key = (principal.name, None if principal.scoped else scope)
        if key not in self.tokens:
            scopes = set(scopes_of(self.app)) - ({scope} if not principal.scoped else set())
            organisation = self.organisations[principal.home, principal.own]
            self.tokens[key] = await factories.token(
                self.app, organisation, KEEPERS[principal.home], *sorted(scopes)
            )
        found = factories.nobody(self.app)
        found.headers["Authorization"] = f"Bearer {self.tokens[key]}"
        return found

    async def run(self, statement: str, **values: Any) -> None:
        async with self.database.write() as session:
            await session.execute(text(statement), values)

    async def take_part(self, challenge: UUID, city: UUID, state: str, *, lapsed: bool = False) -> None:
        await self.run(
            "INSERT INTO participations (challenge_id, city_id, state, answer_by) "
            "VALUES (:challenge, :city, :state, clock_timestamp() + make_interval(days => :days))",
            challenge=challenge,
            city=city,
            state=state,
            days=-1 if lapsed else 14,
        )

    async def other_takes_part(self, made: UUID) -> None:
        """As `other` says: a part of the other city in the challenge, or one that is over."""
        city = self.organisations["city", False]
        if self.other == "lapsed":
            await self.take_part(made, city, "invited", lapsed=True)
        elif self.other == "left":
            await self.take_part(made, city, "accepted")
            officer = acting(city, Role.city_officer)
            async with self.database.write() as session:
                await participation.leave(session, officer, made, city, "*", "It no longer suits us.")
        elif self.other:
            await self.take_part(made, city, self.other)

    async def email(self, user: UUID) -> str:
        async with self.database.write() as session:
            return (await identity.contacts(session, [user]))[0].email
