"""One-click accounts for a developer's machine; settings refuse to start with them anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.database import database_now
from interurban.modules.identity import repository
from interurban.modules.identity.types import READY_ACCOUNTS

from .organisations import add_membership, platform


async def ensure_ready_accounts(session: AsyncSession, organisations: Mapping[str, UUID]) -> None:
    """Makes those whose organisation is given, under READY_ACCOUNTS' keys; the platform's own always.

    Can be repeated. They have no password, and no session of theirs counts where they are not allowed.
    """
    known = {**organisations, "platform": await platform(session)}
    for account in READY_ACCOUNTS:
        home = known.get(account.organisation)
        if home is None:
            continue
        user = await repository.add_user(session, email=account.email, display_name=account.title, demo=True)
        user.verified_at = user.verified_at or await database_now(session)
        if await repository.member(session, home, user.id) is None:
            await add_membership(session, user.id, home, account.role)
