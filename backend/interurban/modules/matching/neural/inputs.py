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
LINES = 32  # of a profile
SENTENCES = 16  # left out one by one at most: each costs a reading of the whole text


def as_input(side: Side, parts: Sequence[str]) -> str:
    """What the encoder reads of the parts (title, body); empty where there is no word in them.

    A title that the body opens with is read once. Markup is left out. Of a profile each line is read for
    itself: a firm that lists what it did is near to whoever needs one of these things, and all of them as one
    text would be near to none. A challenge is about one thing, in however many lines. Parts share a line, for
    a firm's name says little without what follows.
    """
    kept = [part.strip() for part in parts[_repeated(parts) :]]
    whole = blank_markup(" ".join(part for part in kept if part))
    lines = whole.splitlines()[:LINES] if side == "profile" else [whole]
    read = dict.fromkeys(" ".join(line[:READ].split()) for line in lines)
    return "\n".join(_PREFIX[side] + line for line in read if next(tokens(line), None) is not None)


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
