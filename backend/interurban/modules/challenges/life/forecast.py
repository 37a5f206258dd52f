"""A forecast: announced before anything is fixed. It is public, and each change of it is seen."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.modules.challenges import repository, service, store
from interurban.modules.challenges.errors import AlreadyPublished, NotPublishable
from interurban.modules.challenges.models import Challenge

from . import amendments, standing


async def require_ready(session: AsyncSession, row: Challenge) -> None:
    if row.is_public:
        raise AlreadyPublished("It is public already.")
    missing = amendments.forecast_findings(await service.as_written(session, row))
    if missing:
        raise NotPublishable("Complete the fields named below; then announce it again.", errors=missing)


async def carry_out(session: AsyncSession, challenge_id: UUID, ocid_prefix: str) -> Challenge:
    """Public from now on with the status `planned`, until it is published with everything fixed."""
    found = await repository.get(session, challenge_id, lock=True)
    assert found is not None  # the caller holds it
    row = found[0]
    await require_ready(session, row)
    row.announced_at = await standing.clock_after(session)
    await store.bring_out(session, row, ocid_prefix)
    return row
