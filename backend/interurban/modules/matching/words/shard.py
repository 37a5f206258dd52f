"""All texts of one side (challenges or profiles) in one language."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from .analysis import Counts, Features, Keys
from .columns import Column
from .concepts import mix
from .postings import Block, Postings, Rows, Scores, Values
from .scale import DAMPED, RarityOf, Scale, covering, outgrown, saturated, softened
from .weights import LENGTH

_STEPS = 255.0  # a concept's weight between 0 and 1 is kept in this many steps


class Shard:
    """Rows are texts; `owners[row]` is the slot of the challenge or profile it belongs to."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.grams, self.stems, self.concepts = Postings(), Postings(), Postings()
        self.owners = Column(np.int32)
        self.lengths = Column(np.float32)
        self.declared: list[tuple[Keys, Counts] | None] = []
        self.gram_norms: Scores = np.zeros(0, np.float32)
        self.stem_norms: Scores = np.zeros(0, np.float32)
        self.stem_covers: Scores = np.zeros(0, np.float32)
        self._weighed_by = -1

    def __len__(self) -> int:
        return len(self.owners)

    def add(self, owner: int, found: Features, declared: tuple[Keys, Counts] | None) -> None:
        self.grams.add(found.grams, found.gram_counts)
        self.stems.add(found.stems, found.stem_counts)
        self.owners.append(owner)
        self.lengths.append(found.length)
        self.declared.append(declared)

    @property
    def usual_length(self) -> float:
        return float(self.lengths.values.mean()) if len(self) else 1.0

    def settle_text(self) -> None:
        self.grams.settle()
        self.stems.settle()

    def refresh(self, scale: Scale) -> None:
        """Norms and concepts of rows that are new, or of all where rarities have moved on since."""
        known = self.gram_norms.size
        documents = scale.grams(self.lang).documents
        if outgrown(self._weighed_by, documents):
            known = 0
            self.concepts = Postings()
            self._weighed_by = documents
        if known == len(self):
            return
        self.gram_norms = _norms(self.grams, scale.grams(self.lang), self.gram_norms[:known])
        stems = scale.stems(self.lang)
        self.stem_norms = _norms(self.stems, stems, self.stem_norms[:known])
        covers = covering(self.stem_norms, _sums(self.stems, stems, known, _same))
        self.stem_covers = np.concatenate((self.stem_covers[:known], covers[known:]))
        self._point(known, scale)

    def _point(self, known: int, scale: Scale) -> None:
        pointer = scale.pointer(self.lang)
        for block in self.grams.blocks:
            first = max(known - block.first, 0)
            if first >= block.count:
                continue
            found = None if pointer is None else pointer.point(_against(block, pointer.keys)[first:])
            for row in range(first, block.count):
                text = None
                if pointer is not None and found is not None:
                    text = pointer.row(found, row - first)
                keys, weights = mix(text, self.declared[block.first + row])
                self.concepts.add(keys, np.rint(weights * _STEPS))
        self.concepts.settle()

    def gram_scores(self, keys: Keys, weights: Scores, *, as_profiles: bool) -> Scores:
        """Products of the query's weights (rarity on both sides in them) with each row's vector."""
        products = self.grams.dot(keys, weights, damped)
        norms: Scores = np.maximum(self.gram_norms, np.float32(1e-6))
        if as_profiles:
            norms = softened(norms, LENGTH.usual_grams)
        return products / norms

    def concept_scores(self, keys: Keys, weights: Scores) -> Scores:
        return self.concepts.dot(keys, weights, _stepped)

    def challenge_stem_scores(self, keys: Keys, weights: Scores, scale: Scale) -> Scores:
        """BM25 with this side as the documents."""
        length = scale.bm25_length(self.lang, self.lengths.values)
        return self.stems.dot(keys, weights, lambda values, rows: saturated(values, length[rows]))

    def profile_stem_scores(self, keys: Keys, weights: Scores) -> Scores:
        """The same pair's BM25 with this side as the queries."""
        found = self.stems.dot(keys, weights, damped)
        return found / softened(self.stem_norms, LENGTH.usual_stems)


def damped(values: Values, rows: Rows) -> Scores:
    return DAMPED[values]


def _stepped(values: Values, rows: Rows) -> Scores:
    return values.astype(np.float32) / np.float32(_STEPS)


def _norms(postings: Postings, rarity: RarityOf, known: Scores) -> Scores:
    norms = np.sqrt(_sums(postings, rarity, known.size, np.square))
    norms[: known.size] = known
    return norms


def _sums(postings: Postings, rarity: RarityOf, known: int, of: Callable[[Scores], Scores]) -> Scores:
    """For each row from `known` on, the sum over its features of what `of` makes of their weights."""
    sums = np.zeros(postings.rows, np.float32)
    for block in postings.blocks:
        if block.first + block.count <= known:
            continue
        weights = DAMPED[block.values] * np.repeat(rarity(block.keys), block.lengths)
        found = np.bincount(block.rows, of(weights), minlength=block.count)
        sums[block.first : block.first + block.count] = found
    return sums


def _same(weights: Scores) -> Scores:
    return weights


def _against(block: Block, keys: Keys) -> sparse.csr_array:
    """The block's rows over `keys`: 1 + log of the count."""
    places, there = block.find(keys)
    columns: NDArray[np.intp] = np.flatnonzero(there)
    entries, lengths = block.pick(places[there])
    shape = (block.count, keys.size)
    return sparse.csr_array(
        (DAMPED[block.values[entries]], (block.rows[entries], np.repeat(columns, lengths))), shape
    )
