"""What one process matches with: the words index, and the facts that gates and dates are checked against.

Slots are the index's: one for each challenge or profile, in the order they came; a replaced document gets
a new one. All arrays are over slots.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from .firms import Firms, Judge, outside, seen_by_cities
from .gates import Applicant, GateTable
from .neural.matrix import Matrix, Slots
from .words.columns import Coded, Column, Ids
from .words.fit import FLOOR
from .words.index import Hit, Query, WordIndex, make_query
from .words.pair import Side
from .words.postings import Scores

Mask = NDArray[np.bool_]
Passes = Callable[[Slots], Mask]
_AT_FIRST = 3  # times as many as are wanted are looked at, where some may not pass


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
    original_language: str = ""

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

    def __init__(self, labels: Mapping[str, Mapping[str, str]], folder: Path | None = None) -> None:
        """`folder` is where vectors at full precision go, see RowFile."""
        self.index = WordIndex(labels)
        self.lock = threading.RLock()
        self.vectors: dict[Side, Matrix] = {
            "challenge": Matrix(folder=folder),
            "profile": Matrix(folder=folder),
        }
        self._gates = GateTable()
        self._opens, self._closes = Column(np.float64), Column(np.float64)
        self._owners: dict[Side, Ids] = {"challenge": Ids(), "profile": Ids()}
        self._countries = Coded()
        self._firms = Firms()
        # Slot 0 belongs to nobody, is never open and never seen.
        for owners in self._owners.values():
            owners.append(None)
        self._add_challenge("", (), np.inf, -np.inf)
        self._firms.append(seen=False, country="", regions=(), facts=None)

    def put(self, document: Document) -> None:
        query = document.query()
        with self.lock:
            self._forget_vectors(document.entity, document.id)
            if query.empty:
                self.index.remove(document.entity, document.id)
                return
            self.index.put(document.entity, document.id, query)
            self._owners[document.entity].append(document.organisation_id)
            if document.entity == "profile":
                self._firms.append(
                    seen=seen_by_cities(document.kind, document.visibility),
                    country=document.country,
                    regions=document.regions,
                    facts=document.facts,
                )
                return
            opens, closes = document.opens_at, document.closes_at
            self._add_challenge(
                document.country,
                document.gates,
                opens.timestamp() if opens else -np.inf,
                closes.timestamp() if closes else np.inf,
            )

    def _add_challenge(
        self, country: str, gates: Sequence[Mapping[str, Any]], opens: float, closes: float
    ) -> None:
        self._gates.append(gates)
        self._countries.append(country)
        self._opens.append(opens)
        self._closes.append(closes)

    def remove(self, side: Side, key: UUID) -> None:
        with self.lock:
            self._forget_vectors(side, key)
            self.index.remove(side, key)

    def _forget_vectors(self, side: Side, key: UUID) -> None:
        slot = self.index.slot(side, key)
        if slot is not None:
            self.vectors[side].remove(slot)

    def put_vectors(self, side: Side, key: UUID, rows: Sequence[NDArray[np.floating]]) -> None:
        """A document's vectors from now on, one a language. Of one that is not here they are passed over."""
        with self.lock:
            slot = self.index.slot(side, key)
            if slot is None:
                return
            if len(rows):
                self.vectors[side].put(slot, np.stack(rows))
            else:
                self.vectors[side].remove(slot)

    def has_vectors(self, side: Side, slot: int) -> bool:
        return slot in self.vectors[side]

    def nearest(
        self,
        side: Side,
        query: NDArray[np.floating],
        allowed: Mask | None,
        limit: int,
        passes: Passes | None = None,
    ) -> tuple[Slots, Scores]:
        """The allowed slots nearest in meaning and their products, exactly; best first. See Matrix.scan.

        `passes` is asked of those that the ranking comes to, and of no others.
        """
        if passes is None:
            return self.vectors[side].scan(query, allowed, limit)
        wide = _AT_FIRST * limit
        while True:
            slots, scores = self.vectors[side].scan(query, allowed, wide)
            kept = np.flatnonzero(passes(slots))[:limit]
            if kept.size == limit or slots.size < wide:
                return slots[kept], scores[kept]
            wide *= 4

    def products(self, side: Side, query: NDArray[np.floating], slots: Slots | Sequence[int]) -> Scores:
        """What `nearest` would say of each of these slots; minus infinity for one without a vector."""
        return self.vectors[side].products(query, slots)

    def slots(self, side: Side) -> int:
        """The length of arrays over slots."""
        with self.lock:
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
            failed = self._gates.failing(document.applicant(year))
            if document.regions:
                failed |= self._countries.where(lambda code: outside(document.regions, code))
            return failed

    def seen_by_cities(self) -> Mask:
        """Profiles that a city may be shown."""
        with self.lock:
            return self._firms.seen

    def judge(self, challenge: Document, year: int) -> Judge:
        """Says of profiles which do not meet this challenge's gates, or do not work in its country."""
        with self.lock:
            return self._firms.judge(challenge.gates, challenge.country, year)

    def not_closed(self, now: datetime) -> Mask:
        """Open ones, and those that open later."""
        with self.lock:
            found: Mask = self._closes.values > now.timestamp()
            return found

    def own(self, side: Side, organisation_id: UUID | None) -> Mask:
        """Slots of one organisation."""
        with self.lock:
            return self._owners[side].equal(organisation_id)

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
        self,
        scores: Scores,
        side: Side,
        limit: int,
        allowed: Mask,
        after: Position | None = None,
        passes: Passes | None = None,
        *,
        least: float = FLOOR,
    ) -> list[Hit]:
        """The next `limit` of a ranking: by score, then by id, so that every process gives one order.

        `least` is the score below which nothing is shown.
        `passes` is asked of those that the ranking comes to, and of no others.
        """
        floor = least - 1e-6
        with self.lock:
            extra = 0
            if after is not None:
                size = min(scores.size, allowed.size)
                last = np.float32(after.score)
                allowed = allowed[:size] & (scores[:size] <= last)
                # Those that tie with the last of the page before come again, and are passed over below.
                extra = int((scores[:size][allowed] == last).sum())
            hits = self._best(scores, side, limit + extra, allowed, floor, passes)
        hits.sort(key=lambda hit: (-hit.score, str(hit.key)))
        if after is not None:
            place = (-after.score, str(after.id))
            hits = [hit for hit in hits if (-hit.score, str(hit.key)) > place]
        return hits[:limit]

    def _best(
        self, scores: Scores, side: Side, limit: int, allowed: Mask, least: float, passes: Passes | None
    ) -> list[Hit]:
        """At least `limit` that pass, and all that tie with the last of them, if there are so many."""
        wide = limit
        while True:
            hits = self.index.best(scores, side, wide, allowed=allowed, least=least, ties=True)
            if passes is None or not hits:
                return hits
            passing = passes(np.array([self.index.slot(side, hit.key) for hit in hits], np.int64))
            kept = [hits[place] for place in np.flatnonzero(passing).tolist()]
            if len(kept) >= limit or len(hits) < wide:
                return kept
            wide *= 4
