"""Whose people may do what on a challenge: a membership **and** a live participation, never one alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from interurban.core.actor import Actor
from interurban.core.policy import Permission, Resource, can

from .models import Participation
from .types import LIVE, WAITING, Part


def lapsed(part: Participation, now: datetime) -> bool:
    """Whether the time to answer an invitation or a request is over; `now` is the database's clock."""
    return part.state in WAITING and part.answer_by is not None and part.answer_by <= now


def live(parts: Iterable[Participation]) -> list[UUID]:
    """The cities that post the challenge, the lead first where `parts` are in that order."""
    return [part.city_id for part in parts if part.state in LIVE]


def readers(parts: Iterable[Participation], now: datetime) -> list[UUID]:
    """The cities that may read the draft: those that post it, and those whose answer is awaited."""
    return [
        part.city_id
        for part in parts
        if part.state in LIVE or (part.state == Part.invited and not lapsed(part, now))
    ]


def lead_of(parts: Iterable[Participation]) -> UUID:
    return next(part.city_id for part in parts if part.state == Part.lead)


def acting(
    actor: Actor,
    permission: Permission,
    cities: Sequence[UUID],
    state: str | None = None,
    *,
    wanted: UUID | None = None,
) -> UUID | None:
    """The first of the cities for which the actor holds the permission; `wanted` asks for one of them."""
    for city in cities:
        if wanted in (None, city) and can(actor, permission, Resource(organisation_id=city, state=state)):
            return city
    return None
