"""Each process that matches keeps open challenges and profiles in memory, and keeps them true.

NOTIFY wakes it, a poll stands behind that, and it reads what transactions wrote that were unfinished at
its last look. After a lost connection it compares everything it has with everything there is.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from interurban.core.database import READ_ROLE, Database, libpq_url

from . import repository
from .board import Board, Document
from .store import CHANNEL, LABELS_CHANGED
from .types import Mode, WithoutModel
from .words.index import Query
from .words.pair import Side
from .words.postings import Scores

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
        self.space: Any = None
        self.encoder: Any = None
        self.reason: WithoutModel | None = WithoutModel.starting
        self.model_name = ""
        self._marks: Marks = {}
        self._horizon = 0

    @property
    def mode(self) -> Mode:
        return Mode.words

    def scores(self, query: Query, side: Side, *, like: Side | None = None) -> Scores:
        """The score of every slot of `side`: the one place where a model's vectors would join the words."""
        return self.board.index.scores(query, side, like=like)

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
                labels_changed = False
                async for notice in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                    labels_changed = notice.payload == LABELS_CHANGED
                if labels_changed or self.board.wasteful:
                    await self.load()
                else:
                    await self.catch_up()

    async def load(self) -> None:
        """Reads everything into a new board. The old one answers meanwhile, if it was complete."""
        async with self._database.read() as read:
            board = Board(await repository.labels(read))
            self._horizon = await repository.horizon(read)
            marks = await repository.all_live(read)
        if not self.complete:
            self.board, self._marks = board, {}
        await self._read(board, list(marks))
        await asyncio.to_thread(board.index.settle)
        self.board, self._marks, self.complete = board, marks, True
        gc.collect()

    async def compare(self) -> None:
        """After a silence: reads what is new or other than what is here, and drops what is gone."""
        async with self._database.read() as read:
            self._horizon = await repository.horizon(read)
            marks = await repository.all_live(read)
        await self._apply(marks, gone=[key for key in self._marks if key not in marks])

    async def catch_up(self) -> None:
        """Reads what was written since the last look."""
        async with self._database.read() as read:
            horizon = await repository.horizon(read)
            written = await repository.written_since(read, self._horizon)
        await self._apply(written)
        self._horizon = horizon

    async def _apply(self, marks: Marks, gone: Sequence[tuple[str, UUID]] = ()) -> None:
        changed = [key for key, mark in marks.items() if self._marks.get(key) != mark]
        await self._read(self.board, changed)
        for key in gone:
            self._drop(self.board, key)
            del self._marks[key]
        self._marks.update({key: marks[key] for key in changed})

    async def _read(self, board: Board, keys: Sequence[tuple[str, UUID]]) -> None:
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

    @staticmethod
    def _drop(board: Board, key: tuple[str, UUID]) -> None:
        board.remove("profile" if key[0] == "profile" else "challenge", key[1])


def _put_all(board: Board, documents: Sequence[Document]) -> None:
    for document in documents:
        board.put(document)
