"""How long a challenge or a profile that was just saved waits until it is matched by its meaning.

In a server of their own, with the embedder and the mirror that serve; only the encoder is one that costs
nothing, so that what is measured is all that comes beside it.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, cast
from uuid import UUID
from zlib import crc32

import numpy as np
import psycopg

from interurban.core.database import Database, libpq_url
from interurban.core.postgres import EmbeddedServer
from interurban.modules.matching import scoring, store
from interurban.modules.matching import vectors as stored
from interurban.modules.matching.board import Document
from interurban.modules.matching.categories import ensure_groups
from interurban.modules.matching.embedding import Embedder
from interurban.modules.matching.meanings import Meanings
from interurban.modules.matching.mirror import Mirror
from interurban.modules.matching.neural.encoder import Encoder
from interurban.modules.matching.types import ChallengeDocument, Mode, ProfileDocument
from interurban.modules.matching.vectors import RAW, Rows
from interurban.modules.matching.words.pair import Side

from .invented import Vectors
from .words import LANGUAGES, challenge, profile, vocabulary

NAME = "saved_to_matchable_beyond_embedding_ms"
BAR_MS = 100.0
BAR_ROWS = 10_000
TOP = 20
_ROUNDS = 30
_BATCH = 500
_GIVE_UP = 30.0  # seconds
_TRIED_EVERY = 0.001
Migrate = Callable[[str], None]


class Instant:
    """In the encoder's place: a text has the row that its words draw, on whichever side it stands."""

    hash = "bench"

    def encode(self, texts: Sequence[str]) -> Rows:
        rows = np.zeros((len(texts), RAW), np.float32)
        for row, text in zip(rows, texts, strict=True):
            words = text.partition(": ")[2].split()
            row[:] = np.random.default_rng(crc32(" ".join(words).encode())).standard_normal(RAW)
        return cast(Rows, rows / np.linalg.norm(rows, axis=1, keepdims=True))


def measure(rows: int, patience: float, migrate: Migrate, rounds: int = _ROUNDS) -> dict[str, Any]:
    """At as many challenges as are loaded in `patience` seconds, `BAR_ROWS` at most."""
    with (
        tempfile.TemporaryDirectory(prefix="interurban-bench-", ignore_cleanup_errors=True) as home,
        EmbeddedServer(Path(home) / "postgres") as server,
    ):
        with psycopg.connect(libpq_url(server.url()), autocommit=True) as connection:
            connection.execute("CREATE DATABASE matchable")
        url = server.url("matchable")
        migrate(url)
        return asyncio.run(measure_in(url, min(rows, BAR_ROWS), patience, rounds))


async def measure_in(url: str, rows: int, patience: float, rounds: int) -> dict[str, Any]:
    """In a database that is migrated and empty."""
    database, made = Database(url), _Made()
    encoder = cast(Encoder, Instant())
    try:
        started = time.perf_counter()
        version = await _space(database, encoder, made)
        loaded = await _load(database, made, version, rows, started + patience)
        spent = time.perf_counter() - started
        async with _serving(database, encoder) as mirror:
            times = sorted([await _saved(database, mirror, made, number) for number in range(rounds)])
    finally:
        await database.close()
    report: dict[str, Any] = {
        "rows": loaded,
        NAME: round(median(times), 1),
        "slowest_ms": round(times[-1], 1),
        "bar_ms": BAR_MS,
        "load_seconds": round(spent, 1),
    }
    if loaded < rows:
        report["left_out"] = f"{rows - loaded:,} of {rows:,}: not loaded in {patience:g} s"
    return report


class _Made:
    """Challenges and profiles with numbers of their own."""

    def __init__(self) -> None:
        self._random = random.Random(1)  # noqa: S311
        self._words = {lang: vocabulary(self._random) for lang in LANGUAGES}
        self._number = 0

    def challenge(self) -> ChallengeDocument:
        self._number += 1
        made = challenge(self._random, self._words, self._number)
        texts = {lang: (parts[0], parts[1]) for lang, parts in made.texts.items()}
        (lang,) = texts
        categories = tuple(made.categories)
        return ChallengeDocument(made.id, None, "challenge", False, "FI", lang, texts, categories)

    def profile(self) -> ProfileDocument:
        self._number += 1
        made = profile(self._random, self._words, self._number)
        ((lang, parts),) = made.texts.items()
        categories = tuple(made.categories)
        return ProfileDocument(
            made.id, False, True, "cities", "Firm", "FI", lang, {lang: parts[1]}, categories
        )


