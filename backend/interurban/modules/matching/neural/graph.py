"""The encoder as an ONNX graph: from embedded tokens to their hidden states, in integers of eight bits.

Weights are rounded once, symmetrically, one scale for each output; inputs of each product are measured when
it runs. Seven of the eight bits are used: with all eight, processors without VNNI overflow in silence, and
the difference to the original is the same (`docs/adr/0008-the-model.md`).
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
        head = self.sizes.width // self.sizes.heads
        self._constant("apart", np.array([0, 0, self.sizes.heads, head], np.int64))
        self._constant("together", np.array([0, 0, self.sizes.width], np.int64))
        self._constant("scale", np.array(head**-0.5, np.float32))

    def encoder(self, tokens: str) -> str:
        state = self._normal(tokens, "emb.ln")
        for layer in range(self.sizes.layers):
            state = self._layer(state, f"l{layer}")
        return state

    def close(self, state: str, hidden: str) -> None:
        self.nodes.append(helper.make_node("Identity", [state], [hidden]))

    def _layer(self, state: str, name: str) -> str:
        width, inner = self.sizes.width, self.sizes.inner
        seen = self._product(self._attention(state, name), f"{name}.ao", width)
        state = self._normal(self._node("Add", [state, seen]), f"{name}.aln")
        grown = self._node("Gelu", [self._product(state, f"{name}.fi", width)], domain=_OWN)
        return self._normal(
            self._node("Add", [state, self._product(grown, f"{name}.fo", inner)]), f"{name}.oln"
        )

    def _attention(self, state: str, name: str) -> str:
        query, key, value = (
            self._node("Reshape", [self._product(state, f"{name}.{part}", self.sizes.width), "apart"])
            for part in "qkv"
        )
        query = self._node("Transpose", [query], perm=[0, 2, 1, 3])
        key = self._node("Transpose", [key], perm=[0, 2, 3, 1])
        value = self._node("Transpose", [value], perm=[0, 2, 1, 3])
        shares = self._node("Mul", [self._node("MatMul", [query, key]), "scale"])
        mixed = self._node("MatMul", [self._node("Softmax", [shares], axis=-1), value])
        return self._node("Reshape", [self._node("Transpose", [mixed], perm=[0, 2, 1, 3]), "together"])

    def _normal(self, state: str, name: str) -> str:
        scale = self._constant(f"{name}.w", self.weights.numbers(f"{name}.w"))
        shift = self._constant(f"{name}.b", self.weights.numbers(f"{name}.b"))
        epsilon = self.sizes.epsilon
        return self._node("LayerNormalization", [state, scale, shift], axis=-1, epsilon=epsilon)

    def _product(self, state: str, name: str, columns: int) -> str:
        matrix = self.weights.matrix(f"{name}.w", columns)
        scale = np.abs(matrix).max(axis=1) / _LARGEST
        whole = np.rint(matrix / scale[:, None]).astype(np.int8)
        inputs = [
            state,
            self._constant(f"{name}.whole", whole.T),
            self._constant(f"{name}.scale", scale),
            self._constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self._constant(f"{name}.b", self.weights.numbers(f"{name}.b")),
        ]
        return self._node("DynamicQuantizeMatMul", inputs, domain=_OWN)

    def _node(self, kind: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def _constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name
