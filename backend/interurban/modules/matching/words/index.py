"""The words index of one process: challenges on one side, profiles on the other, one score for a pair.

The score of a profile and a challenge is the same number whichever of them asks, so that a city and a
firm read the same reasons.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from . import concepts
from .analysis import Counts, Features, Keys, read
from .columns import Column
from .postings import Scores
from .shard import RarityOf, Shard, mix, softened
from .weights import LENGTH, SCORE

Side = Literal["challenge", "profile"]
Key = Hashable
# Value of the longest shared prefix of two declared codes.
SHARED_DIGITS = {2: 0.25, 3: 0.5, 4: 0.75, 5: 1.0}


@dataclass(frozen=True, slots=True)
class Query:
    """One challenge or profile, counted: its text in each of its languages, and its declared codes."""

    texts: tuple[Features, ...]
    codes: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not self.codes and all(text.empty for text in self.texts)


@dataclass(frozen=True, slots=True)
class Parts:
    """A score and what it is made of (each part already weighted)."""

    total: float
    grams: float
    stems: float
    concepts: float
    codes: float
    profile_lang: str
    challenge_lang: str


@dataclass(frozen=True, slots=True)
class Hit:
    key: Key
    score: float


def make_query(texts: Mapping[str, Sequence[str]], codes: Sequence[str] = ()) -> Query:
    """`texts`: language -> its parts (title, body)."""
    return Query(tuple(read(lang, *parts) for lang, parts in sorted(texts.items())), tuple(codes))


class _SideOf:
    """Slots of one side. Slot 0 belongs to nobody: rows of what was removed point there."""

    def __init__(self) -> None:
        self.shards: dict[str, Shard] = {}
        self.slots: dict[Key, int] = {}
        self.keys: list[Key] = [None]
        self.alive = Column(np.bool_)
        self.alive.append(False)
        self.prefixes: dict[str, list[int]] = {}
        self.rows: dict[int, list[tuple[Shard, int]]] = {}

    def put(self, key: Key, query: Query) -> int:
        self.remove(key)
        slot = len(self.keys)
        self.slots[key] = slot
        self.keys.append(key)
        self.alive.append(True)
        declared = concepts.declared(query.codes) if query.codes else None
        held = self.rows[slot] = []
        for found in query.texts or (read("und", ""),):
            shard = self.shards.setdefault(found.lang, Shard(found.lang))
            held.append((shard, len(shard)))
            shard.add(slot, found, declared)
        for prefix in {p for code in query.codes for p in _prefixes(code)}:
            self.prefixes.setdefault(prefix, []).append(slot)
        return slot

    def remove(self, key: Key) -> bool:
        slot = self.slots.pop(key, None)
        if slot is None:
            return False
        self.alive[slot] = False
        self.keys[slot] = None
        for shard, row in self.rows.pop(slot):
            shard.owners[row] = 0
        return True

    def shared_codes(self, codes: Sequence[str]) -> Scores:
        found = np.zeros(len(self.keys), np.float32)
        for digits, value in SHARED_DIGITS.items():
            for prefix in {p for code in codes for p in _prefixes(code) if len(p) == digits}:
                found[self.prefixes.get(prefix, [])] = value
        return found


class WordIndex:
    """Thread-safe. `put` makes a document matchable at once; `put` again replaces it."""

    def __init__(self, labels: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """`labels`: language -> code -> label, see `concepts`."""
        self._sides: dict[Side, _SideOf] = {"challenge": _SideOf(), "profile": _SideOf()}
        self._lock = threading.RLock()
        self._labels: dict[str, concepts.Labels | None] = {}
        self._label_texts = labels or {}
        self._pointers: dict[str, tuple[int, concepts.Pointer | None]] = {}
        self._dirty = False

    def put(self, side: Side, key: Key, query: Query) -> int:
        """Returns the slot: where this document stands in the arrays that `scores` answers with."""
        with self._lock:
            self._dirty = True
            return self._sides[side].put(key, query)

    def remove(self, side: Side, key: Key) -> bool:
        with self._lock:
            return self._sides[side].remove(key)

    def count(self, side: Side) -> int:
        return len(self._sides[side].slots)

    def removed(self, side: Side) -> int:
        """How many slots are waste. Whoever owns the index builds a new one when they are too many."""
        found = self._sides[side]
        return len(found.keys) - 1 - len(found.slots)

    def slot(self, side: Side, key: Key) -> int | None:
        return self._sides[side].slots.get(key)

    @property
    def nbytes(self) -> int:
        shards = [s for side in self._sides.values() for s in side.shards.values()]
        return sum(s.grams.nbytes + s.stems.nbytes + s.concepts.nbytes for s in shards)

    def settle(self) -> None:
        """Brings rarities, norms and concepts up to date; `scores` calls it where it is needed."""
        with self._lock:
            if not self._dirty:
                return
            for side in self._sides.values():
                for shard in side.shards.values():
                    shard.settle_text()
            for side in self._sides.values():
                for shard in side.shards.values():
                    pointer = self._pointer(shard.lang)
                    shard.refresh(self._rarity(shard.lang), self._stem_rarity(shard.lang), pointer)
            self._dirty = False

    def scores(self, query: Query, side: Side, *, like: Side | None = None) -> Scores:
        """The score of every slot of `side`.

        `like` says on which side the query stands; by default the other one. Two challenges are
        compared with the first in a profile's place.
        """
        asks = like or ("profile" if side == "challenge" else "challenge")
        with self._lock:
            self.settle()
            target = self._sides[side]
            best = np.zeros(len(target.keys), np.float32)
            for text in query.texts:
                keys, weights = self._concepts(text, query.codes)
                for shard in target.shards.values():
                    found = self._grams(text, shard, asks)
                    if shard.lang == text.lang:
                        found += SCORE.stems * self._stems(text, shard, side)
                    found += SCORE.concepts * shard.concept_scores(keys, weights)
                    owners = shard.owners.values
                    best[owners] = np.maximum(best[owners], found)
            if query.codes:
                best += SCORE.codes * target.shared_codes(query.codes)
            best[~target.alive.values] = 0
            return np.minimum(best, 1)

    def top(
        self,
        query: Query,
        side: Side,
        limit: int,
        *,
        allowed: NDArray[np.bool_] | None = None,
        like: Side | None = None,
        least: float = 0.0,
    ) -> list[Hit]:
        """The best of those `allowed` (an array over slots), best first; ties in the order they came."""
        with self._lock:
            found = self.scores(query, side, like=like)
            return self.best(found, side, limit, allowed=allowed, least=least)

    def best(
        self,
        found: Scores,
        side: Side,
        limit: int,
        *,
        allowed: NDArray[np.bool_] | None = None,
        least: float = 0.0,
    ) -> list[Hit]:
        keys = self._sides[side].keys
        possible = found > least
        if allowed is not None:
            possible &= allowed
        slots = np.flatnonzero(possible)
        if slots.size > limit:
            edge = np.partition(found[slots], slots.size - limit)[slots.size - limit]
            slots = slots[found[slots] >= edge]
        order = slots[np.lexsort((slots, -found[slots]))][:limit]
        return [Hit(keys[slot], float(found[slot])) for slot in order]

    def pair(self, profile: Query, challenge: Query) -> Parts:
        """The exact score of two documents, whether they are in the index or not."""
        with self._lock:
            self.settle()
            codes = SCORE.codes * _shared(profile.codes, challenge.codes)
            best = Parts(codes, 0.0, 0.0, 0.0, codes, "", "")
            for text in profile.texts:
                for other in challenge.texts:
                    grams = self._gram_pair(text, other)
                    stems = SCORE.stems * self._stem_pair(text, other) if text.lang == other.lang else 0.0
                    pointed = SCORE.concepts * _dot(
                        *self._concepts(text, profile.codes), *self._concepts(other, challenge.codes)
                    )
                    total = min(grams + stems + pointed + codes, 1.0)
                    if total > best.total:
                        best = Parts(total, grams, stems, pointed, codes, text.lang, other.lang)
            return best

    def rarity(self, lang: str, stems: Keys) -> Scores:
        """How rare stems are among the challenges of a language: 0 for those that stand in all."""
        with self._lock:
            return self._stem_rarity(lang)(stems)

    def pointed(self, text: Features, codes: Sequence[str] = ()) -> dict[str, float]:
        """The classification digits a text and its codes point to, with their weights."""
        with self._lock:
            keys, weights = self._concepts(text, tuple(codes))
            return {str(int(k))[1:]: float(w) for k, w in zip(keys, weights, strict=True)}

    # What follows runs under the lock.

    def _rarity(self, lang: str) -> RarityOf:
        return self._rarity_in(lang, lambda shard: shard.grams)

    def _stem_rarity(self, lang: str) -> RarityOf:
        return self._rarity_in(lang, lambda shard: shard.stems)

    def _rarity_in(self, lang: str, kind: Callable[[Shard], object]) -> RarityOf:
        shards = self._sides["challenge"].shards
        # A language without challenges borrows from all: the smoothing alone would make all words equal.
        own = [shards[lang]] if lang in shards else list(shards.values())
        return RarityOf([kind(shard) for shard in own])  # type: ignore[misc]

    def _pointer(self, lang: str) -> concepts.Pointer | None:
        """Made anew when the language's texts have grown by a third since."""
        if lang not in self._labels:
            self._labels[lang] = concepts.prepare(self._label_texts.get(lang, {}), lang)
        labels = self._labels[lang]
        if labels is None:
            return None
        rarity = self._rarity(lang)
        made_at, pointer = self._pointers.get(lang, (-1, None))
        if pointer is None or rarity.documents > 1.3 * made_at + 10:
            pointer = concepts.Pointer(labels, rarity(labels.keys))
            self._pointers[lang] = (rarity.documents, pointer)
        return pointer

    def _vector(self, text: Features, side: Side) -> Scores:
        """The gram weights of a text as `side` weighs it; rarity of its own language in them."""
        weights = _damp(text.gram_counts) * self._rarity(text.lang)(text.grams)
        norm = np.sqrt((weights**2).sum(keepdims=True))
        found: Scores = weights / (
            softened(norm, LENGTH.usual_grams) if side == "profile" else np.maximum(norm, 1e-6)
        )
        return found

    def _grams(self, text: Features, shard: Shard, asks: Side) -> Scores:
        weights = self._vector(text, asks) * self._rarity(shard.lang)(text.grams)
        return shard.gram_scores(text.grams, weights, as_profiles=asks == "challenge")

    def _stems(self, text: Features, shard: Shard, side: Side) -> Scores:
        rarity = self._stem_rarity(text.lang)(text.stems)
        if side == "challenge":
            return shard.challenge_stem_scores(text.stems, self._profile_stems(text, rarity))
        return shard.profile_stem_scores(text.stems, self._challenge_stems(text) * rarity)

    def _profile_stems(self, text: Features, rarity: Scores) -> Scores:
        weights = _damp(text.stem_counts) * rarity
        found: Scores = weights / softened(np.sqrt((weights**2).sum(keepdims=True)), LENGTH.usual_stems)
        return found

    def _challenge_stems(self, text: Features) -> Scores:
        shard = self._sides["challenge"].shards.get(text.lang)
        usual = shard.usual_length if shard is not None else max(text.length, 1.0)
        length = LENGTH.bm25_k1 * (1 - LENGTH.bm25_b + LENGTH.bm25_b * text.length / max(usual, 1.0))
        share: Scores = text.stem_counts / (text.stem_counts + np.float32(length))
        return share * np.float32((LENGTH.bm25_k1 + 1) / LENGTH.bm25_scale)

    def _gram_pair(self, profile: Features, challenge: Features) -> float:
        return _dot(
            profile.grams,
            self._vector(profile, "profile"),
            challenge.grams,
            self._vector(challenge, "challenge"),
        )

    def _stem_pair(self, profile: Features, challenge: Features) -> float:
        rarity = self._stem_rarity(profile.lang)(profile.stems)
        return _dot(
            profile.stems,
            self._profile_stems(profile, rarity),
            challenge.stems,
            self._challenge_stems(challenge),
        )

    def _concepts(self, text: Features, codes: Sequence[str]) -> tuple[Keys, Counts]:
        pointer = self._pointer(text.lang)
        pointed = None
        if pointer is not None:
            _, places, columns = np.intersect1d(
                text.grams, pointer.keys, assume_unique=True, return_indices=True
            )
            at = (np.zeros(places.size, np.intp), columns)
            row = sparse.csr_array((_damp(text.gram_counts[places]), at), (1, pointer.keys.size))
            found = pointer.point(row)
            pointed = (pointer.concepts[found.indices], found.data * pointer.trust)
        return mix(pointed, concepts.declared(codes) if codes else None)


def _prefixes(code: str) -> list[str]:
    digits = concepts.significant(code)
    return [digits[:n] for n in SHARED_DIGITS if n <= len(digits)]


def _shared(codes: Sequence[str], others: Sequence[str]) -> float:
    mine = {p for code in codes for p in _prefixes(code)}
    theirs = {p for code in others for p in _prefixes(code)}
    return max((SHARED_DIGITS[len(p)] for p in mine & theirs), default=0.0)


def _damp(counts: Counts) -> Scores:
    found: Scores = (1 + np.log(counts)).astype(np.float32)
    return found


def _dot(keys: Keys, weights: Counts, other_keys: Keys, other_weights: Counts) -> float:
    _, places, others = np.intersect1d(keys, other_keys, assume_unique=True, return_indices=True)
    return float((weights[places] * other_weights[others]).sum())
