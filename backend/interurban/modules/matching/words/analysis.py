"""From a text to countable features: character n-grams and stems, with the place of every word.

Nothing here fails on any text: markup is blanked in place (so that offsets stay true), what is not a
word is passed over, and a text beyond MAX_TEXT is read up to there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from interurban.core.text import fold

from .languages import is_small, stem

MAX_TEXT = 20_000  # characters; a statement and its outcomes are shorter, and 1 MB must not cost seconds
GRAM = 5
_LONGEST_WORD = 48

Keys = NDArray[np.uint32]
Counts = NDArray[np.float32]

_TAG = re.compile(
    r"<!--.{0,2000}?-->|<(script|style)\b.{0,20000}?</\1\s*>|</?[a-zA-Z][^<>]{0,2000}>", re.S | re.I
)
_ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])[\"'»”)\]]*\s+(?=\S)|\n+\s*")
_LATIN, _CYRILLIC = re.compile("[a-zA-Z]"), re.compile("[\u0400-\u04ff]")
# Cyrillic letters that look Latin, and what they stand for in a word that is otherwise Latin; and back.
_LOOKS = dict(zip("аеорсухікмтвнАЕОРСУХІКМТВН", "aeopcyxikmtbhAEOPCYXIKMTBH", strict=True))
_TO_LATIN = str.maketrans(_LOOKS)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _LOOKS.items()})


class Token(NamedTuple):
    """A word: its place in the text, as written in lower case, and folded."""

    start: int
    end: int
    lower: str
    folded: str


@dataclass(frozen=True, slots=True)
class Features:
    """One text in one language, counted. Keys are sorted and unique."""

    lang: str
    grams: Keys
    gram_counts: Counts
    stems: Keys
    stem_counts: Counts

    @property
    def empty(self) -> bool:
        return self.grams.size == 0

    @property
    def length(self) -> float:
        """Words that carry meaning."""
        return float(self.stem_counts.sum())


def blank_markup(text: str) -> str:
    """The text with tags and entities replaced by as many characters; read up to MAX_TEXT."""
    text = text[:MAX_TEXT].replace("\x00", " ")
    if "<" in text:
        text = _TAG.sub(lambda m: " " * len(m.group()), text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m.group())[:1].ljust(len(m.group()), "\u200b"), text)
    return text


def tokens(text: str) -> Iterator[Token]:
    """The words of a text that went through `blank_markup`."""
    mixed = _LATIN.search(text) is not None and _CYRILLIC.search(text) is not None
    for match in _WORD.finditer(text):
        word = match.group()[:_LONGEST_WORD]
        if mixed:
            word = _one_script(word)
        lower = word.lower()
        yield Token(match.start(), match.end(), lower, fold_word(lower))


def _one_script(word: str) -> str:
    """Look-alike letters of the other script put right in a word that mixes the two."""
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return word
    return word.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    return word if word.isascii() else fold(word)


def word_grams(folded: str) -> tuple[int, ...]:
    """Hashes of a word's character n-grams, its ends marked by spaces."""
    marked = f" {folded} "
    if len(marked) <= GRAM:
        return (crc32(marked.encode()),)
    return tuple(crc32(marked[i : i + GRAM].encode()) for i in range(len(marked) - GRAM + 1))


def stem_key(lang: str, stemmed: str) -> int:
    """Stems of two languages never meet: the key holds the language."""
    return crc32(f"{lang}:{stemmed}".encode())


def meaningful(lang: str, token: Token) -> bool:
    return len(token.folded) > 1 and not is_small(lang, token.folded)


@lru_cache(maxsize=20_000)
def counted(lang: str, lower: str, folded: str) -> tuple[tuple[int, ...], int]:
    """What a word counts for: its n-grams, and its stem. Unknown languages are not stemmed."""
    return word_grams(folded), stem_key(lang, stem(lang, lower))


def features(lang: str, found: Iterable[Token]) -> Features:
    """Counts of n-grams and stems of words that mean something."""
    grams: list[int] = []
    stems: list[int] = []
    for token in found:
        if meaningful(lang, token):
            of_word, stemmed = counted(lang, token.lower, token.folded)
            grams.extend(of_word)
            stems.append(stemmed)
    return Features(lang, *_count(grams), *_count(stems))


def read(lang: str, *parts: str) -> Features:
    """Features of several parts as one text; a part that opens with the part before it is read once.

    Notices often repeat their title as the first words of the body.
    """
    kept: list[str] = []
    for part in parts:
        if kept and part.startswith(kept[-1]):
            kept[-1] = part
        elif part:
            kept.append(part)
    return features(lang, tokens(blank_markup("\n".join(kept))))


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence or line that has a word in it."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = len(text) if match is None else match.start()
        piece = text[start:end]
        trimmed = piece.strip()
        if _WORD.search(trimmed):
            first = start + piece.index(trimmed)
            spans.append((first, first + len(trimmed)))
        start = end if match is None else match.end()
    return spans


def _count(keys: list[int]) -> tuple[Keys, Counts]:
    unique, counts = np.unique(np.array(keys, dtype=np.uint32), return_counts=True)
    return unique, counts.astype(np.float32)
