"""Ten tries in five minutes, per account and per address.

A try is written down before the password is looked at, in a transaction of its own, so that a refused
request, which rolls back, still counts and a hundred at once do not all see room. A success is forgiven.
"""

from __future__ import annotations

import hashlib
import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.database import Database
from interurban.core.errors import TooManyRequests
from interurban.modules.identity import repository
from interurban.modules.identity.types import Tries

TRIES = 10
WINDOW = timedelta(minutes=5)


async def hold(database: Database, purpose: str, *, account: str | None, address: str) -> Tries:
    """Counts one try.

    Raises TooManyRequests, the same for accounts that exist and that do not, when there were too many.
    """
    of_account = f"{purpose}:account:{_digest(account)}" if account else None
    subjects = [f"{purpose}:address:{network(address)}", *([of_account] if of_account else [])]
    async with database.write() as session:
        now, found = await repository.count_tries(session, subjects, WINDOW)
        full = [oldest for count, oldest in found.values() if count >= TRIES]
        if full:
            wait = max(1, math.ceil((max(full) + WINDOW - now).total_seconds()))
            raise TooManyRequests(
                f"Wait {wait} seconds, then try again.",
                headers={"Retry-After": str(wait), **_headers(purpose, 0, wait)},
            )
        ids = await repository.add_tries(session, subjects)
    most = max((count for count, _ in found.values()), default=0)
    return Tries(ids, of_account, _headers(purpose, TRIES - most - 1, int(WINDOW.total_seconds())))


async def forgive(session: AsyncSession, tries: Tries) -> None:
    """After a success: this try, and the account's earlier ones. Those of the address stay."""
    await repository.forgive_tries(session, tries.ids, tries.account)


def network(address: str) -> str:
    """One subscriber: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ip_address(address.split("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))


def _digest(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()


def _headers(purpose: str, left: int, seconds: int) -> dict[str, str]:
    return {
        "RateLimit-Policy": f'"{purpose}";q={TRIES};w={int(WINDOW.total_seconds())}',
        "RateLimit": f'"{purpose}";r={left};t={seconds}',
    }
