"""The classification (CPV 2008) as a bridge between languages and between words.

A text points to the codes whose labels share its rarer n-grams; a declared code points to itself. Both
point to the codes above them too, so that a text in a language with only the 317 divisions and groups
installed still meets one whose labels go deeper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from .analysis import Counts, Keys, read
from .postings import runs
from .weights import CONCEPTS

DEPTH = 5  # digits of a code that are told apart
_AT_ONCE = 256  # texts compared with all labels in one step, to bound the memory of it


def significant(code: str) -> str:
    """The digits of a code that say something, at least two and at most DEPTH: 90511000 -> 90511."""
    return code[:2] + code[2:DEPTH].rstrip("0")


def ancestors(digits: str) -> list[str]:
    """The code itself and those above it, the nearest first."""
    return [
        digits[:n] for n in range(len(digits), 1, -1) if n == len(digits) or digits[:n][-1] != "0" or n == 2
    ]


def concept_key(digits: str) -> int:
    """Codes as keys of postings: digits with a leading 1, so that 03 and 3 differ."""
    return int("1" + digits)


def digits_of(key: int) -> str:
    return str(key)[1:]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language as a matrix of n-grams by codes (scaled when used), and its trust."""

    keys: Keys
    counts: sparse.csr_array  # n-grams x codes: 1 + log of the count
    rarity: NDArray[np.float32]  # of each n-gram among the labels
    upward: sparse.csr_array  # codes x concepts: 1 for the code and those above it
    concepts: Keys
    trust: float


def prepare(labels: Mapping[str, str], lang: str) -> Labels | None:
    """`labels`: code of eight digits -> label. None when there is none to use."""
    texts: dict[str, str] = {}
    for code, label in sorted(labels.items()):
        if code[DEPTH:].strip("0") == "":
            texts.setdefault(significant(code), label)
    if not texts:
        return None
    found = [read(lang, label) for label in texts.values()]
    keys, places = np.unique(np.concatenate([f.grams for f in found]), return_inverse=True)
    columns = np.repeat(np.arange(len(found), dtype=np.int32), [f.grams.size for f in found])
    weights = (1 + np.log(np.concatenate([f.gram_counts for f in found]))).astype(np.float32)
    counts = sparse.csr_array((weights, (places.astype(np.int32), columns)), (keys.size, len(found)))
    rarity = np.log((1 + len(found)) / (1 + np.diff(counts.indptr)))
    upward, concepts = _upward(list(texts))
    full = len(texts) >= CONCEPTS.full_from
    trust = CONCEPTS.trust_full if full else CONCEPTS.trust_groups
    return Labels(keys, counts, rarity.astype(np.float32), upward, concepts, trust)


def _upward(codes: list[str]) -> tuple[sparse.csr_array, Keys]:
    chains = [[concept_key(a) for a in ancestors(code)] for code in codes]
    concepts, places = np.unique(
        np.array([key for chain in chains for key in chain], np.uint32), return_inverse=True
    )
    rows = np.repeat(np.arange(len(codes)), [len(chain) for chain in chains])
    ones = np.ones(rows.size, np.float32)
    return sparse.csr_array((ones, (rows, places)), (len(codes), concepts.size)), concepts


class Pointer:
    """Labels of one language, scaled by how rare their n-grams are in the texts at hand."""

    def __init__(self, labels: Labels, rarity: NDArray[np.float32]) -> None:
        self.keys, self.concepts, self.trust = labels.keys, labels.concepts, labels.trust
        self._scale = np.minimum(rarity, CONCEPTS.rarity_cap) * labels.rarity**CONCEPTS.label_rarity_power
        weighted = labels.counts.copy()
        weighted.data *= np.repeat(self._scale, np.diff(weighted.indptr))
        self._labels = _unit_rows(weighted.T.tocsr()).T.tocsr()
        self._upward = labels.upward

    def point(self, texts: sparse.csr_array) -> sparse.csr_array:
        """The concepts that texts point to: rows of length 1 over `concepts` (empty where none is near).

        `texts`: rows by `keys`, 1 + log of the count.
        """
        if texts.shape[0] <= _AT_ONCE:
            return self._point(texts)
        parts = (texts[first : first + _AT_ONCE] for first in range(0, texts.shape[0], _AT_ONCE))
        return sparse.vstack([self._point(part) for part in parts], format="csr")

    def point_one(self, places: NDArray[np.intp], counts: Counts) -> tuple[Keys, Counts]:
        """Of one text, as far as this language is trusted: `places` in `keys`, 1 + log of the count of each.

        A matrix of one row costs several times as much.
        """
        near = _products(places, counts * self._scale[places], self._labels)
        codes = np.flatnonzero(near >= CONCEPTS.least_near)
        strength = near[codes]
        if codes.size > CONCEPTS.codes_kept:
            kept = strength >= np.partition(strength, -CONCEPTS.codes_kept)[-CONCEPTS.codes_kept]
            codes, strength = codes[kept], strength[kept]
        found = _products(codes, strength**CONCEPTS.sharpen, self._upward)
        at = np.flatnonzero(found)
        weights = found[at] / (np.sqrt((found[at] ** 2).sum()) or 1.0)
        return self.concepts[at], (weights * self.trust).astype(np.float32)

    def row(self, pointed: sparse.csr_array, place: int) -> tuple[Keys, Counts]:
        """One row of what `point` gave, as far as this language is trusted."""
        span = slice(*pointed.indptr[place : place + 2])
        return self.concepts[pointed.indices[span]], pointed.data[span] * np.float32(self.trust)

    def _point(self, texts: sparse.csr_array) -> sparse.csr_array:
        scaled = texts.copy()
        scaled.data = scaled.data * self._scale[scaled.indices]
        near = (scaled @ self._labels).tocsr()
        near.data[near.data < CONCEPTS.least_near] = 0
        near = _strongest(near, CONCEPTS.codes_kept)
        near.data **= CONCEPTS.sharpen
        return _unit_rows((near @ self._upward).tocsr())


def declared(codes: Iterable[str]) -> tuple[Keys, Counts]:
    """The concepts that declared codes point to, as a vector of length 1, not to be changed."""
    return _declared(tuple(codes))


@lru_cache(4_096)
def _declared(codes: tuple[str, ...]) -> tuple[Keys, Counts]:
    # Few lists of codes are used by many documents, which then share one vector.
    keys = [concept_key(a) for code in codes for a in ancestors(significant(code))]
    unique, counts = np.unique(np.array(keys, np.uint32), return_counts=True)
    norm = np.sqrt((counts.astype(np.float64) ** 2).sum()) or 1.0
    return unique, (counts / norm).astype(np.float32)


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


def _products(rows: NDArray[np.intp], values: NDArray[np.floating], matrix: sparse.csr_array) -> Counts:
    """A vector with `values` at `rows`, times the matrix."""
    begins = matrix.indptr[rows]
    lengths = matrix.indptr[rows + 1] - begins
    entries = runs(begins, lengths)
    weights = np.repeat(values, lengths) * matrix.data[entries]
    sums = np.bincount(matrix.indices[entries], weights, minlength=matrix.shape[1])
    return sums.astype(np.float32)


def _unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    matrix.data /= np.repeat(norms, np.diff(matrix.indptr)).astype(matrix.data.dtype)
    return matrix


def _strongest(matrix: sparse.csr_array, count: int) -> sparse.csr_array:
    """Each row's `count` largest entries; the others become 0."""
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - start > count:
            row = matrix.data[start:end]
            row[row < np.partition(row, -count)[-count]] = 0
    matrix.eliminate_zeros()
    return matrix
