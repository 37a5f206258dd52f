"""What of a challenge or a profile the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from interurban.modules.matching.words.analysis import blank_markup, sentences, tokens
from interurban.modules.matching.words.pair import Side

Span = tuple[int, int, int]  # field (place among the parts), start, end in characters

# The prefixes the model was trained with: who asks, and what is found.
_PREFIX: dict[Side, str] = {"profile": "query: ", "challenge": "passage: "}
# 512 tokens are about 2,200 characters in Latin script; what comes later is not read.
READ = 3_000
SENTENCES = 16  # left out one by one at most: each costs a reading of the whole text


def as_input(side: Side, parts: Sequence[str]) -> str:
    """The parts (title, body) as one text with the side's prefix; empty where there is no word in it.

    A title that the body opens with is read once. Markup is left out.
    """
    kept = [part for part in parts[_repeated(parts) :] if part]
    whole = " ".join(blank_markup("\n".join(kept)[:READ]).split())
    return _PREFIX[side] + whole if next(tokens(whole), None) is not None else ""


def sentences_of(parts: Sequence[str]) -> list[Span]:
    """The sentences the encoder gets to read, at most SENTENCES."""
    found: list[Span] = []
    left = READ
    for place, part in list(enumerate(parts))[_repeated(parts) :]:
        spans = [(place, start, end) for start, end in sentences(blank_markup(part)) if start < left]
        found.extend(spans)
        left -= len(part)
    return found[:SENTENCES]


def without(parts: Sequence[str], span: Span) -> list[str]:
    """The parts after one sentence is taken out."""
    place, start, end = span
    left = [part[:start] + part[end:] if n == place else part for n, part in enumerate(parts)]
    return left[_repeated(parts) :]


def _repeated(parts: Sequence[str]) -> int:
    """How many parts are passed over: 1 where the body opens with the title, as in many notices."""
    return int(len(parts) > 1 and bool(parts[0]) and parts[1].startswith(parts[0]))


def text_hash(given: str) -> str:
    return sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:32]
