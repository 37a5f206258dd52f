"""Search of the feed in the same space: what means what was typed, in whatever language."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from interurban.core.database import Database
from interurban.modules.feed.public import Near

from . import repository, vectors
from .board import Document
from .meanings import stacked
from .mirror import Mirror
from .neural.formula import SEARCH_FLOOR
from .types import WithoutModel
from .words.analysis import blank_markup, tokens

MOST = 100
_LEAST_WORDS, _LOOKED_AT = 3, 500  # different words, in so many characters
_FOR_GOOD = frozenset(
    {
        WithoutModel.switched_off,
        WithoutModel.weights_missing,
        WithoutModel.weights_refused,
        WithoutModel.failed,
    }
)


class Search:
    def __init__(self, mirror: Mirror, database: Database) -> None:
        self._mirror, self._database = mirror, database

    async def __call__(self, typed: str, past: bool) -> Sequence[Near] | None:
        """At most MOST records, the nearest first; null without a model. `past`: closed ones too."""
        if self._mirror.reason in _FOR_GOOD:
            return None
        meanings = self._mirror.meanings
        if meanings is None or meanings.served is None:
            return ()
        # A word or two may be of any language: then the centroid of all languages is the honest one.
        known = await meanings.language_of(typed)
        lang, floor = (known, SEARCH_FLOOR) if known else ("und", 1.4 * SEARCH_FLOOR)
        rows = await meanings.of(_typed(lang, typed))
        if not rows:
            return ()
        vector = stacked(rows)
        if past or not self._mirror.complete:
            async with self._database.read() as read:
                found = await vectors.nearest(
                    read, meanings.served.version, "challenge", vector[0], MOST, past=past
                )
        else:
            found = await asyncio.to_thread(self._in_memory, vector)
        near = {key: score for key, score in found if score >= floor}
        telling = await self._telling(near)
        return [Near(key, round(score * 1_000_000)) for key, score in near.items() if key in telling]

    async def _telling(self, keys: Collection[UUID]) -> set[UUID]:
        """Those that say enough to mean something: an untitled record is near to every question."""
        async with self._database.read() as read:
            found = await repository.documents(read, "challenge", keys) if keys else {}
        return {key for key, one in found.items() if any(map(_says_enough, one.texts.values()))}

    def _in_memory(self, vector: vectors.Rows) -> list[tuple[UUID, float]]:
        board = self._mirror.board
        with board.lock:
            slots, scores = board.nearest("challenge", vector, board.not_closed(datetime.now(UTC)), MOST)
            keys = [board.index.key("challenge", int(slot)) for slot in slots]
        return [(key, float(score)) for key, score in zip(keys, scores, strict=True) if key is not None]


def _says_enough(parts: Sequence[str]) -> bool:
    words = {word.folded for word in tokens(blank_markup(" ".join(parts)[:_LOOKED_AT]))}
    return sum(len(word) >= 3 and word.isalpha() for word in words) >= _LEAST_WORDS


def _typed(lang: str, typed: str) -> Document:
    """A question stands where a firm's text stands."""
    return Document(
        entity="profile",
        id=uuid4(),
        organisation_id=None,
        kind="question",
        visibility="private",
        country="",
        texts={lang: [typed]},
    )