async def _space(database: Database, encoder: Encoder, made: _Made) -> int:
    """A space that serves, made of our own samples and a challenge in each language, as at a first start."""
    await ensure_groups(database)
    first: dict[str, ChallengeDocument] = {}
    while len(first) < len(LANGUAGES):
        one = made.challenge()
        first[one.original_language] = one
    async with database.write() as session:
        await store.put_challenges(session, list(first.values()))
    embedder = Embedder(database, encoder)
    await embedder.load()
    while await embedder.step():
        pass
    async with database.read() as read:
        found = await stored.serving(read, encoder.hash)
    assert found is not None
    return found.version


async def _load(database: Database, made: _Made, version: int, rows: int, until: float) -> int:
    """Challenges with vectors, as if all of them had been embedded."""
    vectors, loaded = Vectors(), 0
    while loaded < rows and time.perf_counter() < until:
        batch = [made.challenge() for _ in range(min(_BATCH, rows - loaded))]
        async with database.write() as session:
            await store.put_challenges(session, batch)
        found = vectors.some(len(batch), loaded // _BATCH)
        await asyncio.to_thread(_keep, database.url, version, batch, found)
        loaded += len(batch)
    return loaded


def _keep(url: str, version: int, batch: Sequence[ChallengeDocument], rows: Rows) -> None:
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        with connection.cursor().copy(
            "COPY matching_vectors (entity, entity_id, lang, model_hash, centroid_version, vector) FROM STDIN"
        ) as copy:
            for one, row in zip(batch, rows, strict=True):
                numbers = "[" + ",".join(f"{value:.5g}" for value in row.tolist()) + "]"
                of = ("challenge", one.id, one.original_language, Instant.hash, version, numbers)
                copy.write_row(of)
        connection.execute(
            "INSERT INTO matching_encoded (entity, entity_id, centroid_version, watermark, sentences) "
            "SELECT entity, entity_id, %s, watermark, true FROM matching_documents WHERE entity_id = ANY(%s)",
            (version, [one.id for one in batch]),
        )


@asynccontextmanager
async def _serving(database: Database, encoder: Encoder) -> AsyncIterator[Mirror]:
    """The mirror of an API and the embedder of a worker, both with nothing left to do."""
    mirror = Mirror(database)
    mirror.meanings = Meanings(encoder)
    tasks = [asyncio.create_task(mirror.run()), asyncio.create_task(Embedder(database, encoder).run())]
    try:
        while not mirror.complete or mirror.mode is not Mode.model:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        yield mirror
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


@dataclass(frozen=True, slots=True)
class _Saved:
    """What was written, and who is to find it: on the other side, with the same words."""

    side: Side
    id: UUID
    asker: Document


async def _saved(database: Database, mirror: Mirror, made: _Made, number: int) -> float:
    """Milliseconds from the commit until an answer has it for its meaning; of each side in turn."""
    async with database.write() as session:
        if number % 2:
            saved = made.profile()
            await store.put_profile(session, saved)
            one = _Saved("profile", saved.id, _asker("challenge", saved.texts, saved.original_language))
        else:
            posted = made.challenge()
            await store.put_challenge(session, posted)
            texts = {lang: " ".join(parts) for lang, parts in posted.texts.items()}
            one = _Saved("challenge", posted.id, _asker("profile", texts, posted.original_language))
    started = time.perf_counter()
    asking = await mirror.asking(one.asker)
    while time.perf_counter() - started < _GIVE_UP:
        if _is_known(mirror, one) and await asyncio.to_thread(_answers, mirror, asking, one):
            return (time.perf_counter() - started) * 1_000
        await asyncio.sleep(_TRIED_EVERY)
    raise TimeoutError(f"{one.side} {one.id} was not matched in {_GIVE_UP:g} s")


def _asker(side: Side, texts: dict[str, str], lang: str) -> Document:
    parts = {lang: ["", body] for lang, body in texts.items()}
    return Document(side, UUID(int=0), None, "challenge", "public", "FI", parts, original_language=lang)


def _is_known(mirror: Mirror, one: _Saved) -> bool:
    slot = mirror.board.index.slot(one.side, one.id)
    return slot is not None and mirror.board.has_vectors(one.side, slot)


def _answers(mirror: Mirror, asking: scoring.Asking, one: _Saved) -> bool:
    """As a page is made: rarities are weighed anew for what has just come."""
    board = mirror.board
    open_now = board.open_challenges(datetime.now(UTC))
    allowed = open_now if one.side == "challenge" else board.seen_by_cities()
    scores = scoring.scores(board, asking, one.side, allowed)
    return any(hit.key == one.id for hit in board.page(scores, one.side, TOP, allowed))
