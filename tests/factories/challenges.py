"""Challenges: a draft that lacks nothing, and the same one published."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from interurban.core.actor import Role
from interurban.core.database import Database, database_now
from interurban.modules.challenges import public as challenges

from .people import acting

OCID_PREFIX = "ocds-test00"

CHALLENGE: dict[str, Any] = {
    "original_language": "en",
    "texts": {
        "en": {
            "title": "Find the leaks under the old town",
            "summary": "A fifth of the drinking water never arrives. We want to know where it goes.",
            "problem": "The mains are a hundred years old, and the streets above them cannot be dug up.",
            "outcomes": "- Leaks found within a week\n- Half as much water lost in two years",
            "context": "Forty kilometres of cast iron under cobbles.",
            "offers": "Access to 120 hydrants, and a crew that digs where you point.",
            "innovation": "Nobody has yet done this under cobbles without digging.",
            "rights": "You keep what you bring.",
            "off_ramp": "If nothing is found in three months, we stop, and everybody gets what we learned.",
        }
    },
    "terms": {
        "approach": "challenge_based",
        "innovation": {"kinds": ["new_to_market"]},
        "funding": {
            "budget": {"min_minor": 2_000_000, "max_minor": 6_000_000, "currency": "CAD"},
            "pilot_paid": True,
        },
        "ip": {
            "background": "supplier",
            "foreground": "supplier",
            "licence_to_city": "use",
            "reuse_by_other_cities": "yes",
        },
        "data": {
            "input_owner": "city",
            "output_owner": "city",
            "metadata_owner": "city",
            "training_use": "deidentified_only",
        },
        "gates": [{"id": "years", "kind": "years", "value": 2, "label": {"en": "Two years in business"}}],
        "categories": ["38420000"],
    },
}


def input_of(*, closes_in: timedelta = timedelta(days=30), **changes: Any) -> challenges.ChallengeInput:
    """Everything that publication asks for; `changes` replace whole parts of ChallengeInput."""
    closes_at = (datetime.now(UTC) + closes_in).strftime("%Y-%m-%dT%H:%M:%SZ")
    given = {**copy.deepcopy(CHALLENGE), "dates": {"closes_at": closes_at}, **changes}
    return challenges.ChallengeInput(**given)


async def draft(
    database: Database, organisation: UUID, data: challenges.ChallengeInput | None = None
) -> UUID:
    officer = acting(organisation, Role.city_officer)
    async with database.write() as session:
        return (await challenges.create(session, officer, organisation, data or input_of())).id


async def published(
    database: Database, organisation: UUID, data: challenges.ChallengeInput | None = None
) -> UUID:
    """Public since now. It skips the checks of publication, so that a deadline may be in the past."""
    officer = acting(organisation, Role.city_officer)
    async with database.write() as session:
        row = await challenges.create(session, officer, organisation, data or input_of())
        now = await database_now(session)
        await challenges.make_public(session, row, published_at=now, ocid_prefix=OCID_PREFIX)
        return row.id


async def announced(
    database: Database, organisation: UUID, data: challenges.ChallengeInput | None = None
) -> UUID:
    """A forecast: public, and nothing is fixed yet."""
    officer = acting(organisation, Role.city_officer)
    async with database.write() as session:
        row = await challenges.create(session, officer, organisation, data or input_of())
        await challenges.announce(session, row.id, OCID_PREFIX)
        return row.id
