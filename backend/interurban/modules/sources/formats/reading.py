"""Opening what people hand in: files, folders, archives, compressed or not, within stated limits.

Nothing is unpacked to disk. Every limit is on what comes out, never on what a header promises.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from interurban.modules.sources.errors import InputTooLarge, ItemTooLarge, UnreadableInput

MIB = 1024 * 1024
MAX_TOTAL_BYTES = 8 * 1024 * MIB  # one input, after decompression
MAX_MEMBERS = 1_000_000
MAX_DEPTH = 3  # a .gz in a .tar in a .zip
# Decompressed to compressed size; notices reach 25, a bomb a thousand. Small inputs are let off.
MAX_RATIO = 250
RATIO_FREE_BYTES = 8 * MIB
MAX_ITEM_BYTES = 16 * MIB  # one XML document, one JSON value
_PACKED = (".gz", ".tgz", ".xz", ".txz", ".zip", ".tar")
_DAMAGED = (EOFError, OSError, lzma.LZMAError, zlib.error, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an input: its name for messages, and its bytes, to be read once and in order."""

    name: str
    stream: io.BufferedReader

    def read(self) -> bytes:
        """The whole file; ItemTooLarge above MAX_ITEM_BYTES."""
        data = self.stream.read(MAX_ITEM_BYTES + 1)
        if len(data) > MAX_ITEM_BYTES:
            raise ItemTooLarge(f"{self.name} is larger than {MAX_ITEM_BYTES // MIB} MiB.")
        return data


def members(path: Path, suffixes: tuple[str, ...] = ()) -> Iterator[Member]:
    """The files of an input in a fixed order. In folders and archives only names with these suffixes."""
    budget = _Budget()
    if path.is_dir():
        for file in sorted(entry for entry in path.rglob("*") if entry.is_file()):
            name = file.relative_to(path).as_posix()
            if _wanted(name, suffixes):
                with file.open("rb", buffering=0) as raw:
                    yield from _open(name, _buffered(raw, budget), budget, suffixes, MAX_DEPTH)
    elif path.is_file():
        with path.open("rb", buffering=0) as raw:
            yield from _open(path.name, _buffered(raw, budget), budget, suffixes, MAX_DEPTH)
    else:
        raise UnreadableInput(f"There is no file or folder at {path}.")


class _Budget:
    """What an input may still cost, shared by its members."""

    def __init__(self) -> None:
        self.bytes_left = MAX_TOTAL_BYTES
        self.members_left = MAX_MEMBERS

    def take_member(self) -> None:
        self.members_left -= 1
        if self.members_left < 0:
            raise InputTooLarge(f"The input holds more than {MAX_MEMBERS:,} files. Import it in parts.")


class _Capped(io.RawIOBase):
    """A stream that ends in InputTooLarge at the input's or the ratio's limit, and names damage as such."""

    def __init__(self, inner: IO[bytes], budget: _Budget, packed: Callable[[], int] | None) -> None:
        self._inner, self._budget, self._packed = inner, budget, packed
        self._count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGED as error:
            raise UnreadableInput(f"The file is damaged or cut short: {error}") from error
        self._count += len(data)
        self._budget.bytes_left -= len(data)
        if self._budget.bytes_left < 0:
            raise InputTooLarge(f"The input is larger than {MAX_TOTAL_BYTES // MIB:,} MiB.")
        if self._packed and self._count > max(RATIO_FREE_BYTES, self._packed() * MAX_RATIO):
            raise InputTooLarge(f"A file grows more than {MAX_RATIO}-fold when decompressed.")
        buffer[: len(data)] = data
        return len(data)


def _buffered(
    inner: IO[bytes], budget: _Budget, packed: Callable[[], int] | None = None
) -> io.BufferedReader:
    return io.BufferedReader(_Capped(inner, budget, packed), 64 * 1024)


def _wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    base = name.rsplit("/", 1)[-1].lower()
    return not base.startswith(".") and (not suffixes or base.endswith((*suffixes, *_PACKED)))


def _open(
    name: str, stream: io.BufferedReader, budget: _Budget, suffixes: tuple[str, ...], depth: int
) -> Iterator[Member]:
    """By content, not by name: portals serve gzip as .json."""
    head = stream.peek(512)
    if depth < 0:
        raise InputTooLarge(f"{name} is packed more than {MAX_DEPTH} times.")
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00")):
        # Closed with the stream around it.
        inner: Any = gzip.GzipFile(fileobj=stream) if head[0] == 0x1F else lzma.LZMAFile(stream)  # noqa: SIM115
        unpacked = _buffered(inner, budget, stream.tell)
        yield from _open(re.sub(r"\.(gz|xz)$", "", name), unpacked, budget, suffixes, depth - 1)
    elif head.startswith(b"PK\x03\x04"):
        yield from _zip_members(stream, budget, suffixes, depth - 1)
    elif head[257:262] == b"ustar":
        yield from _tar_members(stream, budget, suffixes, depth - 1)
    else:
        budget.take_member()
        yield Member(name, stream)


def _tar_members(
    stream: io.BufferedReader, budget: _Budget, suffixes: tuple[str, ...], depth: int
) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                wanted = entry.isfile() and _wanted(entry.name, suffixes)
                if wanted and (file := archive.extractfile(entry)):
                    yield from _open(entry.name, _buffered(file, budget), budget, suffixes, depth)
    except tarfile.TarError as error:
        raise UnreadableInput(f"The tar archive is damaged: {error}") from error


def _zip_members(
    stream: io.BufferedReader, budget: _Budget, suffixes: tuple[str, ...], depth: int
) -> Iterator[Member]:
    # A zip is read from its end: one inside another archive is taken into memory first.
    whole = stream if stream.seekable() else io.BytesIO(Member("a zip inside an archive", stream).read())
    try:
        with zipfile.ZipFile(whole) as archive:
            for entry in sorted(archive.infolist(), key=lambda info: info.filename):
                if not entry.is_dir() and _wanted(entry.filename, suffixes):
                    with archive.open(entry) as file:
                        unpacked = _buffered(file, budget, partial(int, entry.compress_size))
                        yield from _open(entry.filename, unpacked, budget, suffixes, depth)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableInput(f"The zip archive cannot be read: {error}") from error
