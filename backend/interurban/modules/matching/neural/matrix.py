"""Vectors of many documents in memory, a byte a number, and the exact best of them for a question.

All rows are scanned as whole numbers. What rounding lost is known for each row, so each product comes with
bounds, and only rows that these leave in doubt are compared at full precision (float16, as the database keeps
them): the answer is the one that comparing all rows at full precision gives, whatever the vectors are.

Measured for 65,536 rows of 480 numbers, processor time of one core: int8 by simsimd 1.2 ms, float16 by
simsimd 4.3, float32 by BLAS 6.2. A question for the best 20 leaves some dozens of rows in doubt, one for the
best 1,000 about two thousand.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial, reduce
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .rounding import Floats, Question, rounded
from .rows import BLOCK, Half, RowFile, Rows, by_block

Slots = NDArray[np.int64]
Mask = NDArray[np.bool_]

DIMS = 480
# Where fewer than one row in so many is allowed, those are copied out and scanned alone.
_SPARSE = 12
# Blocks are shared among so many threads: the library lets go of the interpreter while it multiplies.
_HANDS = min(4, len(os.sched_getaffinity(0)))
_helpers = ThreadPoolExecutor(max(_HANDS - 1, 1), thread_name_prefix="matching")
_FEW = 128  # rows that are sooner done with than sorted out
_GROUPED = 16
_ALL = np.arange(BLOCK)
_BESIDES = 12  # bytes of a row besides its codes
_NOBODY = 0  # the slot of rows that are free


class _Block:
    """Memory for it is asked for at once, and taken by the machine as rows are filled."""

    def __init__(self, dims: int) -> None:
        self.codes = np.empty((BLOCK, dims), np.int8)
        self.scales = np.zeros(BLOCK, np.float32)
        self.lost = np.zeros(BLOCK, np.float32)
        self.owners = np.zeros(BLOCK, np.int32)
        self.most_lost = np.float32(0)


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows that may be among the best: their products lie between `least` and `most`."""

    rows: Rows
    owners: NDArray[np.int32]
    least: Floats
    most: Floats

    def only(self, keep: NDArray[np.bool_] | NDArray[np.intp] | slice) -> _Found:
        return _Found(self.rows[keep], self.owners[keep], self.least[keep], self.most[keep])

    def and_(self, other: _Found) -> _Found:
        return _Found(
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.owners, other.owners)),
            np.concatenate((self.least, other.least)),
            np.concatenate((self.most, other.most)),
        )


