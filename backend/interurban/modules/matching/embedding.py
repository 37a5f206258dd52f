"""Gives texts their vectors in the background, and makes a new space when the old one has been outgrown.

One embedder works on a database at a time. What can be matched comes first, what was just written before
what has waited; history follows, for search. A version serves from the moment when all that can be matched
has its vectors (the first one, when challenges have). Until then the one before it does; before the first,
words alone.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

import numpy as np
import psycopg
from sqlalchemy import text

from interurban.core.database import APPLICATION_ROLE, Database, libpq_url

from . import backlog, repository, vectors
from .backlog import Waiting
from .board import Document
from .meanings import Served, served, vector_of
from .neural.encoder import Encoder
from .neural.formula import SPACE
from .neural.inputs import as_input, sentences_of, text_hash, without
from .neural.samples import samples
from .neural.space import LabelRows, Space
from .store import CHANNEL, SPACE_CHANGED
from .vectors import Embedding, Key, Sentences, Vector
from .words.pair import Side

log = logging.getLogger(__name__)
POLL_SECONDS, LOOK_SECONDS = 5.0, 15.0
LOCK = 0x1A7E_0E5  # any constant; only embedders take it
BATCH = 8  # documents: what was just written waits for one batch at most
_SENTENCES_BATCH = 2
_LABELS_BATCH = 64
# A space learns from texts at hand: made anew when there are four times as many as when it was made.
FIRST_TEXTS, GROWTH = 400, 4
MOST_TEXTS = 6_000  # read for one space: more change nothing that can be measured


class Embedder:
    def __init__(self, database: Database, encoder: Encoder) -> None:
        self._database, self._encoder = database, encoder
        self._serving: Served | None = None
        self._filling: Served | None = None
        self._backlog: deque[Waiting] = deque()
        self._queued: dict[Key, int] = {}  # what is in the backlog -> the write it was found at
        self._horizon = 0
        self._looked = 0.0

    async def run(self) -> None:
        """Until it is cancelled. Another process's embedder makes this one wait for its turn."""
        while True:
            try:
                await self._work_forever()
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("embedder lost")
            await asyncio.sleep(POLL_SECONDS)

    async def _work_forever(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            libpq_url(self._database.url), autocommit=True, options=f"-c role={APPLICATION_ROLE}"
        ) as connection:
            while not await _alone(connection):  # noqa: ASYNC110 - the other one is another process
                await asyncio.sleep(POLL_SECONDS)
            await connection.execute(f"LISTEN {CHANNEL}")
            await self.load()
            while True:
                while await self.step():
                    pass
                async for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                    pass

    async def load(self) -> None:
        """Goes on from what is stored."""
        async with self._database.read() as read:
            serving = await vectors.serving(read, self._encoder.hash)
            newest = await vectors.newest(read, self._encoder.hash)
        self._serving = served(serving)
        unfinished = newest is not None and (serving is None or newest.version > serving.version)
        self._filling = served(newest) if unfinished else None
        self._begin_anew()

    async def step(self) -> bool:
        """One small piece of work, the most urgent first. False when there is none."""
        target = self._filling or self._serving
        if target is None:  # false while there is nothing to learn from yet
            return await self._outgrown()
        await self._look(target)
        if self._may_be_outgrown() and await self._outgrown():
            return True
        if self._backlog:
            batch = self._next()
            await self._embed(batch, sentences=batch[0].vectors_done)
            return True
        return await self._finish()

    # Which version is worked on.

    def _may_be_outgrown(self) -> bool:
        """To look costs a pass over all documents: only when nothing waits, and now and then."""
        now = time.monotonic()
        if self._backlog and now - self._looked < LOOK_SECONDS:
            return False
        self._looked = now
        return True

    async def _outgrown(self) -> bool:
        """Makes a new version when there is none, or when the last was made from something else.

        One that was being filled is given up: what was read for it is kept, and only placed anew.
        """
        async with self._database.read() as read:
            labels = await repository.labels(read)
            texts = await backlog.texts_at_hand(read, self._encoder.hash)
            spoken = {lang for _, lang in samples()} & set(await backlog.languages(read))
        basis = _basis(labels, spoken, texts)
        newest = self._filling or self._serving
        if not spoken or (newest is not None and newest.basis == basis):
            return False
        space = await self._build(labels, spoken)
        data = await asyncio.to_thread(space.dump)
        async with self._database.write() as session:
            if self._filling is not None:
                await vectors.drop_space(session, self._filling.version)
            version = await vectors.add_space(session, self._encoder.hash, basis, data)
        self._filling = Served(version, basis, space)
        self._begin_anew()
        log.info("matching space made", extra={"version": version, "basis": basis})
        return True

    async def _build(self, labels: Mapping[str, Mapping[str, str]], spoken: Collection[str]) -> Space:
        async with self._database.read() as read:
            texts = await backlog.raw_texts(read, self._encoder.hash, MOST_TEXTS)
        ours = {place: found for place, found in samples().items() if place[1] in spoken}
        sample_rows = {
            place: await self._encoded([as_input(place[0], (one,)) for one in found])
            for place, found in ours.items()
        }
        label_rows = {
            lang: LabelRows(
                list(by_code),
                await self._encoded([as_input("challenge", (label,)) for label in by_code.values()]),
            )
            for lang, by_code in labels.items()
        }
        return await asyncio.to_thread(Space.build, self._encoder.hash, label_rows, sample_rows, texts)

    async def _encoded(self, inputs: Sequence[str]) -> vectors.Rows:
        """Rows of texts that belong to no document; each is encoded once for a model."""
        hashes = [text_hash(one) for one in inputs]
        async with self._database.read() as read:
            known = await vectors.encoded(read, self._encoder.hash, hashes)
        missing = {key: one for key, one in zip(hashes, inputs, strict=True) if key not in known}
        names = list(missing)
        for first in range(0, len(names), _LABELS_BATCH):
            batch = names[first : first + _LABELS_BATCH]
            rows = await asyncio.to_thread(self._encoder.encode, [missing[key] for key in batch])
            made = dict(zip(batch, rows, strict=True))
            async with self._database.write() as session:
                await vectors.keep_encoded(session, self._encoder.hash, made)
            known.update(made)
        return np.array([known[key] for key in hashes], np.float32)

    async def _finish(self) -> bool:
        """Lets the version that was filled serve, once all that can be matched is in it."""
        if self._filling is None:
            return False
        async with self._database.write() as session:
            await vectors.serve(session, self._filling.version)
            await session.execute(text(f"NOTIFY {CHANNEL}, '{SPACE_CHANGED}'"))
        log.info("matching space serves", extra={"version": self._filling.version})
        self._serving, self._filling = self._filling, None
        return True

    # What is embedded.

    def _begin_anew(self) -> None:
        self._backlog.clear()
        self._queued.clear()
        self._horizon = 0

    async def _look(self, target: Served) -> None:
        """Puts what was written since the last look before what has waited; looks at all if nothing waits."""
        version, reach = target.version, self._reach
        async with self._database.read() as read:
            horizon = await repository.horizon(read)
            found = await backlog.waiting(read, version, reach, since=self._horizon)
            # A pass over all documents takes long enough that what was just written should not wait for it.
            if not (found or self._backlog) and self._horizon:
                found = await backlog.waiting(read, version, reach)
        new = [one for one in found if self._queued.get(one.key) != one.watermark]
        self._queued.update({one.key: one.watermark for one in new})
        self._backlog.extendleft(reversed(new))
        self._horizon = horizon

    @property
    def _reach(self) -> int:
        """What a version must hold before it serves: the first one is better than words as soon as challenges
        have their meaning, a later one must not know less than the one it follows."""
        if self._filling is None:
            return backlog.EVERYTHING
        return backlog.CHALLENGES if self._serving is None else backlog.MATCHED

    def _next(self) -> list[Waiting]:
        """A few of one sort from the front: sentences cost many times as much as whole texts."""
        sort = self._backlog[0].vectors_done
        batch: list[Waiting] = []
        while self._backlog and self._backlog[0].vectors_done == sort:
            one = self._backlog.popleft()
            self._queued.pop(one.key, None)
            batch.append(one)
            if len(batch) == (_SENTENCES_BATCH if sort else BATCH):
                break
        return batch

    async def _embed(self, batch: Sequence[Waiting], *, sentences: bool) -> None:
        keys = [one.key for one in batch]
        async with self._database.read() as read:
            documents = await repository.anything(read, keys)
            before = await vectors.embeddings(read, self._encoder.hash, keys)
        made = await asyncio.to_thread(self._encode_all, documents, before, sentences)
        async with self._database.write() as session:
            for one in batch:
                found = made.get(one.key, [])
                if _differ(found, before.get(one.key, [])):
                    await vectors.keep_embeddings(session, self._encoder.hash, one.key, found)
                for version in filter(None, (self._serving, self._filling)):
                    await vectors.keep_vectors(
                        session,
                        self._encoder.hash,
                        version.version,
                        one.key,
                        one.watermark,
                        _vectors(version.space, one.side, found),
                        sentences=sentences,
                    )
            await session.execute(text(f"NOTIFY {CHANNEL}"))

    def _encode_all(
        self,
        documents: Mapping[Key, Document],
        before: Mapping[Key, Sequence[Embedding]],
        sentences: bool,
    ) -> dict[Key, list[Embedding]]:
        """Encodes what is new, all texts of a batch together; keeps what is still true."""
        wanted: list[str] = []
        plans: dict[Key, list[_Plan]] = {}
        for key, document in documents.items():
            known = {one.lang: one for one in before.get(key, ())}
            for lang, parts in document.texts.items():
                given = as_input(document.entity, parts)
                if not given:
                    continue  # no word in it: nothing to compare
                plan = _Plan(lang, text_hash(given), known.get(lang), len(wanted))
                if plan.unchanged is None:
                    wanted.append(given)
                if sentences and plan.sentences is None:
                    plan.spans = sentences_of(parts)
                    left = (as_input(document.entity, without(parts, span)) for span in plan.spans)
                    wanted.extend(one or given for one in left)
                plans.setdefault(key, []).append(plan)
        rows = self._encoder.encode(wanted)
        return {key: [plan.result(rows) for plan in found] for key, found in plans.items()}


