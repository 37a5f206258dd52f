"""A profile against many open challenges by words alone, on texts made up here."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from typing import Any
from uuid import UUID

from interurban.modules.matching.board import Board, Document
from interurban.modules.matching.labels import groups
from interurban.modules.matching.words.pair import Side

BAR_MS = 20.0  # top 20 with gates of 10,000 open challenges, median
BAR_ROWS = 10_000
PROFILES = 1_000
_ASKED = 200
LANGUAGES = ("en", "fr", "uk", "de", "fi", "et", "it", "lt")
_CODES = sorted(groups()["en"])
# Enough syllables that n-grams are about as rare as in written languages.
_SYLLABLES = [c + v + e for c in "bdfghklmnprstvz" for v in "aeiouy" for e in ("", "n", "r", "s", "t", "l")]


def measure(rows: int, seed: int = 1) -> dict[str, Any]:
    """Times of a whole question: counting the profile's words, gates, scores, and the best 20."""
    random_ = random.Random(seed)  # noqa: S311
    board = Board(groups())
    words = {lang: vocabulary(random_) for lang in LANGUAGES}
    started = time.perf_counter()
    for number in range(rows):
        board.put(challenge(random_, words, number))
    for number in range(PROFILES):
        board.put(profile(random_, words, rows + number))
    board.index.settle()
    loaded = time.perf_counter() - started
    now = datetime.now(UTC)
    asked = [profile(random_, words, rows + PROFILES + n) for n in range(_ASKED)]
    times = sorted(_milliseconds(board, one, now) for one in asked)
    return {
        "rows": rows,
        "profiles": PROFILES,
        "mode": "words",
        "median_ms": round(median(times), 2),
        "p95_ms": round(times[int(0.95 * len(times))], 2),
        "bar_ms": BAR_MS,
        "load_seconds": round(loaded, 2),
        "postings_mb": round(board.index.nbytes / 1e6, 1),
    }


def _milliseconds(board: Board, profile: Document, now: datetime) -> float:
    started = time.perf_counter()
    allowed = board.open_challenges(now) & ~board.failing(profile, now.year)
    scores = board.index.scores(profile.query(), "challenge")
    board.page(scores, "challenge", 20, allowed)
    return (time.perf_counter() - started) * 1_000


def vocabulary(random_: random.Random) -> list[str]:
    return ["".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))) for _ in range(8_000)]


def _words(random_: random.Random, known: list[str], count: int) -> Iterator[str]:
    # Few words are common and most are rare, as in any language.
    for _ in range(count):
        yield known[int(len(known) * random_.random() ** 3)]


def challenge(random_: random.Random, words: dict[str, list[str]], number: int) -> Document:
    lang = random_.choice(LANGUAGES)
    gates = [{"id": "a", "kind": "years", "value": random_.randint(1, 10)}] if number % 3 == 0 else []
    if number % 4 == 0:
        gates.append({"id": "b", "kind": "country", "value": random_.sample(["FI", "EE", "LT", "FR"], 2)})
    title, body = (
        " ".join(_words(random_, words[lang], 8)),
        " ".join(_words(random_, words[lang], 140)),
    )
    return _document("challenge", number, lang, [title, body], random_, gates=gates)


def profile(random_: random.Random, words: dict[str, list[str]], number: int) -> Document:
    lang = random_.choice(LANGUAGES)
    facts = {"founded_year": random_.randint(2015, 2025)}
    return _document(
        "profile", number, lang, ["", " ".join(_words(random_, words[lang], 60))], random_, facts=facts
    )


def _document(
    entity: Side, number: int, lang: str, parts: list[str], random_: random.Random, **more: Any
) -> Document:
    codes = [random_.choice(_CODES)]
    return Document(
        entity=entity,
        id=UUID(int=number),
        organisation_id=None,
        kind="challenge",
        visibility="public",
        country="FI",
        texts={lang: parts},
        categories=codes,
        **more,
    )
