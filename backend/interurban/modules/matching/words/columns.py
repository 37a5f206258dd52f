"""Arrays that grow by one value at a time, for facts that are compared for all rows at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Column:
    """A growing one-dimensional array; `values` is a view that later appends may leave behind."""

    def __init__(self, dtype: DTypeLike) -> None:
        self._room: NDArray[Any] = np.zeros(64, dtype)
        self._length = 0

    def append(self, value: Any) -> None:
        if self._length == self._room.size:
            self._room = np.concatenate((self._room, np.zeros_like(self._room)))
        self._room[self._length] = value
        self._length += 1

    def __setitem__(self, place: int, value: Any) -> None:
        self._room[place] = value

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[Any]:
        return self._room[: self._length]


class Coded:
    """A growing column of values of which few differ: each is decided once for all its rows."""

    def __init__(self) -> None:
        self.numbers = Column(np.int32)
        self.kinds: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def append(self, value: Hashable) -> None:
        number = self._numbers.setdefault(value, len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(value)
        self.numbers.append(number)

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, test: Callable[[Any], bool]) -> NDArray[np.bool_]:
        """The rows whose value passes."""
        passing = np.array([test(kind) for kind in self.kinds], bool)
        # Half the time of an index in brackets.
        return passing.take(self.numbers.values)


class Ids:
    """A growing column of UUIDs, some of them null, that are compared with one."""

    def __init__(self) -> None:
        self._halves = Column(np.uint64), Column(np.uint64)
        self._present = Column(np.bool_)

    def append(self, value: UUID | None) -> None:
        number = 0 if value is None else value.int
        self._halves[0].append(number >> 64)
        self._halves[1].append(number & 0xFFFF_FFFF_FFFF_FFFF)
        self._present.append(value is not None)

    def __len__(self) -> int:
        return len(self._present)

    def equal(self, value: UUID | None) -> NDArray[np.bool_]:
        """Null is the same as nothing."""
        if value is None:
            return np.zeros(len(self), bool)
        high, low = np.uint64(value.int >> 64), np.uint64(value.int & 0xFFFF_FFFF_FFFF_FFFF)
        same: NDArray[np.bool_] = (self._halves[0].values == high) & (self._halves[1].values == low)
        return same & self._present.values
