"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import text

from .errors import Unavailable, problems
from .http import Read, allow, make_router
from .policy import Permission
from .schemas import Output

PUBLIC = Permission("health.read", audience="anyone")
router = make_router("health")


class Health(Output):
    status: Literal["ok"]


@router.get(
    "/health",
    operation_id="getHealth",
    dependencies=[allow(PUBLIC)],
    responses=problems(),
    summary="The process answers",
)
async def get_health() -> Health:
    return Health(status="ok")


@router.get(
    "/ready",
    operation_id="getReady",
    dependencies=[allow(PUBLIC)],
    responses=problems(Unavailable),
    summary="The database answers and is migrated",
)
async def get_ready(read: Read) -> Health:
    try:
        await read.execute(text("SELECT version_num FROM alembic_version"))
    except Exception as error:
        raise Unavailable("The database does not answer yet.") from error
    return Health(status="ok")
