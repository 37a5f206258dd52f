"""Puts the invented cities, firms and challenges into the database, through the services that people use.

Can be interrupted and run again: what is there is left alone, and dates keep counting from the first start.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor, Membership, Role
from interurban.core.database import Database, database_now
from interurban.modules.challenges import public as challenges
from interurban.modules.cities import public as cities
from interurban.modules.identity import public as identity
from interurban.modules.suppliers import public as suppliers

from .files import (
    DemonstrationChallenge,
    DemonstrationCity,
    DemonstrationSupplier,
    Invited,
    Resolved,
    load_cities,
    load_policies,
    load_suppliers,
    resolve,
)

log = logging.getLogger(__name__)

# Who the audit says did it; no account has this id.
SEED = UUID("00000000-0000-7000-8000-0000000000de")
READY_SUPPLIER = "delta-hydrologics"
# Rules of a city are older than its oldest challenge.
RULES_SINCE = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Seeded:
    """Ids by slug or key."""

    cities: dict[str, UUID]
    suppliers: dict[str, UUID]


async def seed(database: Database, *, ocid_prefix: str, ready_accounts: bool) -> Seeded:
    """All of it: one transaction for cities and firms, then one for each city's challenges."""
    files = load_cities()
    async with database.write() as session:
        # Two processes may start at once; the second finds everything done.
        await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('demonstration'))"))
        start = await first_start(session)
        found = Seeded(
            cities={item.city.slug: await _city(session, item) for item in files},
            suppliers={item.key: await _supplier(session, item) for item in load_suppliers()},
        )
        for slug, document in load_policies().items():
            admin = acting_for(found.cities[slug], Role.city_admin)
            await cities.demonstrate(session, admin, found.cities[slug], document, start - RULES_SINCE)
        if ready_accounts:
            delta = found.suppliers[READY_SUPPLIER]
            await identity.ensure_ready_accounts(session, {**found.cities, "delta": delta})
    for item in files:
        async with database.write() as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('demonstration'))"))
            for challenge in item.challenges:
                await _challenge(session, found, item, challenge, start, ocid_prefix)
    return found


async def first_start(session: AsyncSession) -> datetime:
    """When the demonstration first began here; now, if this is the moment."""
    found: datetime | None = (
        await session.execute(text("SELECT min(created_at) FROM organisations WHERE demo"))
    ).scalar()
    return found or await database_now(session)


def acting_for(organisation: UUID, role: Role) -> Actor:
    return Actor(client_id=SEED, memberships=(Membership(organisation, role),))


async def _city(session: AsyncSession, item: DemonstrationCity) -> UUID:
    known = await cities.id_of(session, item.city.slug)
    if known is not None:
        return known
    facts = item.city
    data = cities.CityInput(
        slug=facts.slug,
        name=facts.name,
        original_language=facts.languages[0],
        languages=facts.languages,
        country=facts.country,
        region=facts.region,
        timezone=facts.timezone,
        lat=facts.lat,
        lon=facts.lon,
        population=facts.population,
        website=facts.website,
        line=facts.line,
        about=facts.about,
        verification="Invented for the demonstration.",
    )
    platform = acting_for(UUID(int=0), Role.platform_admin)
    return (await cities.create(session, platform, data, demo=True)).id


async def _supplier(session: AsyncSession, item: DemonstrationSupplier) -> UUID:
    known = await suppliers.demonstration_id(session, item.name)
    if known is not None:
        return known
    organisation = await identity.create_organisation(session, "supplier", item.name, demo=True)
    row = await suppliers.create(
        session, organisation, item.name, item.country, item.original_language, demo=True
    )
    profile = suppliers.ProfileInput(**item.model_dump(exclude={"key"}))
    await suppliers.write(session, row, profile)
    return organisation


async def _challenge(
    session: AsyncSession,
    seeded: Seeded,
    item: DemonstrationCity,
    challenge: DemonstrationChallenge,
    start: datetime,
    ocid_prefix: str,
) -> None:
    if await challenges.demonstration_exists(session, challenge.key):
        return
    real: Resolved = resolve(challenge, start, ZoneInfo(item.city.timezone))
    lead = seeded.cities[item.city.slug]
    officer = acting_for(lead, Role.city_officer)
    row = await challenges.create(session, officer, lead, real.challenge, demo=True)
    row.extra = {"demonstration": challenge.key}
    row.opens_at = real.opens_at
    today = start.astimezone(ZoneInfo(item.city.timezone)).date()
    await challenges.own_terms(session, row.id, lead, challenge.lead_terms.resolved(today))
    for joined in challenge.co_posting:
        await challenges.join(
            session, row.id, seeded.cities[joined.city], joined.local_terms(challenge.terms, today)
        )
    missing = await challenges.findings(session, row, real.published_at)
    if missing:
        raise RuntimeError(
            f"demonstration challenge {challenge.key}: {missing[0].pointer} {missing[0].detail}"
        )
    await challenges.make_public(session, row, published_at=real.published_at, ocid_prefix=ocid_prefix)
    if challenge.co_posting:
        offices = {lead: challenge.office, **{seeded.cities[j.city]: j.office for j in challenge.co_posting}}
        await challenges.approved(session, row, real.published_at, offices)
    for guest in challenge.invited:
        await _invite(session, seeded, row.id, lead, guest, list(offices))


async def _invite(
    session: AsyncSession, seeded: Seeded, challenge_id: UUID, lead: UUID, guest: Invited, cities: list[UUID]
) -> None:
    """As people do it once a challenge is public: the lead proposes, and the others approve."""
    answer_by = await database_now(session) + timedelta(days=guest.days)
    data = challenges.InviteInput(
        city_id=seeded.cities[guest.city], answer_by=answer_by, message=guest.message
    )
    await challenges.invite(session, acting_for(lead, Role.city_officer), challenge_id, data)
    for city in cities:
        if city != lead:
            await challenges.approve_pending(session, acting_for(city, Role.city_officer), challenge_id)
