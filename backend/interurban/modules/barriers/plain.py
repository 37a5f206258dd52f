"""A text as rules read it, and the way back to the words that were sent.

Tags are passed over, entities become their letter, typographic variants of one sign become one; every letter
remembers its place, so that a quote is always the exact words of the text that came.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_MARKUP = re.compile(r"<(?P<name>/?[a-zA-Z][a-zA-Z0-9]{0,15})[^<>]{0,2000}>|&#?\w{1,10};")
_BREAKS = {
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "div",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
}
# Spaces of every width, apostrophes and dashes of every kind; C1 codes are cp1252 read as Latin-1.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t\u200b\ufeff", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`\x91\x92", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\x93\x94", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\x96\x97", "-"),
        **dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"),
        "\x80": "€",
    }
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` in lower case. Its letter i was sent as [places[i]:ends[i]]; without places, as [i : i + 1]."""

    text: str
    places: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of text[start:end], which must not be empty, in what was sent."""
        if self.places is None or self.ends is None:
            return start, end
        return self.places[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    if "<" not in text and "&" not in text:
        return Plain(_lower(text.translate(_SIGNS)))
    letters: list[str] = []
    places, ends = array("l"), array("l")
    at = 0

    def take(piece: str, start: int, end: int | None = None) -> None:
        letters.append(piece)
        for offset in range(len(piece)):
            places.append(start if end is not None else start + offset)
            ends.append(end if end is not None else start + offset + 1)

    for found in _MARKUP.finditer(text):
        take(text[at : found.start()], at)
        name = found["name"]
        if name is None:
            take(html.unescape(found[0]), found.start(), found.end())
        else:
            take("\n" if name.strip("/").lower() in _BREAKS else " ", found.start(), found.end())
        at = found.end()
    take(text[at:], at)
    return Plain(_lower("".join(letters).translate(_SIGNS)), places, ends)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    # A capital whose small letter is two signs (İ) would move everything after it.
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
