"""From text to words and from words to lexemes; the same for what is indexed and for what is asked.

Lexemes, as PostgreSQL keeps them:

    panevezys         the word as written, folded (lower case, without accents)
    lt/panevez        a stem under the language of the text
    ^panevezys        the same two, of a heading: title, publishers, place, identifiers
    ^lt/panevez
    #2026-s-123       a whole identifier
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from interurban.core import languages
from interurban.core.text import fold

LONGEST_WORD = 60  # longer ones are encoded data, not words
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = "'’‘ʼ`´ʹ"
# In Ukrainian and Belarusian an apostrophe is part of the word, and people type it in six ways or not at all.
_INSIDE_CYRILLIC = re.compile(f"(?<=[\u0400-\u04ff])[{APOSTROPHES}](?=[\u0400-\u04ff])")
_OTHER_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# Marks and what joins or parts letters; and marks that Unicode takes for letters when they stand alone.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u037a\ufc5e-\ufc63\ufe70-\ufe7f\uff9e\uff9f]"
)


def normalise(text: str) -> str:
    """Lower case, composed, without invisible characters; apostrophes are either gone or plain."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFC", text).lower()
    return _OTHER_APOSTROPHE.sub("'", _INSIDE_CYRILLIC.sub("", _INVISIBLE.sub("", lower)))


def words(text: str) -> list[str]:
    """The words of a text in lower case, with their accents."""
    return [word for word in WORD.findall(normalise(text)) if len(word) <= LONGEST_WORD]


# A large import meets the words of two dozen languages again and again. Full, both memories take 80 MB.
_REMEMBERED = 100_000


@lru_cache(maxsize=_REMEMBERED)
def folded(word: str) -> str:
    # Some letters stand for words with spaces between them.
    return word if word.isascii() else fold(word).replace(" ", "")


@lru_cache(maxsize=_REMEMBERED)
def stems(lang: str, word: str) -> tuple[str, ...]:
    """The word's lexemes under a language: none for small words and numbers, which only match as written."""
    plain = folded(word)
    if languages.is_small(lang, plain) or not plain.isalpha():
        return ()
    return tuple(sorted(f"{lang}/{stem}" for stem in languages.stems(lang, word)))


def whole(identifier: Sequence[str]) -> str:
    """One lexeme for an identifier, whatever stands between its parts."""
    return "#" + "-".join(identifier)
