"""Arrays that grow by one value at a time, for facts that are compared for all rows at once."""

from __future__ import annotations

from typing import Any

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
