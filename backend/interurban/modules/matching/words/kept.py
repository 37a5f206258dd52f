"""Things that are costly to make and may be made again, kept as long as there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """The least recently used go when all together take more than `limit` bytes. Thread-safe."""

    def __init__(self, limit: int) -> None:
        self.nbytes = 0
        self._limit = limit
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, tuple[Thing, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Thing | None:
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, thing: Thing, nbytes: int) -> None:
        """Replaces what was kept under the key."""
        with self._lock:
            before = self._held.pop(key, None)
            self._held[key] = (thing, nbytes)
            self.nbytes += nbytes - (before[1] if before is not None else 0)
            while self.nbytes > self._limit:
                _, (_, freed) = self._held.popitem(last=False)
                self.nbytes -= freed

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self.nbytes = 0
