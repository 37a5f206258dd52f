"""JSON values out of a stream: one document, lines, or objects run together with nothing between them."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from interurban.modules.sources.errors import UnreadableInput

from .reading import MAX_ITEM_BYTES
from .text_repair import decode_cp1252

_CHUNK = 256 * 1024
_DECODER = json.JSONDecoder(strict=False)  # control characters inside strings are common
_SPACE = re.compile(r"[\s,\x1e]*")  # also record separators, and commas where an array was cut open
# Where another value begins: after `}` without a comma, or on a line of its own. A printed document has its
# inner braces alone on a line, so that it is not taken apart.
_BOUNDARY = re.compile(r"(?<=\})\s*(?=\{)|\n(?=[ \t]*[{\[][\"{\[])")


@dataclass(frozen=True, slots=True)
class Broken:
    """Text between two values that could not be read as one."""

    text: str
    reason: str


def json_values(stream: io.BufferedReader) -> Iterator[Any]:
    """Each top-level value, or Broken where one cannot be read; reading goes on after it.

    Memory stays within the largest value: 16 MiB, above which a value counts as broken.
    """
    text, at_end = _Text(stream), False
    buffer, start = "", 0
    while True:
        start = _SPACE.match(buffer, start).end()  # type: ignore[union-attr]
        try:
            value, end = _DECODER.raw_decode(buffer, start)
            reason = "longer than 16 MiB" if end - start > MAX_ITEM_BYTES else ""
        except (ValueError, RecursionError) as error:
            too_long = len(buffer) - start > MAX_ITEM_BYTES
            incomplete = isinstance(error, json.JSONDecodeError) and not _next_line_starts(buffer, start)
            if incomplete and not at_end and not too_long:
                # As much again as is there: a long value is then read in few attempts.
                more = text.read(max(_CHUNK, len(buffer) - start))
                at_end = not more
                buffer, start = buffer[start:] + more, 0
                continue
            if start >= len(buffer):
                return
            boundary = _BOUNDARY.search(buffer, start + 1)
            end = boundary.end() if boundary else len(buffer)
            reason = "longer than 16 MiB" if too_long else getattr(error, "msg", "") or "nested too deeply"
        yield Broken(buffer[start:end], reason) if reason else value
        start = end


def _next_line_starts(buffer: str, start: int) -> bool:
    """Whether the line after this value begins another: then this one is bad, not merely unfinished."""
    boundary = _BOUNDARY.search(buffer, start + 1)
    return boundary is not None and buffer[boundary.start() : boundary.end()].startswith("\n")


class _Text:
    """Decodes UTF-8 (with or without mark) and UTF-16; bytes that are neither count as Windows-1252."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._damage: UnreadableInput | None = None
        head = stream.peek(4)[:4]
        utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self._decoder = codecs.getincrementaldecoder("utf-16" if utf16 else "utf-8-sig")(_FALLBACK)

    def read(self, size: int) -> str:
        """About so many characters, or "" at the end. What was read before damage comes before it is said."""
        parts: list[str] = []
        while size > 0 and self._damage is None:
            try:
                data = self._stream.read1(size)
            except UnreadableInput as damage:
                self._damage = damage
                break
            parts.append(self._decoder.decode(data, final=not data))
            if not data:
                break
            size -= len(data)
        if self._damage is not None and not any(parts):
            raise self._damage
        return "".join(parts)


_FALLBACK = "windows-1252-where-not-utf-8"


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return decode_cp1252(error.object[error.start : error.end]), error.end


codecs.register_error(_FALLBACK, _windows_1252)


def decode(raw: bytes) -> str:
    """A whole text in UTF-8, UTF-16 with its mark, or Windows-1252."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    return raw.decode("utf-8-sig", _FALLBACK)
