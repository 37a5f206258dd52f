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
        self._exact = vectors.astype(np.float64).T
        self._codes, scales, lost = rounded(vectors)
        self._scales = scales[:, None]
        self._length = np.float32(np.linalg.norm(self._codes * self._scales, axis=1).max())
        self._lost = np.float32((lost.max() + _SLACK * (1 + self._length)) * reach)

    def bounds(self, codes: Codes, scales: Floats, lost: Floats) -> tuple[Floats, Floats]:
        """The least and the most that each row's product can be, by Cauchy and Schwarz."""
        products = np.empty((len(self._codes), len(codes)), np.float32)
        simsimd.cdist(self._codes, codes, "dot", out=products, out_dtype="float32")
        products *= self._scales
        near = products.max(axis=0) * scales if len(products) > 1 else products[0] * scales
        doubt = lost * self._length
        doubt += self._lost
        return near - doubt, near + doubt

    def products(self, rows: NDArray[np.float16]) -> Floats:
        # Added up in float64, a product is the same number in whatever company the row is asked.
        found: Floats = (
            (rows.astype(np.float64) @ self._exact).max(axis=1, initial=-np.inf).astype(np.float32)
        )
        return found
