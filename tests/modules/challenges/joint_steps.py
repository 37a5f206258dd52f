"""How the machine of joint challenges takes its steps on the database, and reads what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, ClassVar
from uuid import UUID

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from tests import factories
from tests.factories.people import acting

from interurban.core.actor import Actor, Role
from interurban.core.database import Database
from interurban.core.errors import AppError

from .joint_model import CITIES, Model

Step = Callable[[AsyncSession], Awaitable[Any]]


class Steps(RuleBasedStateMachine):
    """`run` carries out a coroutine; `reached` counts the steps by what there was when they were taken."""

    database: ClassVar[Database]
    run: ClassVar[Callable[[Awaitable[Any]], Any]]
    cities: ClassVar[list[UUID]]
    actors: ClassVar[list[Actor]]
    reached: ClassVar[Counter[str]]
    model: Model
    challenge: UUID
    entries: int

    def count(self) -> int:
        query = "SELECT count(*) FROM audit_entries WHERE subject_id = :id"
        found: int = self.rows(query)[0][0]
        return found

    def rows(self, statement: str, **values: Any) -> list[Any]:
        async def ask() -> list[Any]:
            async with self.database.write() as session:
                found = await session.execute(text(statement), {"id": self.challenge, **values})
                return list(found.all()) if found.returns_rows else []

        return list(self.run(ask()))

    def step(self, work: Step, *, allowed: bool) -> None:
        async def carry_out() -> str | None:
            try:
                async with self.database.write() as session:
                    await work(session)
            except AppError as error:
                return f"{error.code}: {error.detail}"
            return None

        refusal = self.run(carry_out())
        assert (refusal is None) == allowed, refusal or "was allowed"
        entries = self.count()
        # Every transition is in the audit, and nothing that was refused is.
        assert entries > self.entries if allowed else entries == self.entries
        self.entries = entries

    @staticmethod
    def pick(chosen: int, could: Iterable[int], honest: bool) -> int:
        """One of those who could, if it is to be one of them and there is any; else whoever was chosen."""
        fit = sorted(could)
        return fit[chosen % len(fit)] if honest and fit else chosen

    def act_id(self, kind: str) -> UUID:
        query = "SELECT id FROM challenge_acts WHERE challenge_id = :id AND kind = :kind "
        found = self.rows(f"{query} AND done_at IS NULL AND ended_at IS NULL", kind=kind)
        assert len(found) == 1, f"{kind} is to be pending once"
        return UUID(str(found[0][0]))


async def people(database: Database) -> tuple[list[UUID], list[Actor]]:
    cities = [await factories.city(database) for _ in CITIES]
    users = [await factories.member(database, one, Role.city_officer) for one in cities]
    actors = [acting(one, Role.city_officer, user) for one, user in zip(cities, users, strict=True)]
    return cities, actors
