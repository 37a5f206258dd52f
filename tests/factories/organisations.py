"""Cities, suppliers and the platform itself."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.modules.cities import public as cities
from interurban.modules.identity import public as identity
from interurban.modules.identity.service.organisations import platform as platform_of
from interurban.modules.suppliers import public as suppliers

from .people import PROGRAM, acting

_numbers = count(1)

CITY: dict[str, Any] = {
    "original_language": "en",
    "languages": ["en", "fr"],
    "country": "CA",
    "timezone": "America/Toronto",
    "lat": 43.5,
    "lon": -80.2,
    "verification": "Made for a test; nobody was asked.",
}

PROFILE: dict[str, Any] = {
    "country": "CA",
    "original_language": "en",
    "texts": {
        "en": {
            "summary": "Sensors that find leaks in water mains.",
            "capabilities": "Acoustic loggers, hydraulic models and dashboards for water utilities.",
            "keywords": ["water", "leakage", "sensors"],
        }
    },
    "categories": ["38420000"],
    "visibility": "public",
}


async def platform(database: Database) -> UUID:
    async with database.write() as session:
        return await platform_of(session)


async def city(database: Database, **changes: Any) -> UUID:
    """A verified city; `changes` are fields of CityInput. Its slug is `city-<number>` unless given."""
    number = next(_numbers)
    given = {"slug": f"city-{number}", "name": {"en": f"City {number}"}, **CITY, **changes}
    admin = acting(PROGRAM, Role.platform_admin)
    async with database.write() as session:
        return (await cities.create(session, admin, cities.CityInput(**given))).id


async def supplier(database: Database, **changes: Any) -> UUID:
    """A claimed supplier with a public profile; `changes` are fields of ProfileInput."""
    given = suppliers.ProfileInput(**{"name": f"Supplier {next(_numbers)}", **PROFILE, **changes})
    async with database.write() as session:
        key = await identity.create_organisation(session, "supplier", given.name)
        row = await suppliers.create(session, key, given.name, given.country, given.original_language)
        await suppliers.write(session, row, given)
    return key
