"""How rare features are among the challenges at hand, which both sides are weighed by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from . import concepts
from .analysis import Counts, Features, Keys
from .postings import Postings, Scores, Values
from .shown import Counted
from .weights import LENGTH, RARITY, SCORE

_FEW = 200
# What a feature that stands n times in a text counts for.
DAMPED = np.concatenate(([0.0], 1 + np.log(np.arange(1, 256)))).astype(np.float32)


def damp(counts: Counts) -> Scores:
    """The same for counts that are not stored as bytes."""
    return DAMPED[np.minimum(counts, 255).astype(np.uint8)]


class RarityOf:
    """-log of a smoothed share of documents; 0 for what stands in all of them."""

    def __init__(self, sources: Sequence[Postings]) -> None:
        self._sources = sources
        self.documents = sum(source.rows for source in sources)

    def __call__(self, keys: Keys) -> Scores:
        frequencies = np.zeros(keys.size, np.float32)
        for source in self._sources:
            frequencies += source.frequencies(keys)
        return self.at(frequencies)

    def at(self, frequencies: Scores) -> Scores:
        """The rarity of what stands in so many documents."""
        shares = (frequencies + RARITY.prior_documents * RARITY.prior_share) / (
            self.documents + RARITY.prior_documents
        )
        return np.maximum(-np.log(shares), 0).astype(np.float32)


class State(NamedTuple):
    """What a language's rarities were, once everything is settled: they move with each new document alone.

    `pointer` counts how often the pointer to the classification was made anew.
    """

    borrowed: bool
    documents: int
    pointer: int


class Scale:
    """Rarities, usual lengths and pointers to the classification, by language.

    `texts(lang)` gives the grams, stems and usual length of that language's challenges, or null;
    `all_texts()` those of every language.
    """

    def __init__(
        self,
        texts: Callable[[str], tuple[Postings, Postings, float] | None],
        all_texts: Callable[[], list[tuple[Postings, Postings, float]]],
        labels: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._texts, self._all, self._labels = texts, all_texts, labels
        self._pointers: dict[str, tuple[int, concepts.Pointer | None]] = {}
        self._numbers: dict[str, int] = {}

    def grams(self, lang: str) -> RarityOf:
        return RarityOf([found[0] for found in self._of(lang)])

    def stems(self, lang: str) -> RarityOf:
        return RarityOf([found[1] for found in self._of(lang)])

    def _of(self, lang: str) -> list[tuple[Postings, Postings, float]]:
        found = self._texts(lang)
        # A language without challenges borrows from all: smoothing alone would make all words equal.
        return [found] if found is not None else self._all()

    def bm25_length(self, lang: str, lengths: Scores) -> Scores:
        """BM25's k1 (1 - b + b length / usual length), of challenges in a language."""
        found = self._texts(lang)
        # Where there are none, a text is as long as is usual.
        usual = np.maximum(lengths if found is None else np.float32(found[2]), np.float32(1))
        relative = lengths / usual
        return (LENGTH.bm25_k1 * (1 - LENGTH.bm25_b + LENGTH.bm25_b * relative)).astype(np.float32)

    def pointer(self, lang: str) -> concepts.Pointer | None:
        """Null without labels in the language. Made anew where rarities have moved on since."""
        rarity = self.grams(lang)
        made_at, pointer = self._pointers.get(lang, (-1, None))
        if outgrown(made_at, rarity.documents):
            labels = concepts.prepare(self._labels.get(lang, {}), lang)
            pointer = None if labels is None else concepts.Pointer(labels, rarity(labels.keys))
            self._pointers[lang] = (rarity.documents, pointer)
            self._numbers[lang] = self._numbers.get(lang, 0) + 1
        return pointer

    def state(self, lang: str) -> State:
        """What was weighed in one state is to be weighed again in another: see `State`."""
        self.pointer(lang)
        documents = self.grams(lang).documents
        return State(self._texts(lang) is None, documents, self._numbers[lang])

    def concepts(self, texts: Sequence[Features], codes: Sequence[str]) -> list[tuple[Keys, Scores]]:
        """For each text (all in one language) what it and the declared codes point to."""
        declared = concepts.declared(codes) if codes else None
        pointer = self.pointer(texts[0].lang) if texts else None
        if pointer is None:
            return [concepts.mix(None, declared) for _ in texts]
        if len(texts) == 1:
            places, counts = _known(texts[0], pointer.keys)
            return [concepts.mix(pointer.point_one(places, counts), declared)]
        found = pointer.point(_over(texts, pointer.keys))
        return [concepts.mix(pointer.row(found, place), declared) for place in range(len(texts))]

    def left_concepts(
        self, lang: str, grams: Counted, spans: int, codes: Sequence[str]
    ) -> list[tuple[Keys, Scores]]:
        """The same for one text, and for what is left of it without each of its sentences."""
        declared = concepts.declared(codes) if codes else None
        pointer = self.pointer(lang)
        if pointer is None:
            return [concepts.mix(None, declared)] * (spans + 1)
        found = pointer.point(_without_each(grams, spans, pointer.keys))
        return [concepts.mix(pointer.row(found, row), declared) for row in range(spans + 1)]


