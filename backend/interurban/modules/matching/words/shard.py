"""All texts of one side (challenges or profiles) in one language."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from .analysis import Counts, Features, Keys
from .columns import Column
from .concepts import Pointer
from .postings import Block, Postings, Rows, Scores, Values
from .weights import CONCEPTS, LENGTH, RARITY

# What a feature that stands n times in a text counts for.
DAMPED = np.concatenate(([0.0], 1 + np.log(np.arange(1, 256)))).astype(np.float32)
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
        self.stale = True

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

    def refresh(self, gram_rarity: RarityOf, stem_rarity: RarityOf, pointer: Pointer | None) -> None:
        """Norms and concepts of rows that are new, or of all where rarities have moved on since."""
        self.settle_text()
        known = self.gram_norms.size
        if self.stale or len(self) > 1.3 * known + 10:
            known = 0
            self.concepts = Postings()
            self.stale = False
        if known == len(self):
            return
        self.gram_norms = _norms(self.grams, gram_rarity, self.gram_norms[:known])
        self.stem_norms = _norms(self.stems, stem_rarity, self.stem_norms[:known])
        self._point(known, pointer)

    def _point(self, known: int, pointer: Pointer | None) -> None:
        for block in self.grams.blocks:
            first = max(known - block.first, 0)
            if first >= block.count:
                continue
            found = None if pointer is None else pointer.point(_against(block, pointer.keys)[first:])
            for row in range(first, block.count):
                text = None
                if pointer is not None and found is not None:
                    span = slice(*found.indptr[row - first : row - first + 2])
                    text = (pointer.concepts[found.indices[span]], found.data[span] * pointer.trust)
                keys, weights = mix(text, self.declared[block.first + row])
                self.concepts.add(keys, np.rint(weights * _STEPS))
        self.concepts.settle()

    def gram_scores(self, keys: Keys, weights: Scores, *, as_profiles: bool) -> Scores:
        """Products of the query's weights (rarity on both sides in them) with each row's vector."""
        products = self.grams.dot(keys, weights, damped)
        if as_profiles:
            return products / softened(self.gram_norms, LENGTH.usual_grams)
        return products / np.maximum(self.gram_norms, 1e-6)

    def concept_scores(self, keys: Keys, weights: Scores) -> Scores:
        return self.concepts.dot(keys, weights, _stepped)

    def challenge_stem_scores(self, keys: Keys, weights: Scores) -> Scores:
        """BM25 with this side as the documents."""
        relative = self.lengths.values / max(self.usual_length, 1.0)
        length = (LENGTH.bm25_k1 * (1 - LENGTH.bm25_b + LENGTH.bm25_b * relative)).astype(np.float32)

        def saturated(values: Values, rows: Rows) -> Scores:
            counts = values.astype(np.float32)
            found: Scores = counts / (counts + length[rows])
            return found

        return self.stems.dot(keys, weights, saturated) * ((LENGTH.bm25_k1 + 1) / LENGTH.bm25_scale)

    def profile_stem_scores(self, keys: Keys, weights: Scores) -> Scores:
        """The same pair's BM25 with this side as the queries."""
        found = self.stems.dot(keys, weights, damped)
        return found / softened(self.stem_norms, LENGTH.usual_stems)


class RarityOf:
    """Rarity of features in the challenges of one language: -log of a smoothed share of documents."""

    def __init__(self, sources: list[Postings]) -> None:
        self._sources = sources
        self.documents = sum(source.rows for source in sources)

    def __call__(self, keys: Keys) -> Scores:
        frequencies = np.zeros(keys.size, np.float32)
        for source in self._sources:
            frequencies += source.frequencies(keys)
        shares = (frequencies + RARITY.prior_documents * RARITY.prior_share) / (
            self.documents + RARITY.prior_documents
        )
        return np.maximum(-np.log(shares), 0).astype(np.float32)


def softened(norms: Scores, usual: float) -> Scores:
    """What a profile's products are divided by: see LENGTH."""
    slope = LENGTH.profile_slope
    found: Scores = usual ** (1 - slope) * np.maximum(norms, 1e-6) ** slope
    return found


def mix(text: tuple[Keys, Counts] | None, codes: tuple[Keys, Counts] | None) -> tuple[Keys, Counts]:
    """What a text points to and what was declared, as one vector no longer than 1."""
    if text is None or text[0].size == 0:
        return codes if codes is not None else (np.zeros(0, np.uint32), np.zeros(0, np.float32))
    if codes is None:
        order = np.argsort(text[0])
        return text[0][order].astype(np.uint32), text[1][order].astype(np.float32)
    keys, places = np.unique(np.concatenate((text[0], codes[0])), return_inverse=True)
    share = CONCEPTS.declared_share
    weights = np.bincount(places, np.concatenate((text[1] * (1 - share), codes[1] * share)))
    return keys.astype(np.uint32), (weights / np.sqrt((weights**2).sum())).astype(np.float32)


def damped(values: Values, rows: Rows) -> Scores:
    return DAMPED[values]


def _stepped(values: Values, rows: Rows) -> Scores:
    return values.astype(np.float32) / np.float32(_STEPS)


def _norms(postings: Postings, rarity: RarityOf, known: Scores) -> Scores:
    norms = np.zeros(postings.rows, np.float32)
    norms[: known.size] = known
    for block in postings.blocks:
        if block.first + block.count <= known.size:
            continue
        weights = DAMPED[block.values] * np.repeat(rarity(block.keys), block.lengths)
        squares: NDArray[np.float64] = np.bincount(block.rows, weights**2, minlength=block.count)
        norms[block.first : block.first + block.count] = np.sqrt(squares)
    return norms


def _against(block: Block, keys: Keys) -> sparse.csr_array:
    """The block's rows over `keys`: 1 + log of the count."""
    places, there = block.find(keys)
    columns: NDArray[np.intp] = np.flatnonzero(there)
    entries, lengths = block.pick(places[there])
    shape = (block.count, keys.size)
    return sparse.csr_array(
        (DAMPED[block.values[entries]], (block.rows[entries], np.repeat(columns, lengths))), shape
    )
