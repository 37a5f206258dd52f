"""The words index of one process: challenges on one side, profiles on the other, one score for a pair.

The score of a profile and a challenge is the same number whichever of them asks, so that a city and a
firm read the same reasons.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import concepts, dissect, pair
from .analysis import Features, read
from .columns import Column
from .dissect import Fixed
from .kept import Kept
from .pair import Parts, Side
from .postings import Postings, Scores
from .scale import Scale
from .shard import Shard
from .weighed import ShownTexts, Text, Weighed
from .weights import SCORE

Key = Any  # whatever names a document: hashable, and not None
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
class Hit:
    key: Key
    score: float


def make_query(texts: Mapping[str, Sequence[str]], codes: Sequence[str] = ()) -> Query:
    """`texts`: language -> its parts (title, body)."""
    return Query(tuple(read(lang, *parts) for lang, parts in sorted(texts.items())), tuple(codes))


@dataclass(frozen=True, slots=True)
class WordScores:
    """Arrays over slots: the score and its parts, each already weighted, of the best pair of languages.

    `covered` is no part of the score, see `Parts`.
    """

    total: Scores
    grams: Scores
    stems: Scores
    covered: Scores
    concepts: Scores
    codes: Scores


_NO_TEXT = read("und", "")
_ASKED = 32  # texts of those who ask, kept for the reasons that they ask for next: 200 kB each


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
        for found in query.texts or (_NO_TEXT,):
            if found.lang not in self.shards:
                self.shards[found.lang] = Shard(found.lang)
            shard = self.shards[found.lang]
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
        self._dirty = False
        shards = self._sides["challenge"].shards
        self._scale = Scale(
            lambda lang: _texts(shards[lang]) if lang in shards else None,
            lambda: [_texts(shard) for shard in shards.values()],
            labels or {},
        )
        self.shown = ShownTexts(self._scale)
        self._asked: Kept[Fixed] = Kept(_ASKED)

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

    def key(self, side: Side, slot: int) -> Key | None:
        """Whose slot it is; null for one that was let go."""
        return self._sides[side].keys[slot]

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
                    shard.refresh(self._scale)
            self._dirty = False

    def scores(self, query: Query, side: Side, *, like: Side | None = None) -> Scores:
        """The score of every slot of `side`, see `parts`."""
        return self.parts(query, side, like=like).total

    def parts(self, query: Query, side: Side, *, like: Side | None = None) -> WordScores:
        """The score of every slot of `side` and what it is made of.

        `like` says on which side the query stands; by default the other one. Two challenges are
        compared with the first in a profile's place.
        """
        asks = like or ("profile" if side == "challenge" else "challenge")
        with self._lock:
            self.settle()
            target = self._sides[side]
            best, grams, stems, covered, pointed, codes = np.zeros((6, len(target.keys)), np.float32)
            for text in query.texts:
                fixed = self._fixed(text, query.codes, asks)
                asked = fixed.stems.weights
                if asks == "challenge":
                    asked = asked * self._scale.stems(text.lang)(text.stems)
                cover = np.array([fixed.cover], np.float32)
                for shard in target.shards.values():
                    rare = fixed.grams.weights * self._scale.grams(shard.lang)(text.grams)
                    of_grams = shard.gram_scores(text.grams, rare, as_profiles=asks == "challenge")
                    of_stems, covers = np.zeros_like(of_grams), cover
                    if shard.lang == text.lang:
                        of_stems = SCORE.stems * self._stem_scores(text, asked, shard, asks)
                        covers = cover if asks == "profile" else shard.stem_covers
                    of_concepts = SCORE.concepts * shard.concept_scores(*fixed.concepts.pairs)
                    found, owners = of_grams + of_stems + of_concepts, shard.owners.values
                    better = found > best[owners]
                    places = owners[better]
                    best[places] = found[better]
                    grams[places], stems[places] = of_grams[better], of_stems[better]
                    covered[places] = (of_stems * covers)[better]
                    pointed[places] = of_concepts[better]
            if query.codes:
                codes = SCORE.codes * target.shared_codes(query.codes)
            gone = ~target.alive.values
            total = np.minimum(best + codes, 1)
            for scores in (total, grams, stems, covered, pointed, codes):
                scores[gone] = 0
            return WordScores(total, grams, stems, covered, pointed, codes)

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
        ties: bool = False,
    ) -> list[Hit]:
        """The `limit` best of `found`; with `ties`, also those that have the last one's score."""
        with self._lock:
            keys = self._sides[side].keys
            possible = found > least
            if allowed is not None:
                # Slots that came after the mask was made are not in it, and wait for the next question.
                possible[: allowed.size] &= allowed[: possible.size]
                possible[allowed.size :] = False
            slots = np.flatnonzero(possible)
            if slots.size > limit:
                edge = np.partition(found[slots], slots.size - limit)[slots.size - limit]
                slots = slots[found[slots] >= edge]
            order = slots[np.lexsort((slots, -found[slots]))]
            kept = order if ties else order[:limit]
            return [Hit(keys[slot], float(found[slot])) for slot in kept if keys[slot] is not None]

    def pair(self, profile: Query, challenge: Query) -> Parts:
        """The exact score of two documents, whether they are in the index or not."""
        with self._lock:
            self.settle()
            shared = SCORE.codes * shared_digits(profile.codes, challenge.codes)
            codes = (profile.codes, challenge.codes)
            found = [
                pair.score(self._scale, text, other, codes, shared)
                for text in profile.texts
                for other in challenge.texts
            ]
            return max(
                found, key=lambda parts: parts.total, default=Parts(shared, 0, 0, 0, 0, shared, "", "")
            )

    def fix(self, text: Features, codes: Sequence[str], side: Side) -> Fixed:
        """A text weighed once, to be compared with many others."""
        with self._lock:
            self.settle()
            return self._fixed(text, tuple(codes), side)

    def weigh(self, side: Side, texts: Sequence[Text]) -> list[Weighed]:
        """Texts that are to be shown with reasons, whether they are in the index or not."""
        read = self.shown.read(side, texts)
        with self._lock:
            self.settle()
            return self.shown.weigh(side, texts, read)

    def rarity_at(self, lang: str, share: float, few: int) -> float:
        """Of a stem that stands in this share of a language's challenges, or in `few` if that is more."""
        with self._lock:
            scale = self._scale.stems(lang)
            return float(scale.at(np.array([max(share * scale.documents, few)], np.float32))[0])

    def _fixed(self, text: Features, codes: tuple[str, ...], side: Side) -> Fixed:
        """Who asks for a list asks for its reasons next: the same object is weighed once for both."""
        key = (id(text), codes, side)
        kept = self._asked.get(key)
        if kept is None or kept.state != self._scale.state(text.lang):
            kept = dissect.fix(self._scale, text, codes, side)
            self._asked.put(key, kept, 1)
        return kept

    def _stem_scores(self, text: Features, weights: Scores, shard: Shard, asks: Side) -> Scores:
        if asks == "profile":
            return shard.challenge_stem_scores(text.stems, weights, self._scale)
        return shard.profile_stem_scores(text.stems, weights)


def _texts(shard: Shard) -> tuple[Postings, Postings, float]:
    return shard.grams, shard.stems, shard.usual_length


def _prefixes(code: str) -> list[str]:
    digits = concepts.significant(code)
    return [digits[:n] for n in SHARED_DIGITS if n <= len(digits)]


@lru_cache(4_096)
def _all_prefixes(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(p for code in codes for p in _prefixes(code))


def shared_digits(codes: Sequence[str], others: Sequence[str]) -> float:
    """What the longest prefix that two lists of codes share is worth."""
    shared = _all_prefixes(tuple(codes)) & _all_prefixes(tuple(others))
    return max((SHARED_DIGITS[len(p)] for p in shared), default=0.0)
