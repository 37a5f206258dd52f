"""Turns texts into vectors of the space that serves, for whoever asks: a firm, a draft, a visitor."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interurban.core.settings import Settings

from .board import Document
from .neural.encoder import Encoder, open_encoder
from .neural.inputs import as_input, text_hash
from .neural.space import BadSpace, Space
from .vectors import Rows, Sentences, Stored, Vector
from .words.concepts import significant
from .words.pair import Side

log = logging.getLogger(__name__)
POINTS = 20  # codes of the classification that are kept of a text
# How much nearer than the next a language's centroid must be. Of 132 texts and their first eight words in
# eleven languages, 130 were nearest to their own.
_SURE = 0.008
_KEPT = 2_000  # rows of 384 numbers: 3 MB


@dataclass(frozen=True, slots=True)
class Served:
    """A space with the number under which its vectors are stored, and what it was made from."""

    version: int
    basis: str
    space: Space


def served(stored: Stored | None) -> Served | None:
    """None too for one that another version of the program wrote: the embedder makes it anew."""
    if stored is None:
        return None
    try:
        return Served(stored.version, stored.basis, Space.load(stored.data))
    except BadSpace:
        log.warning("a stored matching space cannot be read", extra={"version": stored.version})
        return None


_opened: dict[tuple[object, ...], Encoder] = {}
_opening = threading.Lock()


def shared_encoder(settings: Settings) -> Encoder:
    """The one encoder of this process, opened by whoever comes first. Blocks; raises ModelUnavailable."""
    place = (settings.home.resolve(), settings.model_file, settings.data_folder)
    with _opening:
        if place not in _opened:
            _opened[place] = open_encoder(settings)
        return _opened[place]


class Meanings:
    """One encoder of a process, and the space that its rows are read in. Thread-safe."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.served: Served | None = None
        self.looked_for_space = False
        self._kept: OrderedDict[str, Rows] = OrderedDict()
        self._lock = threading.Lock()
        # The encoder takes a core for as long as it works: those who ask wait in line.
        self._turn = asyncio.Semaphore(1)

    async def of(self, document: Document) -> dict[str, Vector]:
        """Language -> vector, of each text that has words; empty while no space serves."""
        served = self.served
        if served is None:
            return {}
        inputs = {lang: as_input(document.entity, parts) for lang, parts in document.texts.items()}
        inputs = {lang: given for lang, given in inputs.items() if given}
        async with self._turn:
            rows = await asyncio.to_thread(self._rows, list(inputs.values()))
        return {
            lang: vector_of(served.space, document.entity, lang, row)
            for lang, row in zip(inputs, rows, strict=True)
        }

    async def language_of(self, text: str) -> str | None:
        """The language of a text, by the centroid it is nearest to; null where two are as near."""
        served = self.served
        given = as_input("profile", (text,))
        if served is None or not given:
            return None
        async with self._turn:
            row = (await asyncio.to_thread(self._rows, [given]))[0]
        near = sorted(served.space.languages(row, "profile"), reverse=True)[:2]
        if len(near) < 2 or near[0][0] - near[1][0] < _SURE:
            return None
        return near[0][1]

    def _rows(self, inputs: Sequence[str]) -> list[Rows]:
        """What was asked a moment ago, for another page or at another pause in typing, is still known."""
        hashes = [text_hash(given) for given in inputs]
        with self._lock:
            known = {key: self._kept[key] for key in hashes if key in self._kept}
        missing = {key: given for key, given in zip(hashes, inputs, strict=True) if key not in known}
        if missing:
            made = self.encoder.encode(list(missing.values()))
            known.update(zip(missing, made, strict=True))
        with self._lock:
            for key in hashes:
                self._kept[key] = known[key]
                self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return [known[key] for key in hashes]


def vector_of(space: Space, side: Side, lang: str, raw: Rows, sentences: Sentences | None = None) -> Vector:
    vector = space.vectors(raw[np.newaxis], side, lang)[0]
    points = {significant(near.code): near.weight for near in space.nearest_codes(vector, POINTS)}
    return Vector(lang, vector, points, sentences)


def stacked(found: Mapping[str, Vector]) -> Rows:
    """The vectors of all languages as rows."""
    return np.stack([one.vector for one in found.values()])
