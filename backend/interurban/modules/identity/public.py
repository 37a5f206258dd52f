"""What other modules may use of identity: who is asking."""

from __future__ import annotations

from fastapi import Request

from interurban.core.actor import ANYONE, Actor
from interurban.core.database import Database


async def authenticate(request: Request, database: Database) -> Actor:
    """The actor behind a request."""
    return ANYONE