class Matrix:
    """Rows are owned by slots, numbers above 0; of a slot with several rows the best counts. Thread-safe.

    A scan holds the lock to begin and to end only: others scan and write meanwhile. Rows that it may be
    reading are not written again before it is done.
    """

    def __init__(self, dims: int = DIMS, folder: Path | None = None) -> None:
        """`folder` is where rows at full precision go, see RowFile."""
        self.dims = dims
        self._lock = threading.RLock()
        self._blocks: list[_Block] = []
        self._exact = RowFile(dims, folder)
        self._used = 0  # rows below this have been written once
        self._free: list[int] = []
        self._scanning = 0
        self._reach = 0.0
        # A slot's rows are a chain with -1 at its end: a list a slot would take more than the rows' numbers.
        self._heads = np.full(64, -1, np.int32)
        self._nexts = np.full(64, -1, np.int32)

    def __len__(self) -> int:
        """Rows that belong to a slot."""
        return self._used - len(self._free)

    def __contains__(self, slot: int) -> bool:
        return 0 < slot < self._heads.size and bool(self._heads[slot] >= 0)

    @property
    def nbytes(self) -> int:
        """Memory of the rows that were ever written: of a block that is not full, so much is taken."""
        return self._heads.nbytes + self._nexts.nbytes + self._used * (self.dims + _BESIDES)

    @property
    def disk_bytes(self) -> int:
        return self._exact.nbytes

    def put(self, slot: int, vectors: NDArray[np.floating]) -> None:
        """The slot's vectors from now on: (dims,) or (rows, dims)."""
        rows = np.atleast_2d(vectors)
        self.extend([slot] * len(rows), rows)

    def extend(self, slots: Slots | Sequence[int], vectors: NDArray[np.floating]) -> None:
        """Of many slots at once, `vectors[i]` being one of `slots[i]`; what these had is replaced."""
        owners = np.asarray(slots, np.int64)
        with np.errstate(over="ignore"):
            exact = vectors.astype(np.float16)
        _check(exact, self.dims)
        if len(exact) != owners.size or (owners <= _NOBODY).any():
            raise ValueError("as many vectors as slots, and slots above 0")
        with self._lock:
            for slot in set(owners.tolist()):
                self.remove(slot)
            for first in range(0, owners.size, BLOCK):
                self._write(owners[first : first + BLOCK], exact[first : first + BLOCK])

    def remove(self, slot: int) -> bool:
        with self._lock:
            rows = self._rows_of(slot)
            for row in rows:
                self._blocks[row // BLOCK].owners[row % BLOCK] = _NOBODY
            if rows:
                self._heads[slot] = -1
                self._free += rows
            return bool(rows)

    def scan(self, query: NDArray[np.floating], allowed: Mask | None, limit: int) -> tuple[Slots, Floats]:
        """The `limit` best slots and their products with the query, best first, ties by slot.

        `query` is (dims,), or (n, dims) for the best of several; `allowed` is over slots, and those beyond
        it are not allowed; null allows all.
        """
        vectors = np.atleast_2d(query).astype(np.float32)
        _check(vectors, self.dims)
        if limit < 1:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        with self._lock:
            self._scanning += 1
            blocks, used, reach, slots = tuple(self._blocks), self._used, self._reach, self._heads.size
        try:
            mask = np.zeros(slots, bool)
            given = mask if allowed is None else allowed[:slots]
            mask[: given.size] = True if allowed is None else given
            mask[_NOBODY] = False
            sizes = [min(used - first, BLOCK) for first in range(0, used, BLOCK)]
            numbered = list(zip(range(len(blocks)), blocks, sizes, strict=True))
            shares = [numbered[first::_HANDS] for first in range(min(_HANDS, len(blocks)))]
            look = partial(_in_doubt, vectors, reach, mask=mask, limit=limit)
            others = [_helpers.submit(look, share) for share in shares[1:]]
            found = [look(shares[0] if shares else []), *(other.result() for other in others)]
            return self._best(Question(vectors), reduce(_Found.and_, found), limit)
        finally:
            with self._lock:
                self._scanning -= 1

    def products(self, query: NDArray[np.floating], slots: Slots | Sequence[int]) -> Floats:
        """What a scan would say of each of these slots; minus infinity for one without a row."""
        vectors = np.atleast_2d(query).astype(np.float32)
        _check(vectors, self.dims)
        wanted = np.asarray(slots, np.int64)
        scores = np.full(wanted.size, -np.inf, np.float32)
        with self._lock:
            pairs = [(n, row) for n, slot in enumerate(wanted.tolist()) for row in self._rows_of(slot)]
            if pairs:
                places, rows = np.array(pairs, np.int64).T
                np.maximum.at(scores, places, Question(vectors).products(self._exact.read(rows)))
        return scores

    def _best(self, question: Question, found: _Found, limit: int) -> tuple[Slots, Floats]:
        """Compares those that look best; then, knowing how good they are, whoever may be among them yet."""
        if found.rows.size > max(2 * limit, _FEW):
            found = found.only(np.argsort(-found.most, kind="stable"))
            first, rest = found.only(slice(2 * limit)), found.only(slice(2 * limit, None))
            first = self._compared(question, first)
            edge = _edge(first.owners, first.least, limit)
            found = first.and_(self._compared(question, rest.only(rest.most >= edge)))
        else:
            found = self._compared(question, found)
        found = found.only(np.lexsort((found.owners, -found.least)))
        # The first of a slot's rows is its best.
        kept = _firsts(found.owners)[:limit]
        return found.owners[kept].astype(np.int64), found.least[kept]

    def _compared(self, question: Question, found: _Found) -> _Found:
        """With true products in the bounds' place, and without rows that were let go meanwhile."""
        scores = question.products(self._exact.read(found.rows))
        owners = np.zeros(found.rows.size, np.int32)
        for block, places, inside in by_block(found.rows):
            owners[places] = self._blocks[block].owners[inside]
        return _Found(found.rows, found.owners, scores, scores).only(owners == found.owners)

    def _rows_of(self, slot: int) -> list[int]:
        rows = []
        row = int(self._heads[slot]) if slot in self else -1
        while row >= 0:
            rows.append(row)
            row = int(self._nexts[row])
        return rows

    def _write(self, owners: Slots, exact: Half) -> None:
        rows = self._room(owners.size)
        try:
            for piece in np.split(np.arange(rows.size), np.flatnonzero(np.diff(rows) != 1) + 1):
                self._exact.write(int(rows[piece[0]]), exact[piece])
        except OSError:
            self._free += rows.tolist()
            raise
        codes, scales, lost = rounded(exact)
        for number, places, inside in by_block(rows):
            block = self._blocks[number]
            block.codes[inside], block.scales[inside] = codes[places], scales[places]
            block.lost[inside] = lost[places]
            block.most_lost = max(block.most_lost, lost[places].max())
            block.owners[inside] = owners[places]
        self._reach = max(self._reach, float(np.linalg.norm(exact.astype(np.float32), axis=1).max()))
        self._heads = _longer(self._heads, int(owners.max()) + 1)
        self._nexts = _longer(self._nexts, self._used)
        for slot, row in zip(owners.tolist(), rows.tolist(), strict=True):
            self._nexts[row], self._heads[slot] = self._heads[slot], row

    def _room(self, count: int) -> Rows:
        """Numbers of rows to write: let go ones first, unless somebody may be reading them."""
        again: list[int] = []
        if not self._scanning:
            again = sorted(self._free[-count:])
            del self._free[-count:]
        first, self._used = self._used, self._used + count - len(again)
        while len(self._blocks) * BLOCK < self._used:
            self._exact.grow()
            self._blocks.append(_Block(self.dims))
        return np.concatenate((np.array(again, np.int64), np.arange(first, self._used)))


def _in_doubt(
    vectors: Floats, reach: float, blocks: Sequence[tuple[int, _Block, int]], *, mask: Mask, limit: int
) -> _Found:
    """All rows of allowed slots that may be among the best, by their bounds.

    `blocks`: each with its number and how many of its rows are used.
    """
    question = Question(vectors, reach)
    none = np.zeros(0, np.float32)
    found = _Found(np.zeros(0, np.int64), np.zeros(0, np.int32), none, none)
    edge, unsorted = np.float32(-np.inf), 0
    few = np.count_nonzero(mask) * _SPARSE < mask.size
    for number, block, size in blocks:
        rows = np.flatnonzero(mask.take(block.owners[:size])) if few else _ALL[:size]
        if few:
            near = question.near(block.codes.take(rows, axis=0), block.scales.take(rows))
        else:
            near = question.near(block.codes[:size], block.scales[:size])
        at_most = np.float32(question.doubt(block.most_lost))
        if np.isneginf(edge):
            owners = block.owners.take(rows)
            near[~mask.take(owners)] = -np.inf
            edge = _edge(owners, near, limit) - at_most
        keep = np.flatnonzero(near >= edge - at_most)
        if keep.size:
            rows, near = rows[keep], near[keep]
            owners, doubt = block.owners.take(rows), question.doubt(block.lost.take(rows))
            here = _Found(rows + number * BLOCK, owners, near - doubt, near + doubt)
            found, unsorted = found.and_(here.only(mask.take(owners))), unsorted + keep.size
        if unsorted > limit:
            edge, unsorted = max(edge, _edge(found.owners, found.least, limit)), 0
            found = found.only(found.most >= edge)
    return found.only(found.most >= max(edge, _edge(found.owners, found.least, limit)))


def _edge(owners: NDArray[np.int32], least: Floats, limit: int) -> np.float32:
    """What the last of the best slots has at least; minus infinity for fewer slots than are asked for."""
    size = least.size
    # A slot with many rows may have many of the best: then more are looked at.
    for wide in (limit, 8 * limit, size):
        if limit <= wide <= size:
            top = _best_rows(least, wide)
            top = top[np.argsort(-least.take(top), kind="stable")]
            firsts = _firsts(owners.take(top))
            if firsts.size >= limit:
                return np.float32(least[top[firsts[limit - 1]]])
    return np.float32(-np.inf)


def _best_rows(values: Floats, count: int) -> NDArray[np.intp]:
    """Places of the best `count`, and of some others that come near."""
    width = values.size // _GROUPED
    if width < 2 * count:
        return np.argpartition(values, values.size - count)[values.size - count :]
    # The best of a column is at most the best of all: so many columns have so many rows above this.
    best = values[: width * _GROUPED].reshape(_GROUPED, width).max(axis=0)
    return np.flatnonzero(values >= np.partition(best, width - count)[width - count])


def _firsts(owners: NDArray[np.int32]) -> NDArray[np.intp]:
    """Where each owner stands for the first time."""
    if owners.size > _FEW:
        return np.sort(np.unique(owners, return_index=True)[1])
    places: dict[int, int] = {}
    for place, owner in enumerate(owners.tolist()):
        places.setdefault(owner, place)
    return np.fromiter(places.values(), np.intp, len(places))


def _check(vectors: NDArray[np.floating], dims: int) -> None:
    if vectors.ndim != 2 or vectors.shape[1] != dims:
        raise ValueError(f"vectors of {dims} numbers are wanted, not {vectors.shape}")
    if not np.isfinite(vectors).all():
        raise ValueError("a vector with a number that is not finite")


def _longer(values: NDArray[np.int32], size: int) -> NDArray[np.int32]:
    if size <= values.size:
        return values
    return np.concatenate((values, np.full(max(size, values.size * 5 // 4) - values.size, -1, np.int32)))
