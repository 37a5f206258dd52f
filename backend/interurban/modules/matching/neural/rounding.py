"""Vectors as whole numbers of one byte, and how far products of those can be from the true ones."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import simsimd
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Codes = NDArray[np.int8]
_Float = Literal["float32", "float64"]

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
        self._lost = np.float32((lost.max() + _SLACK * (1 + self._length)) * reach)

    def near(self, codes: Codes, scales: Floats) -> Floats:
        """Each row's product but for what rounding lost."""
        products = _products(self._codes, codes, "float32")
        products *= self._scales
        found: Floats = products[0] if len(products) == 1 else products.max(axis=0)
        found *= scales
        return found

    def doubt(self, lost: Floats | np.float32) -> Floats | np.float32:
        """How far from the true product that can be at most, by Cauchy and Schwarz."""
        return lost * self._length + self._lost

    def products(self, rows: NDArray[np.float16]) -> Floats:
        """The same number for a row in whatever company it is asked."""
        # Not BLAS: that would wake threads for little work, and add up differently for other sizes.
        found = _products(self._exact, rows.astype(np.float64), "float64")
        return found.max(axis=0).astype(np.float32)


def _products(some: NDArray[Any], others: NDArray[Any], dtype: _Float) -> NDArray[Any]:
    """All of `some` with all of `others`."""
    if len(others) == 0:  # which the library refuses
        return np.zeros((len(some), 0), dtype)
    # Never with `out`: the library then gives away a None that is not its own (6.5), and the interpreter
    # dies of it some ten thousand calls later.
    return np.asarray(simsimd.cdist(some, others, "dot", out_dtype=dtype))