def outgrown(then: int, documents: int) -> bool:
    """Whether what was weighed among `then` documents (-1: never) is to be weighed again among this many.

    Among few, each one moves every rarity, and weighing them all again costs little.
    """
    return then != documents if documents <= _FEW else documents > 1.3 * max(then, 0)


def _known(text: Features, keys: Keys) -> tuple[NDArray[np.intp], Scores]:
    """Where n-grams of a text stand in `keys`, and 1 + log of their counts."""
    places = np.searchsorted(keys, text.grams)
    places[places == keys.size] = 0
    known = keys[places] == text.grams
    return places[known], damp(text.gram_counts[known])


def _over(texts: Sequence[Features], keys: Keys) -> sparse.csr_array:
    """The texts as rows over `keys`: 1 + log of the count."""
    grams = np.concatenate([text.grams for text in texts])
    counts = np.concatenate([text.gram_counts for text in texts])
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), [text.grams.size for text in texts])
    places = np.searchsorted(keys, grams)
    places[places == keys.size] = 0
    known = keys[places] == grams
    at = (rows[known], places[known].astype(np.int32))
    return sparse.csr_array((damp(counts[known]), at), (len(texts), keys.size))


def _without_each(grams: Counted, spans: int, keys: Keys) -> sparse.csr_array:
    """A text, then without each of its sentences, as rows over `keys`: 1 + log of the count."""
    places = np.searchsorted(keys, grams.keys)
    places[places == keys.size] = 0
    known = keys[places] == grams.keys
    columns, owners = np.cumsum(known) - 1, grams.owners
    inside = known[owners]
    counts = np.tile(grams.counts[known], (spans + 1, 1))
    counts[grams.spans[inside] + 1, columns[owners[inside]]] -= grams.times[inside]
    rows, kept = np.nonzero(counts)
    at = (rows.astype(np.int32), places[known][kept].astype(np.int32))
    return sparse.csr_array((damp(counts[rows, kept]), at), (spans + 1, keys.size))


def softened(norms: Scores, usual: float) -> Scores:
    """What a profile's products are divided by: see LENGTH."""
    slope = LENGTH.profile_slope
    return np.float32(usual ** (1 - slope)) * np.maximum(norms, np.float32(1e-6)) ** np.float32(slope)


def covering(norms: Scores, sums: Scores) -> Scores:
    """What turns a profile's weighted stems part into the share of its stems that is covered, 0 to 1.

    `norms` and `sums` of its stems' weights: the part was divided by the one, a share is by the other.
    """
    weighted = np.float32(LENGTH.bm25_scale / ((LENGTH.bm25_k1 + 1) * SCORE.stems))
    norms = softened(norms, LENGTH.usual_stems)
    return (weighted * norms / np.maximum(sums, np.float32(1e-6))).astype(np.float32)


def saturated(values: Values | Counts, length: Scores) -> Scores:
    """BM25's term weight, scaled to what the other parts of a score are like."""
    counts = np.asarray(values, np.float32)
    return counts / (counts + length) * np.float32((LENGTH.bm25_k1 + 1) / LENGTH.bm25_scale)
