"""A city's rules: versions that are only ever added, and which of them is in force when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, paging
from interurban.core.actor import Actor
from interurban.core.database import database_now
from interurban.core.errors import Invalid
from interurban.core.http import etag, require_match
from interurban.core.policy import Resource, require
from interurban.core.schemas import FieldError

from . import policy, rules
from .answers import PolicyInput, PolicyOut, PolicyVersion, ReasonOut, RouteOut, RoutesOut, RuleChange
from .models import City, CityPolicy
from .ruleset import PolicyDocument


@dataclass(frozen=True, slots=True)
class InForce:
    """The version of a city's rules that counts at some moment."""

    city_id: UUID
    version: int
    valid_from: datetime
    document: PolicyDocument


def tag(city: City, version: int) -> str:
    return etag("policy", city.id, version)


async def in_force(session: AsyncSession, city_ids: Iterable[UUID], at: datetime) -> dict[UUID, InForce]:
    """For each city that has rules at that moment, its newest version by then."""
    query = (
        select(CityPolicy)
        .where(CityPolicy.city_id.in_(list(city_ids)), CityPolicy.valid_from <= at)
        .ext(distinct_on(CityPolicy.city_id))
        .order_by(CityPolicy.city_id, CityPolicy.version.desc())
    )
    return {row.city_id: _in_force(row) for row in await session.scalars(query)}


async def kept(session: AsyncSession, pairs: Iterable[tuple[UUID, int]]) -> dict[UUID, InForce]:
    """Versions by city and number, as a challenge keeps them."""
    found = [await session.get(CityPolicy, pair) for pair in pairs]
    return {row.city_id: _in_force(row) for row in found if row is not None}


def _in_force(row: CityPolicy) -> InForce:
    return InForce(row.city_id, row.version, row.valid_from, PolicyDocument.model_validate(row.document))


async def _all(session: AsyncSession, city_id: UUID) -> list[CityPolicy]:
    """Newest first."""
    query = select(CityPolicy).where(CityPolicy.city_id == city_id)
    return list(await session.scalars(query.order_by(CityPolicy.version.desc())))


async def add(
    session: AsyncSession, actor: Actor, city: City, data: PolicyInput, if_match: str | None
) -> CityPolicy:
    """A new version. It counts from `valid_from` on, and what is published already keeps its own."""
    require(actor, policy.EDIT_POLICY, Resource(organisation_id=city.id))
    # One writer a city: version numbers have no gaps, and each is later than the one before.
    await session.execute(text("SELECT 1 FROM cities WHERE id = :id FOR UPDATE"), {"id": city.id})
    before = await _all(session, city.id)
    newest = before[0] if before else None
    require_match(if_match, tag(city, newest.version if newest else 0))
    now = await database_now(session)
    valid_from = data.valid_from or now
    _check_order(valid_from, now, newest)
    return await write(session, actor, city, data, valid_from, newest.version + 1 if newest else 1)


def _check_order(valid_from: datetime, now: datetime, newest: CityPolicy | None) -> None:
    wrong = ""
    if valid_from < now:
        wrong = "Rules cannot begin in the past: what was published then kept the version of then."
    elif newest is not None and valid_from < newest.valid_from:
        wrong = f"Version {newest.version} begins later; a new one cannot begin before it."
    if wrong:
        raise Invalid(
            "Choose another beginning.",
            errors=[FieldError(pointer="/valid_from", code="too_early", detail=wrong)],
        )


async def write(
    session: AsyncSession, actor: Actor, city: City, data: PolicyInput, valid_from: datetime, version: int
) -> CityPolicy:
    row = CityPolicy(
        city_id=city.id,
        version=version,
        valid_from=valid_from,
        document=data.document.model_dump(mode="json"),
        reason=data.reason,
        created_by=actor.user_id or actor.client_id,
    )
    session.add(row)
    await session.flush()
    detail = {"version": version, "valid_from": valid_from.isoformat()}
    await audit.record(session, actor, city.id, "city.policy_changed", detail)
    await session.refresh(row)
    return row


