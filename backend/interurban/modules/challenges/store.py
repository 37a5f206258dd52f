"""Publishing a record's state to the feed and to matching, in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.modules.cities import public as cities
from interurban.modules.feed import public as feed
from interurban.modules.matching import public as matching

from . import projection, repository
from .models import ActApproval, Challenge, ChallengeAct, Participation
from .schemas import LocalTerms
from .types import LIVE, ActKind, Part


async def project(session: AsyncSession, row: Challenge) -> None:
    """Call after every change to a published challenge of ours."""
    texts = await repository.texts(session, row.id)
    parts = await repository.participations(session, row.id)
    facts = await cities.city_facts(session, [part.city_id for part in parts])
    publishers = [
        projection.city_publisher(facts[part.city_id], part.state == Part.lead)
        for part in parts
        if part.state in LIVE
    ]
    lead = next(facts[part.city_id] for part in parts if part.state == Part.lead)
    place = {
        "country": lead.country,
        "label": lead.names.get(lead.original_language, lead.slug),
        "lat": lead.lat,
        "lon": lead.lon,
    }
    await feed.put(session, projection.feed_record(row, texts, publishers, place))
    await matching.put_challenge(
        session, projection.matching_documents(row, texts, row.organisation_id, lead.country)
    )


async def bring_out(session: AsyncSession, row: Challenge, ocid_prefix: str) -> None:
    """Shows what was a draft until now. Its `ocid` is fixed from the first time on, be it as a forecast."""
    row.ocid = row.ocid or f"{ocid_prefix}-{row.id}"
    row.version += 1
    row.updated_at = func.clock_timestamp()
    await session.flush()
    await session.refresh(row)
    await project(session, row)


async def join(session: AsyncSession, challenge_id: UUID, city_id: UUID, local_terms: LocalTerms) -> None:
    """An accepted co-posting city of the demonstration."""
    session.add(
        Participation(
            challenge_id=challenge_id,
            city_id=city_id,
            state=Part.accepted,
            local_terms=local_terms.model_dump(mode="json", exclude_defaults=True),
        )
    )
    await session.flush()


async def own_terms(session: AsyncSession, challenge_id: UUID, city_id: UUID, terms: LocalTerms) -> None:
    """What differs for a city that takes part in a challenge of the demonstration."""
    given = terms.model_dump(mode="json", exclude_defaults=True)
    await session.execute(
        update(Participation)
        .where(Participation.challenge_id == challenge_id, Participation.city_id == city_id)
        .values(local_terms=given)
    )


async def approved(session: AsyncSession, row: Challenge, at: datetime, offices: Mapping[UUID, str]) -> None:
    """Writes down which offices approved a publication of the demonstration, the lead first."""
    act = ChallengeAct(
        challenge_id=row.id,
        kind=ActKind.publish,
        challenge_version=row.version,
        parts={str(city): 1 for city in offices},
        proposed_city=next(iter(offices)),
        proposed_at=at,
        done_at=at,
    )
    session.add(act)
    await session.flush()
    session.add_all(
        ActApproval(act_id=act.id, city_id=city, office=office, approved_at=at)
        for city, office in offices.items()
    )
    await session.flush()


async def demonstration_exists(session: AsyncSession, key: str) -> bool:
    query = select(Challenge.id).where(Challenge.demo, Challenge.extra["demonstration"].astext == key)
    return (await session.execute(query)).first() is not None
