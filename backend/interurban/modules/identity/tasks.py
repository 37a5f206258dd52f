"""What identity does after the answer has left: the rest of sign-ups and resets, and forgetting."""

from __future__ import annotations

import time
from typing import Any

from interurban.core.database import Database
from interurban.core.outbox import handles

from . import repository
from .service import accounts, limits

_FORGET_SECONDS = 600.0
_last_forgot = 0.0


@handles(accounts.SIGN_UP_TOPIC)
async def finish_sign_up(database: Database, payload: dict[str, Any]) -> None:
    async with database.write() as session:
        await accounts.register(session, payload, verify=True)


@handles(accounts.RESET_TOPIC)
async def send_reset(database: Database, payload: dict[str, Any]) -> None:
    async with database.write() as session:
        await accounts.send_reset(session, payload["email"], payload["origin"])


async def forget_expired(database: Database) -> None:
    """A tick: every ten minutes, deletes sessions, links and tries that count no more."""
    global _last_forgot
    if _last_forgot and time.monotonic() - _last_forgot < _FORGET_SECONDS:
        return
    _last_forgot = time.monotonic()
    async with database.write() as session:
        await repository.forget_expired(session, limits.WINDOW)