class _Plan:
    """What one text needs of a batch: its own row, and a row for each sentence left out."""

    def __init__(self, lang: str, digest: str, known: Embedding | None, place: int) -> None:
        self.lang, self.digest, self.place = lang, digest, place
        self.unchanged = known if known is not None and known.text_hash == digest else None
        self.spans: Sequence[tuple[int, int, int]] | None = None

    @property
    def sentences(self) -> Sentences | None:
        return self.unchanged.sentences if self.unchanged is not None else None

    def result(self, rows: vectors.Rows) -> Embedding:
        place = self.place
        if self.unchanged is None:
            raw, place = rows[place], place + 1
        else:
            raw = self.unchanged.raw
        sentences = self.sentences
        if self.spans is not None:
            sentences = Sentences(tuple(self.spans), rows[place : place + len(self.spans)])
        return Embedding(self.lang, self.digest, raw, sentences)


def _vectors(space: Space, side: Side, found: Sequence[Embedding]) -> list[Vector]:
    made = []
    for one in found:
        sentences = None
        if one.sentences is not None:
            left = space.vectors(one.sentences.without, side, one.lang)
            sentences = Sentences(one.sentences.spans, left)
        made.append(vector_of(space, side, one.lang, one.raw, sentences))
    return made


def _basis(labels: Mapping[str, Mapping[str, str]], spoken: Collection[str], texts: int) -> str:
    """What a space is made from, in words: as long as this is the same, so is the space."""
    known = ",".join(f"{lang}:{len(by_code)}" for lang, by_code in sorted(labels.items()))
    steps, reach = 0, FIRST_TEXTS
    while texts >= reach:
        steps, reach = steps + 1, reach * GROWTH
    weights = ",".join(f"{name}:{value}" for name, value in asdict(SPACE).items())
    return f"labels {known}; languages {','.join(sorted(spoken))}; texts step {steps}; weights {weights}"


def _differ(found: Sequence[Embedding], before: Sequence[Embedding]) -> bool:
    def state(rows: Sequence[Embedding]) -> set[tuple[str, str, bool]]:
        return {(one.lang, one.text_hash, one.sentences is not None) for one in rows}

    return state(found) != state(before)


async def _alone(connection: psycopg.AsyncConnection[tuple[bool]]) -> bool:
    found = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))).fetchone()
    return found is not None and bool(found[0])
