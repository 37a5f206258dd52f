"""What matching must beat, computed in the same run: BM25, and cosine of character n-grams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import scipy.sparse as sparse

from interurban.modules.matching.words.analysis import blank_markup, features, tokens

from .tasks import Item

Scorer = Callable[[int], np.ndarray]  # place of the asking item -> a score for each ranked item


def bm25(asking: Sequence[Item], ranked: Sequence[Item], *, k1: float = 1.2, b: float = 0.75) -> Scorer:
    """Stemmed words, same language only, the ranked items as documents."""
    vocabulary: dict[object, int] = {}
    documents = _matrix([_stems(item) for item in ranked], vocabulary)
    queries = _matrix([_stems(item) for item in asking], vocabulary, width=documents.shape[1])
    languages = np.array([item.lang for item in ranked])
    weights = documents.tocoo()
    scored = np.zeros(weights.nnz)
    lengths = np.asarray(documents.sum(axis=1)).ravel()
    for lang in set(languages):
        inside = languages == lang
        count, usual = inside.sum(), max(lengths[inside].mean(), 1e-9)
        frequency = np.diff(documents[inside].tocsc().indptr)
        rarity = np.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
        mine = inside[weights.row]
        tf, column, row = weights.data[mine], weights.col[mine], weights.row[mine]
        scored[mine] = rarity[column] * tf * (k1 + 1) / (tf + k1 * (1 - b + b * lengths[row] / usual))
    # Stems carry their language, so that words of two languages never meet.
    table = sparse.csr_array((scored, (weights.row, weights.col)), documents.shape).T.tocsr()
    return lambda place: (queries[[place]] @ table).toarray().ravel()


def char_tfidf(asking: Sequence[Item], ranked: Sequence[Item]) -> Scorer:
    """Cosine of character 3- to 5-grams within words, 1 + log tf, smoothed idf over what is ranked."""
    vocabulary: dict[object, int] = {}
    documents = _matrix([_grams(item) for item in ranked], vocabulary)
    queries = _matrix([_grams(item) for item in asking], vocabulary, width=documents.shape[1])
    frequency = np.diff(documents.tocsc().indptr)
    rarity = np.log((1 + documents.shape[0]) / (1 + frequency)) + 1
    unit_documents, unit_queries = _unit(documents, rarity), _unit(queries, rarity)
    table = unit_documents.T.tocsr()
    return lambda place: (unit_queries[[place]] @ table).toarray().ravel()


def _stems(item: Item) -> Counter[object]:
    found = features(item.lang, tokens(blank_markup(_whole(item))))
    return Counter(
        {(item.lang, int(key)): float(n) for key, n in zip(found.stems, found.stem_counts, strict=True)}
    )


def _grams(item: Item) -> Counter[object]:
    found: Counter[object] = Counter()
    for token in tokens(blank_markup(_whole(item))):
        marked = f" {token.folded} "
        for n in (3, 4, 5):
            if len(marked) <= n:
                found[marked] += 1
            else:
                found.update(marked[i : i + n] for i in range(len(marked) - n + 1))
    return found


def _whole(item: Item) -> str:
    first, *rest = item.parts
    return "\n".join(rest) if rest and rest[0].startswith(first) else "\n".join(item.parts)


def _matrix(
    bags: list[Counter[object]], vocabulary: dict[object, int], width: int | None = None
) -> sparse.csr_array:
    """Counts; with `width` given, what is not in the vocabulary is passed over."""
    columns: list[int] = []
    data: list[float] = []
    starts = [0]
    for bag in bags:
        for key, count in bag.items():
            column = vocabulary.get(key) if width is not None else vocabulary.setdefault(key, len(vocabulary))
            if column is not None:
                columns.append(column)
                data.append(count)
        starts.append(len(columns))
    shape = (len(bags), len(vocabulary) if width is None else width)
    return sparse.csr_array((np.array(data), np.array(columns, np.int64), np.array(starts, np.int64)), shape)


def _unit(matrix: sparse.csr_array, rarity: np.ndarray) -> sparse.csr_array:
    weighted = matrix.copy()
    weighted.data = (1 + np.log(weighted.data)) * rarity[weighted.indices]
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    weighted.data /= np.repeat(norms, np.diff(weighted.indptr))
    return weighted
