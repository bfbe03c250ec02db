"""A graph that is written down node by node, in the words of transformers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import helper

from .model_graph import FUSED, Array, Graph, Node

OPERATORS = 18
"""The version of ONNX's operators."""

HEAD = 64
"""Numbers of each head of attention, in all sizes of Whisper."""


class Sheet:
    """`weights` by their names; those that are used become the graph's constants."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._weights = weights
        self._constants: dict[str, Array] = {}
        self._nodes: list[Node] = []

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Write down an operator, and return the name of what it gives."""
        return self._written(kind, inputs, 1, attributes)[0]

    def apart(self, x: str, parts: int, axis: int = -1) -> list[str]:
        """Return the names of equal parts."""
        return self._written("Split", [x], parts, {"axis": axis, "num_outputs": parts})

    def name(self, made: str, name: str) -> None:
        """Let what was made be known by this name outside."""
        self._nodes.append(helper.make_node("Identity", [made], [name]))

    def constant(self, value: Array | Sequence[int] | float) -> str:
        kind = np.float32 if isinstance(value, float) else None
        name = f"constant_{len(self._constants)}"
        self._constants[name] = np.asarray(value, kind)
        return name

    def weight(self, name: str) -> str:
        self._constants[name] = self._weights[name]
        return name

    def linear(self, x: str, name: str) -> str:
        matrix = f"{name}/turned"
        self._constants[matrix] = self._weights[f"{name}/weight"].T
        return self.op("Add", self.op("MatMul", x, matrix), self.weight(f"{name}/bias"))

    def norm(self, x: str, name: str) -> str:
        gamma, beta = (self.weight(f"{name}/{part}") for part in ("gamma", "beta"))
        return self.op("LayerNormalization", x, gamma, beta, epsilon=1e-5)

    def gelu(self, x: str) -> str:
        return self.op("Gelu", x, domain=FUSED)

    def feed_forward(self, x: str, layer: str) -> str:
        inner = self.linear(self.norm(x, f"{layer}/ffn/layer_norm"), f"{layer}/ffn/linear_0")
        return self.op("Add", x, self.linear(self.gelu(inner), f"{layer}/ffn/linear_1"))

    def heads(self, x: str) -> str:
        """From (rows, places, size) to (rows, heads, places, HEAD)."""
        apart = self.op("Reshape", x, self.constant([0, 0, -1, HEAD]))
        return self.op("Transpose", apart, perm=[0, 2, 1, 3])

    def joined(self, x: str) -> str:
        """Back again."""
        turned = self.op("Transpose", x, perm=[0, 2, 1, 3])
        return self.op("Reshape", turned, self.constant([0, 0, -1]))

    def attention(self, query: str, key: str, value: str) -> str:
        alike = self.op("MatMul", query, self.op("Transpose", key, perm=[0, 1, 3, 2]))
        weights = self.op("Softmax", self.op("Mul", alike, self.constant(HEAD**-0.5)), axis=-1)
        return self.op("MatMul", weights, value)

    def graph(
        self, inputs: Iterable[onnx.ValueInfoProto], outputs: Iterable[onnx.ValueInfoProto]
    ) -> Graph:
        return Graph(tuple(self._nodes), self._constants, tuple(inputs), tuple(outputs), OPERATORS)

    def _written(
        self, kind: str, inputs: Sequence[str], parts: int, attributes: Mapping[str, Any]
    ) -> list[str]:
        names = [f"{kind}_{len(self._nodes)}_{n}" for n in range(parts)]
        self._nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names