async def demonstrate(
    session: AsyncSession, actor: Actor, city_id: UUID, document: PolicyDocument, since: datetime
) -> None:
    """The first version of an invented city, in force since before its first challenge. Once."""
    city = await session.get(City, city_id)
    assert city is not None
    assert city.demo
    if await _all(session, city_id):
        return
    data = PolicyInput(document=document, reason="Invented for the demonstration.")
    await write(session, actor, city, data, since, 1)


async def shown(session: AsyncSession, city: City) -> tuple[PolicyOut, str]:
    """The rules in force, the next ones where they are set, and the ETag that a new version must match."""
    now = await database_now(session)
    rows = await _all(session, city.id)
    versions = _versions(rows, now)
    current = next((one for one in versions if one.in_force), None)
    later = [one for one in versions if one.valid_from > now]
    found = PolicyOut(
        city_id=city.id,
        city_slug=city.slug,
        demo=city.demo,
        current=current,
        next=later[-1] if later else None,
    )
    return found, tag(city, rows[0].version if rows else 0)


async def listing(
    session: AsyncSession, city: City, cursor: str | None, limit: int
) -> tuple[list[PolicyVersion], str | None]:
    """Newest first, each with its difference from the one before."""
    before = None
    if cursor:
        (before,) = paging.decode("policies", cursor, 1)
    rows = await _all(session, city.id)
    every = _versions(rows, await database_now(session))
    left = [one for one in every if before is None or one.version < int(before)]
    shown, more = left[:limit], left[limit:]
    return shown, paging.encode("policies", [shown[-1].version]) if more else None


def _versions(rows: Sequence[CityPolicy], now: datetime) -> list[PolicyVersion]:
    """Rows newest first."""
    found: list[PolicyVersion] = []
    current = next((row.version for row in rows if row.valid_from <= now), None)
    for at, row in enumerate(rows):
        document = PolicyDocument.model_validate(row.document)
        previous = PolicyDocument.model_validate(rows[at + 1].document) if at + 1 < len(rows) else None
        found.append(
            PolicyVersion(
                version=row.version,
                valid_from=row.valid_from,
                valid_until=rows[at - 1].valid_from if at else None,
                in_force=row.version == current,
                document=document,
                reason=row.reason,
                changes=difference(previous, document),
                created_at=row.created_at,
            )
        )
    return found


def difference(before: PolicyDocument | None, after: PolicyDocument) -> list[RuleChange]:
    """Rule by rule, by id: new ones and changed ones in their order, then those that are gone."""
    if before is None:
        return []
    old = {rule.id: rule for rule in before.rules}
    new = {rule.id: rule for rule in after.rules}
    found = [
        RuleChange(id=key, change="changed" if key in old else "added", before=old.get(key), after=rule)
        for key, rule in new.items()
        if old.get(key) != rule
    ]
    gone = [key for key in old if key not in new]
    return found + [RuleChange(id=key, change="removed", before=old[key], after=None) for key in gone]


async def routes_for(session: AsyncSession, city: City, asked: rules.Asked | None) -> RoutesOut:
    """What the rules in force say of an amount."""
    now = await database_now(session)
    found = (await in_force(session, [city.id], now)).get(city.id)
    answers = rules.routes(found.document.rules, asked) if found else []
    return RoutesOut(
        city_slug=city.slug, version=found.version if found else None, routes=routes_out(answers)
    )


def routes_out(answers: Iterable[rules.RouteAnswer]) -> list[RouteOut]:
    return [
        RouteOut(
            route=answer.route,
            allowed=answer.allowed,
            reasons=[
                ReasonOut(rule=reason.rule, allowed=reason.allowed, why=reason.why)
                for reason in answer.reasons
            ],
        )
        for answer in answers
    ]
