"""What one process matches with: the words index, and the facts that gates and dates are checked against.

Slots are the index's: one for each challenge or profile, in the order they came; a replaced document gets
a new one. All arrays are over slots.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from .gates import Applicant, GateTable
from .neural.matrix import Matrix
from .words.columns import Column
from .words.fit import FLOOR
from .words.index import Hit, Query, WordIndex, make_query
from .words.pair import Side
from .words.postings import Scores

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Document:
    """A row of matching_documents as far as matching in memory needs it."""

    entity: Side
    id: UUID
    organisation_id: UUID | None
    kind: str
    visibility: str
    country: str
    texts: Mapping[str, Sequence[str]]
    categories: Sequence[str] = ()
    regions: Sequence[str] = ()
    gates: Sequence[Mapping[str, Any]] = ()
    facts: Mapping[str, Any] | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def query(self) -> Query:
        return make_query(self.texts, self.categories)

    def applicant(self, year: int) -> Applicant:
        return Applicant(self.country, self.facts or {}, year)


@dataclass(frozen=True, slots=True)
class Position:
    """The last of a page: what comes after it has a lower score, or the same and a greater id."""

    score: float
    id: UUID


class Board:
    """Thread-safe, as its index is."""

    def __init__(self, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.index = WordIndex(labels)
        self.lock = threading.RLock()
        self._gates = GateTable()
        self._opens, self._closes = Column(np.float64), Column(np.float64)
        self._owners: dict[Side, list[UUID | None]] = {"challenge": [None], "profile": [None]}
        self._countries: list[str] = [""]
        self._profiles: list[Document | None] = [None]
        self._vectors: dict[Side, Matrix] = {"challenge": Matrix(), "profile": Matrix()}
        self._opens.append(np.inf)
        self._closes.append(-np.inf)

    def put(self, document: Document) -> None:
        query = document.query()
        with self.lock:
            self._forget_vectors(document.entity, document.id)
            if query.empty:
                self.index.remove(document.entity, document.id)
                return
            slot = self.index.put(document.entity, document.id, query)
            self._owners[document.entity].append(document.organisation_id)
            if document.entity == "profile":
                self._profiles.append(document)
                return
            self._gates.put(slot, document.gates)
            self._countries.append(document.country)
            self._opens.append(document.opens_at.timestamp() if document.opens_at else -np.inf)
            self._closes.append(document.closes_at.timestamp() if document.closes_at else np.inf)

    def remove(self, side: Side, key: UUID) -> None:
        with self.lock:
            self._forget_vectors(side, key)
            self.index.remove(side, key)

    def put_vectors(self, side: Side, key: UUID, rows: Sequence[NDArray[np.floating]]) -> None:
        """The vectors of a document's texts, one a language. Of one that is not here: nothing."""
        with self.lock:
            slot = self.index.slot(side, key)
            if slot is not None:
                self._vectors[side].remove(slot)
                if rows:
                    self._vectors[side].put(slot, np.stack(rows))

    def _forget_vectors(self, side: Side, key: UUID) -> None:
        slot = self.index.slot(side, key)
        if slot is not None:
            self._vectors[side].remove(slot)

    def has_vectors(self, side: Side, slot: int) -> bool:
        return slot in self._vectors[side]

    def nearest(
        self, side: Side, query: NDArray[np.floating], allowed: Mask, limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Slots and products of the nearest by meaning, see Matrix.scan."""
        return self._vectors[side].scan(query, allowed, limit)

    def products(
        self, side: Side, query: NDArray[np.floating], slots: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """See Matrix.products."""
        return self._vectors[side].products(query, slots)

    def slots(self, side: Side) -> int:
        """How long arrays over slots are."""
        return len(self._owners[side])

    @property
    def wasteful(self) -> bool:
        """Whether more slots are empty than is worth carrying."""
        return any(
            self.index.removed(side) > 1_000 + self.index.count(side) for side in ("challenge", "profile")
        )

    def open_challenges(self, now: datetime) -> Mask:
        at = now.timestamp()
        with self.lock:
            open_now: Mask = (self._opens.values <= at) & (self._closes.values > at)
            return open_now

    def failing(self, document: Document, year: int) -> Mask:
        """Challenges with a gate that this profile does not meet, or outside the countries it works in."""
        with self.lock:
            failed = self._gates.failing(document.applicant(year), len(self._countries))
            if document.regions:
                known = {code: outside(document.regions, code) for code in set(self._countries)}
                failed |= np.array([known[code] for code in self._countries])
            return failed

    def not_closed(self, now: datetime) -> Mask:
        """Open ones, and those that open later."""
        with self.lock:
            found: Mask = self._closes.values > now.timestamp()
            return found

    def profile(self, slot: int) -> Document | None:
        return self._profiles[slot]

    def own(self, side: Side, organisation_id: UUID | None) -> Mask:
        """Slots of one organisation."""
        with self.lock:
            owners = self._owners[side]
            if organisation_id is None:
                return np.zeros(len(owners), bool)
            return np.array([owner == organisation_id for owner in owners])

    def without(self, mask: Mask, side: Side, keys: Collection[UUID]) -> Mask:
        """The mask less some documents."""
        left = mask.copy()
        for key in keys:
            slot = self.index.slot(side, key)
            if slot is not None and slot < left.size:
                left[slot] = False
        return left

    def only(self, mask: Mask, side: Side, keys: Collection[UUID]) -> Mask:
        kept = np.zeros_like(mask)
        for key in keys:
            slot = self.index.slot(side, key)
            if slot is not None and slot < kept.size:
                kept[slot] = mask[slot]
        return kept

    def page(
        self, scores: Scores, side: Side, limit: int, allowed: Mask, after: Position | None = None
    ) -> list[Hit]:
        """The next `limit` of a ranking: by score, then by id, so that every process gives one order."""
        floor = FLOOR - 1e-6
        with self.lock:
            extra = 0
            if after is not None:
                size = min(scores.size, allowed.size)
                last = np.float32(after.score)
                allowed = allowed[:size] & (scores[:size] <= last)
                # Those that tie with the last of the page before come again, and are passed over below.
                extra = int((scores[:size][allowed] == last).sum())
            hits = self.index.best(scores, side, limit + extra, allowed=allowed, least=floor, ties=True)
        hits.sort(key=lambda hit: (-hit.score, str(hit.key)))
        if after is not None:
            place = (-after.score, str(after.id))
            hits = [hit for hit in hits if (-hit.score, str(hit.key)) > place]
        return hits[:limit]


def outside(regions: Sequence[str], country: str) -> bool:
    return bool(regions) and country not in regions
