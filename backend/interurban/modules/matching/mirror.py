"""Each process that matches keeps open challenges and profiles in memory, and keeps them true.

NOTIFY wakes it, a poll stands behind that, and it reads what transactions wrote that were unfinished at
its last look. After a lost connection it compares everything it has with everything there is.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Sequence
from uuid import UUID

import psycopg

from interurban.core.database import READ_ROLE, Database, libpq_url

from . import repository, vectors
from .board import Board, Document
from .meanings import Meanings, Served, served
from .neural import fit as model_fit
from .scoring import Asking
from .store import CHANNEL, LABELS_CHANGED, SPACE_CHANGED
from .types import Mode, WithoutModel
from .words import fit as words_fit
from .words.fit import Table
from .words.languages import guess
from .words.pair import Side

log = logging.getLogger(__name__)
POLL_SECONDS = 5.0
_BATCH = 200

Marks = dict[tuple[str, UUID], int]


class Mirror:
    """`board` is what to match with; `complete` is false until all of it has been read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.board = Board({})
        self.complete = False
        self.meanings: Meanings | None = None
        self._reason: WithoutModel = WithoutModel.starting
        self._marks: Marks = {}
        self._encoded: Marks = {}
        self._horizon = 0

    @property
    def mode(self) -> Mode:
        return Mode.words if self.reason else Mode.model

    @property
    def fits(self) -> Table:
        """Which scores are strong, good or possible in the mode of now."""
        return model_fit.TABLE if self.mode is Mode.model else words_fit.TABLE

    @property
    def reason(self) -> WithoutModel | None:
        """Why words alone are compared; null when meanings are."""
        if self.meanings is None:
            return self._reason
        return None if self.meanings.served is not None else WithoutModel.embedding

    def without_model(self, reason: WithoutModel) -> None:
        self._reason = reason

    async def asking(self, document: Document) -> Asking:
        """Who asks, with its meaning where a space serves."""
        meaning = await self.meanings.of(document) if self.meanings is not None else {}
        query = await asyncio.to_thread(document.query)
        return Asking(document, query, meaning)

    async def language_of(self, text: str, fallback: str) -> str:
        """The language that a text without one is in: by the model where it is sure, else by small words."""
        known = await self.meanings.language_of(text) if self.meanings is not None else None
        return known or guess(text, fallback=fallback)

    async def shown(
        self, reader: vectors.Reader, side: Side, keys: Sequence[UUID]
    ) -> dict[UUID, dict[str, vectors.Vector]]:
        """What is known of the meaning of documents that are shown with reasons."""
        space = self._serving()
        if space is None:
            return {}
        found = await vectors.vectors(reader, space.version, [(side, key) for key in keys], explained=True)
        return {key[1]: {one.lang: one for one in rows} for key, rows in found.items()}

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self._listen()
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("matching listener lost")
            await asyncio.sleep(1.0)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            libpq_url(self._database.url), autocommit=True, options=f"-c role={READ_ROLE}"
        ) as connection:
            # Listening comes first: what is written while everything is read is heard afterwards.
            await connection.execute(f"LISTEN {CHANNEL}")
            if self.complete:
                await self.compare()
            else:
                await self.load()
            while True:
                heard = set()
                async for notice in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                    heard.add(notice.payload)
                if heard & {LABELS_CHANGED, SPACE_CHANGED} or self.board.wasteful or self._may_read_more():
                    await self.load()
                else:
                    await self.catch_up()

    def _may_read_more(self) -> bool:
        """The encoder came after everything was loaded without vectors."""
        return self.meanings is not None and not self.meanings.looked_for_space

    async def load(self) -> None:
        """Reads everything into a new board. The old one answers meanwhile, if it was complete."""
        space = await self._space()
        async with self._database.read() as read:
            board = Board(await repository.labels(read))
            self._horizon = await repository.horizon(read)
            marks = await repository.all_live(read)
        if not self.complete:
            self.board, self._marks = board, {}
        await self._read(board, list(marks), space)
        await asyncio.to_thread(board.index.settle)
        self.board, self._marks, self.complete = board, marks, True
        self._encoded = {}
        if self.meanings is not None and space is not None:
            self.meanings.served = space
        gc.collect()

    async def _space(self) -> Served | None:
        """The space that serves now; answers go on with the one before it until the board is there."""
        if self.meanings is None:
            return None
        self.meanings.looked_for_space = True
        async with self._database.read() as read:
            stored = await vectors.serving(read, self.meanings.encoder.hash)
        if stored is None:
            return None
        if self.meanings.served is not None and self.meanings.served.version == stored.version:
            return self.meanings.served
        return await asyncio.to_thread(served, stored)

    async def compare(self) -> None:
        """After a silence: reads what is new or other than what is here, and drops what is gone."""
        async with self._database.read() as read:
            self._horizon = await repository.horizon(read)
            marks = await repository.all_live(read)
            encoded = await self._encoded_since(read, 0)
        await self._apply(marks, gone=[key for key in self._marks if key not in marks])
        await self._apply_vectors(encoded)

    async def catch_up(self) -> None:
        """Reads what was written since the last look."""
        async with self._database.read() as read:
            horizon = await repository.horizon(read)
            written = await repository.written_since(read, self._horizon)
            encoded = await self._encoded_since(read, self._horizon)
        await self._apply(written)
        await self._apply_vectors(encoded)
        self._horizon = horizon

    async def _encoded_since(self, read: vectors.Reader, xid: int) -> Marks:
        space = self._serving()
        return {} if space is None else await vectors.written_since(read, space.version, xid)

    async def _apply_vectors(self, encoded: Marks) -> None:
        changed = [key for key, mark in encoded.items() if self._encoded.get(key) != mark]
        await self._read_vectors(self.board, [key for key in changed if key in self._marks], self._serving())
        self._encoded.update({key: encoded[key] for key in changed})

    def _serving(self) -> Served | None:
        return self.meanings.served if self.meanings is not None else None

    async def _apply(self, marks: Marks, gone: Sequence[tuple[str, UUID]] = ()) -> None:
        changed = [key for key, mark in marks.items() if self._marks.get(key) != mark]
        await self._read(self.board, changed, self._serving())
        for key in gone:
            self._drop(self.board, key)
            del self._marks[key]
        self._marks.update({key: marks[key] for key in changed})

    async def _read(self, board: Board, keys: Sequence[tuple[str, UUID]], space: Served | None) -> None:
        for first in range(0, len(keys), _BATCH):
            batch = keys[first : first + _BATCH]
            async with self._database.read() as read:
                found = await repository.live_documents(read, batch)
            # Counting words is work for a thread: requests are answered meanwhile.
            await asyncio.to_thread(_put_all, board, found)
            live = {(document.entity, document.id) for document in found}
            for key in batch:
                if key not in live:
                    self._drop(board, key)
            # A text that was just changed keeps the vector of before until its own is made.
            await self._read_vectors(board, list(live), space)

    async def _read_vectors(
        self, board: Board, keys: Sequence[tuple[str, UUID]], space: Served | None
    ) -> None:
        if space is None:
            return
        for first in range(0, len(keys), _BATCH):
            async with self._database.read() as read:
                found = await vectors.vectors(read, space.version, keys[first : first + _BATCH])
            for (entity, key), rows in found.items():
                board.put_vectors(_side(entity), key, [one.vector for one in rows])

    @staticmethod
    def _drop(board: Board, key: tuple[str, UUID]) -> None:
        board.remove(_side(key[0]), key[1])


def _side(entity: str) -> Side:
    return "profile" if entity == "profile" else "challenge"


def _put_all(board: Board, documents: Sequence[Document]) -> None:
    for document in documents:
        board.put(document)
