"""Vectors as whole numbers of one byte, and how far products of those can be from the true ones."""

from __future__ import annotations

import numpy as np
import simsimd
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Codes = NDArray[np.int8]

_STEPS = 127.0
_SMALLEST = 1e-12  # a scale that can be divided by, for a vector of nothing
# Of a product's greatest size: more than float32 loses on the way to its bounds.
_SLACK = 1e-6


def rounded(vectors: NDArray[np.floating]) -> tuple[Codes, Floats, Floats]:
    """Codes, their scale, and the length of what is lost: `vectors` is near `codes * scale`."""
    exact = vectors.astype(np.float32)
    scales = np.maximum(np.abs(exact).max(axis=1, initial=0.0) / _STEPS, _SMALLEST).astype(np.float32)
    codes = np.rint(exact / scales[:, None])
    lost = np.linalg.norm(exact - codes * scales[:, None], axis=1)
    return codes.astype(np.int8), scales, lost.astype(np.float32)


class Question:
    """One or more vectors that ask together: a row's product is its best with any of them."""

    def __init__(self, vectors: Floats, reach: float = 0.0) -> None:
        """`reach` is the length of the longest row."""
        self._exact = vectors.astype(np.float64)
        self._codes, scales, lost = rounded(vectors)
        self._scales = scales[:, None]
        self._length = np.float32(np.linalg.norm(self._codes * self._scales, axis=1).max())
        self._room = np.empty(0, np.float32)
        self._lost = np.float32((lost.max() + _SLACK * (1 + self._length)) * reach)

    def near(self, codes: Codes, scales: Floats) -> Floats:
        """Each row's product but for what rounding lost. Good until the next call."""
        size = len(self._codes) * len(codes)
        if self._room.size < size:
            self._room = np.empty(size, np.float32)
        products = self._room[:size].reshape(len(self._codes), len(codes))
        if len(codes) == 0:  # which the library refuses
            return np.zeros(0, np.float32)
        simsimd.cdist(self._codes, codes, "dot", out=products, out_dtype="float32")
        products *= self._scales
        found = products[0] if len(products) == 1 else products.max(axis=0)
        found *= scales
        return found

    def doubt(self, lost: Floats | np.float32) -> Floats | np.float32:
        """How far from the true product that can be at most, by Cauchy and Schwarz."""
        return lost * self._length + self._lost

    def products(self, rows: NDArray[np.float16]) -> Floats:
        """The same number for a row in whatever company it is asked."""
        if len(rows) == 0:
            return np.zeros(0, np.float32)
        # Not BLAS: that would wake threads for little work, and add up differently for other sizes.
        found = np.empty((len(self._exact), len(rows)), np.float64)
        simsimd.cdist(self._exact, rows.astype(np.float64), "dot", out=found, out_dtype="float64")
        return found.max(axis=0).astype(np.float32)
