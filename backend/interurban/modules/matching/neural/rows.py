"""Vectors at full precision, in a file without a name: a process never needs all of them at once.

A question reads some dozens. In memory they would be two thirds of all that a mirror takes; in a file the
machine keeps those that are asked for as long as it has room. The truth is in the database: the file goes
with the process.
"""

from __future__ import annotations

import mmap
import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Half = NDArray[np.float16]
Rows = NDArray[np.int64]

BLOCK = 65_536  # rows whose room is made at once
_BYTES = 2


def by_block(rows: Rows) -> Iterator[tuple[int, Rows, Rows]]:
    """(block, places in `rows` of those in it, their numbers inside the block)."""
    blocks = rows // BLOCK
    for block in sorted(set(blocks.tolist())):
        places = np.flatnonzero(blocks == block)
        yield block, places, rows[places] - block * BLOCK


class RowFile:
    """Rows of float16 by number."""

    def __init__(self, dims: int, folder: Path | None = None) -> None:
        """`folder` should be on a disk; the system's folder for temporary files where null."""
        self._dims, self._folder = dims, folder
        self._file = -1  # opened by the first row: most processes keep none
        self._views: list[mmap.mmap] = []

    def grow(self) -> None:
        """Room for one more block. The file stays sparse where nothing is written."""
        if self._file < 0:
            with tempfile.TemporaryFile(dir=self._folder) as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        size = BLOCK * self._dims * _BYTES
        begin = len(self._views) * size
        os.ftruncate(self._file, begin + size)
        view = mmap.mmap(self._file, size, mmap.MAP_SHARED, mmap.PROT_READ, offset=begin)
        # Rows are read one here and one there: what stands beside them is not wanted.
        view.madvise(mmap.MADV_RANDOM)
        self._views.append(view)

    def write(self, first: int, rows: Half) -> None:
        """Consecutive rows. A full disk is an OSError here; through the view it would be a signal."""
        left, offset = memoryview(rows.tobytes()), first * self._dims * _BYTES
        while left:
            written = os.pwrite(self._file, left, offset)
            left, offset = left[written:], offset + written

    def read(self, rows: Rows) -> Half:
        found = np.empty((rows.size, self._dims), np.float16)
        for block, places, inside in by_block(rows):
            view = self._views[block]
            found[places] = np.frombuffer(view, np.float16).reshape(BLOCK, self._dims).take(inside, axis=0)
            # The pages stay with the machine, which may need their room; they are not this process's.
            view.madvise(mmap.MADV_DONTNEED)
        return found

    @property
    def nbytes(self) -> int:
        """What the file takes on the disk."""
        return os.fstat(self._file).st_blocks * 512 if self._file >= 0 else 0
