"""Choosing a text for a reader, folding it for comparison, and making addresses from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from .schemas import Text

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
# Letters that Unicode does not decompose into a base letter and a mark.
_LATIN = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "ŋ": "n",
    }
)


# Marks that combine with a letter; none lies beyond the second plane's beginning.
_MARKS = dict.fromkeys(code for code in range(0x20000) if unicodedata.combining(chr(code)))
_FOLDING = {**_MARKS, **_LATIN}


def fold(text: str) -> str:
    """Lower case without accents, so that Panevezys equals Panevėžys."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDING)


def slug(text: str, limit: int = 60) -> str:
    """A short readable part of an address; never empty, so that a link always has one."""
    words = _NOT_WORD.sub("-", fold(text)).replace("_", "-").strip("-")
    cut = words[:limit]
    if len(words) > limit and "-" in cut:
        cut = cut.rsplit("-", 1)[0]
    return cut or "-"


def choose_language(available: Sequence[str], wanted: Sequence[str], original: str) -> str:
    """The first wanted language that exists, else the original, else English, else any."""
    for lang in (*wanted, original, "en"):
        if lang in available:
            return lang
    return available[0] if available else original


def choose(texts: Mapping[str, str], wanted: Sequence[str], original: str) -> Text | None:
    """The text to show, marked with its language; null when there is none at all."""
    present = [lang for lang, value in texts.items() if value]
    if not present:
        return None
    lang = choose_language(present, wanted, original)
    return Text(value=texts[lang], lang=lang, original=lang == original)
