"""The model as its weights say, in float32 and as plainly as can be: what the encoder is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import erf

from .weights import Weights, unpacked

Matrix = Any  # float32


class Original:
    """Slow, and keeps all it reads: for tests and measurements alone."""

    def __init__(self, weights: Weights) -> None:
        self._weights, self._sizes = weights, weights.sizes
        self._matrix = lru_cache(maxsize=None)(weights.matrix)

    def vector(self, ids: Sequence[int]) -> Matrix:
        """The row of length 1 for a text's numbers of pieces: (384,)."""
        width = self._sizes.width
        state = unpacked(self._weights.blocks("emb.word", width)[list(ids)])
        state = state + self._weights.numbers("emb.pos").reshape(-1, width)[: len(ids)]
        state = self._normal(state + self._weights.numbers("emb.type")[:width], "emb.ln")
        for layer in range(self._sizes.layers):
            state = self._layer(state, f"l{layer}")
        mean = state.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _layer(self, state: Matrix, name: str) -> Matrix:
        state = self._normal(state + self._product(self._attention(state, name), f"{name}.ao"), f"{name}.aln")
        grown = self._product(state, f"{name}.fi")
        grown = grown * (1 + erf(grown / np.float32(np.sqrt(2)))) / 2
        return self._normal(state + self._product(grown, f"{name}.fo"), f"{name}.oln")

    def _attention(self, state: Matrix, name: str) -> Matrix:
        heads = self._sizes.heads
        query, key, value = (
            self._product(state, f"{name}.{part}").reshape(len(state), heads, -1).swapaxes(0, 1)
            for part in "qkv"
        )
        shares = query @ key.swapaxes(1, 2) / np.float32(np.sqrt(query.shape[-1]))
        shares = np.exp(shares - shares.max(axis=-1, keepdims=True))
        mixed = (shares / shares.sum(axis=-1, keepdims=True)) @ value
        return mixed.swapaxes(0, 1).reshape(len(state), -1)

    def _normal(self, state: Matrix, name: str) -> Matrix:
        apart = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart**2).mean(axis=-1, keepdims=True) + np.float32(self._sizes.epsilon))
        return apart / spread * self._weights.numbers(f"{name}.w") + self._weights.numbers(f"{name}.b")

    def _product(self, state: Matrix, name: str) -> Matrix:
        return state @ self._matrix(f"{name}.w", state.shape[-1]).T + self._weights.numbers(f"{name}.b")
