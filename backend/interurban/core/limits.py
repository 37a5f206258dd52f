"""How often one address may ask for what costs work and needs no account: previews of matches, reviews."""

from __future__ import annotations

import math
import time
from collections import OrderedDict

from .errors import TooManyRequests

# Someone who types gets an answer at every pause; a programme that asks for thousands needs an account.
BURST = 30
PER_SECOND = 0.5
_REMEMBERED = 10_000


class Limiter:
    """A bucket an address, in this process: it fills at PER_SECOND up to BURST. Headers say its `name`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str, now: float | None = None) -> dict[str, str]:
        """Headers that tell what is left. Raises TooManyRequests when nothing is."""
        at = time.monotonic() if now is None else now
        left, since = self._buckets.pop(address, (float(BURST), at))
        left = min(BURST, left + (at - since) * PER_SECOND)
        if left < 1:
            self._buckets[address] = (left, at)
            wait = math.ceil((1 - left) / PER_SECOND)
            raise TooManyRequests(
                f"Wait {wait} seconds, then try again.",
                headers={"Retry-After": str(wait), **self._headers(0, wait)},
            )
        self._buckets[address] = (left - 1, at)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return self._headers(int(left - 1), math.ceil((BURST - left + 1) / PER_SECOND))

    def _headers(self, left: int, seconds: int) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"{self._name}";q={BURST};w={math.ceil(BURST / PER_SECOND)}',
            "RateLimit": f'"{self._name}";r={left};t={seconds}',
        }
