"""An inverted index in memory, three bytes an entry, that takes new rows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .analysis import Counts, Keys

Rows = NDArray[np.intp]
Values = NDArray[np.uint8]
Scores = NDArray[np.float32]
# From stored values and the rows they belong to, the weight each entry has in a score.
Weigh = Callable[[Values, Rows], Scores]

BLOCK = 2_048  # rows in a full block; row numbers inside a block fit 16 bits


@dataclass(frozen=True, slots=True)
class Block:
    """Entries of consecutive rows, sorted by key: `rows[starts[i]:starts[i+1]]` have `keys[i]`."""

    first: int
    count: int
    keys: Keys
    starts: NDArray[np.int32]
    rows: NDArray[np.uint16]
    values: Values

    @property
    def lengths(self) -> NDArray[np.int32]:
        return np.diff(self.starts)

    def find(self, keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where each of `keys` stands in this block, and whether it is there at all."""
        places = np.searchsorted(self.keys, keys)
        places[places == self.keys.size] = 0
        return places, self.keys[places] == keys if self.keys.size else np.zeros(keys.size, bool)

    def lengths_at(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Of some keys; `lengths` counts those of all."""
        found: NDArray[np.intp] = self.starts[places + 1].astype(np.intp) - self.starts[places]
        return found

    def pick(self, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Indices of all entries of the keys at `places`, and how many each key has."""
        lengths = self.lengths_at(places)
        return runs(self.starts[places], lengths), lengths


def runs(begins: NDArray[np.integer], lengths: NDArray[np.integer]) -> NDArray[np.intp]:
    """Each begin and as many numbers after it as its length says."""
    ends = np.cumsum(lengths)
    found: NDArray[np.intp] = np.repeat(begins - ends + lengths, lengths) + np.arange(
        ends[-1] if ends.size else 0
    )
    return found


class Postings:
    """Rows are numbered from 0 as they are added; removing one is its owner's business."""

    def __init__(self) -> None:
        self.rows = 0
        self.blocks: list[Block] = []
        self._waiting: list[tuple[Keys, Values]] = []

    def add(self, keys: Keys, counts: Counts) -> int:
        """Appends a row with sorted unique keys. Counts above 255 are kept as 255."""
        self._waiting.append((keys, np.minimum(counts, 255).astype(np.uint8)))
        self.rows += 1
        if len(self._waiting) >= BLOCK:
            self.settle()
        return self.rows - 1

    def settle(self) -> None:
        """Makes waiting rows searchable; keeps blocks few by merging small neighbours."""
        if not self._waiting:
            return
        first = self.rows - len(self._waiting)
        rows = np.repeat(
            np.arange(len(self._waiting), dtype=np.uint16), [keys.size for keys, _ in self._waiting]
        )
        keys = np.concatenate([keys for keys, _ in self._waiting])
        values = np.concatenate([values for _, values in self._waiting])
        self.blocks.append(_block(first, len(self._waiting), keys, rows, values))
        self._waiting = []
        while len(self.blocks) > 1 and _mergeable(*self.blocks[-2:]):
            last, before = self.blocks.pop(), self.blocks.pop()
            self.blocks.append(_merge(before, last))

    def frequencies(self, keys: Keys) -> NDArray[np.float32]:
        """In how many rows each key stands."""
        found = np.zeros(keys.size, np.float32)
        for block in self.blocks:
            places, there = block.find(keys)
            found[there] += block.lengths_at(places[there])
        return found

    def dot(self, keys: Keys, weights: Scores, weigh: Weigh) -> Scores:
        """For each row the sum over shared keys of `weights` times the entry's own weight."""
        self.settle()
        scores = np.zeros(self.rows, np.float32)
        for block in self.blocks:
            places, there = block.find(keys)
            if not there.any():
                continue
            entries, lengths = block.pick(places[there])
            rows = block.rows[entries]
            own = weigh(block.values[entries], rows + np.intp(block.first))
            sums = np.bincount(rows, np.repeat(weights[there], lengths) * own, minlength=block.count)
            scores[block.first : block.first + block.count] = sums
        return scores

    @property
    def nbytes(self) -> int:
        return sum(b.keys.nbytes + b.starts.nbytes + b.rows.nbytes + b.values.nbytes for b in self.blocks)


def _block(first: int, count: int, keys: Keys, rows: NDArray[np.uint16], values: Values) -> Block:
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    begins = (
        np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if keys.size else np.zeros(0, int)
    )
    starts = np.append(begins, keys.size).astype(np.int32)
    return Block(first, count, keys[begins], starts, rows[order], values[order])


def _mergeable(before: Block, last: Block) -> bool:
    # Only neighbours of like size: each row is then merged a few times, whatever the rate it comes in.
    return before.count + last.count <= BLOCK and last.count * 2 >= before.count


def _merge(before: Block, last: Block) -> Block:
    keys = np.concatenate((np.repeat(before.keys, before.lengths), np.repeat(last.keys, last.lengths)))
    rows = np.concatenate((before.rows, last.rows + np.uint16(before.count)))
    return _block(
        before.first, before.count + last.count, keys, rows, np.concatenate((before.values, last.values))
    )
