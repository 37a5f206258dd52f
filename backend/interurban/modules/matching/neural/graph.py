"""The encoder as an ONNX graph: from embedded tokens to their hidden states, in integers of eight bits.

Weights are rounded once, symmetrically, one scale for each output; inputs of each product are measured when
it runs. Seven of the eight bits are used: with all eight, processors without VNNI overflow in silence.
`docs/adr/0008-the-model.md` has what was measured.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .weights import Weights

_LARGEST = 63
_OWN = "com.microsoft"


def build(weights: Weights, tokens: str, hidden: str) -> bytes:
    """The whole model, serialised, with the names of its input and its output."""
    graph = _Graph(weights)
    width = weights.sizes.width
    shape: list[Any] = ["texts", "tokens", width]
    graph.close(graph.encoder(tokens), hidden)
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info(tokens, TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(hidden, TensorProto.FLOAT, shape)],
        graph.constants,
    )
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_OWN, 1)], ir_version=9
    )
    serialised: bytes = model.SerializeToString()
    return serialised


class _Graph:
    def __init__(self, weights: Weights) -> None:
        self.weights, self.sizes = weights, weights.sizes
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._constant("thirds", np.full(3, self.sizes.width, np.int64))
        self._constant("least", np.array(1e-9, np.float32))

    def encoder(self, tokens: str) -> str:
        state = self._normal(tokens, "emb.ln")
        for layer in range(self.sizes.layers):
            state = self._layer(state, f"l{layer}")
        return state

    def close(self, state: str, hidden: str) -> None:
        self.nodes.append(helper.make_node("Identity", [state], [hidden]))

    def _layer(self, state: str, name: str) -> str:
        width, inner = self.sizes.width, self.sizes.inner
        seen = self._product(self._attention(state, name), [f"{name}.ao"], width)
        state = self._normal(self._node("Add", [state, seen]), f"{name}.aln")
        grown = self._node("Gelu", [self._product(state, [f"{name}.fi"], width)], domain=_OWN)
        shrunk = self._product_by_token(grown, [f"{name}.fo"], inner)
        return self._normal(self._node("Add", [state, shrunk]), f"{name}.oln")

    def _attention(self, state: str, name: str) -> str:
        asked = self._product(state, [f"{name}.{part}" for part in "qkv"], self.sizes.width)
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [asked, "thirds"], parts, axis=-1))
        return self._node("MultiHeadAttention", parts, domain=_OWN, num_heads=self.sizes.heads)

    def _normal(self, state: str, name: str) -> str:
        scale = self._constant(f"{name}.w", self.weights.numbers(f"{name}.w"))
        shift = self._constant(f"{name}.b", self.weights.numbers(f"{name}.b"))
        epsilon = self.sizes.epsilon
        return self._node("LayerNormalization", [state, scale, shift], axis=-1, epsilon=epsilon)

    def _product(self, state: str, names: list[str], columns: int, shifted: bool = True) -> str:
        """`state` times the matrices `names`, one beside the other."""
        matrix = np.concatenate([self.weights.matrix(f"{name}.w", columns) for name in names])
        scale = np.abs(matrix).max(axis=1) / _LARGEST
        whole = np.rint(matrix / scale[:, None]).astype(np.int8)
        inputs = [
            state,
            self._constant(f"{names[0]}.whole", whole.T),
            self._constant(f"{names[0]}.scale", scale),
            self._constant(f"{names[0]}.zero", np.zeros(len(scale), np.int8)),
        ]
        if shifted:
            inputs.append(self._shift(names))
        return self._node("DynamicQuantizeMatMul", inputs, domain=_OWN)

    def _product_by_token(self, state: str, names: list[str], columns: int) -> str:
        """The same, each token on its own scale: a few have numbers a hundred times those of the others."""
        largest = self._node("ReduceMax", [self._node("Abs", [state])], axes=[-1], keepdims=1)
        largest = self._node("Max", [largest, "least"])
        product = self._product(self._node("Div", [state, largest]), names, columns, shifted=False)
        return self._node("Add", [self._node("Mul", [product, largest]), self._shift(names)])

    def _shift(self, names: list[str]) -> str:
        return self._constant(
            f"{names[0]}.shift", np.concatenate([self.weights.numbers(f"{name}.b") for name in names])
        )

    def _node(self, kind: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def _constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name
