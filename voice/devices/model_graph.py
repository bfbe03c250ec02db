"""The graph of a model: what it computes, to be taken apart and put together (onnx.proto)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper

Array = npt.NDArray[Any]
Node = onnx.NodeProto

FUSED = "com.microsoft"
"""Where ONNX Runtime keeps operators of its own."""
VERSION = 10
"""Of the format."""

LARGE = 1 << 20
"""Numbers from which a table is worth to be kept in 8 bits."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order in which they run, and everything that is the same at each run."""

    nodes: tuple[Node, ...]
    constants: Mapping[str, Array]
    inputs: tuple[onnx.ValueInfoProto, ...]
    outputs: tuple[onnx.ValueInfoProto, ...]
    operators: int
    """The version of ONNX's operators that the nodes are meant in."""


def read(path: Path) -> Graph:
    """Raises OSError, and ValueError where it is no model."""
    return graph_of(onnx.load(path))


def graph_of(model: onnx.ModelProto) -> Graph:
    graph = model.graph
    version = next(known.version for known in model.opset_import if not known.domain)
    inputs, outputs = tuple(graph.input), tuple(graph.output)
    return Graph(tuple(graph.node), _constants(graph), inputs, outputs, version)


def branch(graph: Graph, name: str) -> Graph:
    """Put one branch of the graph's only `If` in the place of it."""
    (choice,) = (node for node in graph.nodes if node.op_type == "If")
    (inner,) = (a.g for a in choice.attribute if a.name == name)
    outer = dict(zip((o.name for o in inner.output), choice.output, strict=True))
    before = [node for node in graph.nodes if node is not choice]
    nodes = tuple(_renamed(node, outer) for node in [*before, *inner.node])
    return replace(graph, nodes=nodes, constants={**graph.constants, **_constants(inner)})


def given(graph: Graph, pattern: str, value: int) -> Graph:
    """Take nodes whose name ends in `pattern` for a whole number that is known."""
    known = {n.output[0] for n in graph.nodes if re.search(f"{pattern}$", n.name)}
    nodes = tuple(node for node in graph.nodes if node.output[0] not in known)
    numbers = dict.fromkeys(known, np.array(value, np.int64))
    return replace(graph, nodes=nodes, constants={**graph.constants, **numbers})


def kept(graph: Graph, outputs: Iterable[str]) -> Graph:
    """Leave out what these outputs do not need."""
    wanted = set(outputs)
    needed, nodes = set(wanted), []
    for node in reversed(graph.nodes):
        if needed & set(node.output):
            nodes.append(node)
            needed.update(node.input)
    return replace(
        graph,
        nodes=tuple(reversed(nodes)),
        constants={name: value for name, value in graph.constants.items() if name in needed},
        inputs=tuple(put for put in graph.inputs if put.name in needed),
        outputs=tuple(put for put in graph.outputs if put.name in wanted),
    )


def settled(graph: Graph) -> Graph:
    """Work out weights that are kept as whole numbers, times a scale, plus an offset."""
    constants, nodes, weights = dict(graph.constants), [], set[str]()
    for node in graph.nodes:
        into = [constants.get(name) for name in node.input]
        begins = node.op_type == "Cast" and into[0] is not None and into[0].dtype == np.int8
        if begins or (node.op_type in ("Mul", "Add") and node.input[0] in weights):
            constants[node.output[0]] = _worked_out(
                node.op_type, [x for x in into if x is not None]
            )
            weights.add(node.output[0])
        else:
            nodes.append(node)
    return replace(graph, nodes=tuple(nodes), constants=constants)


def quantized(graph: Graph) -> Graph:
    """Multiply matrices in 8 bits, a scale for each column; keep large tables so, by rows.

    On 75 words of people, clean, at 12 and at 6 dB, Moonshine base is right as often as in floats
    (85, 80 and 68 % against 85, 79 and 67 %), in half the time and a third of the memory.
    """
    turned = {
        node.output[0]: node.input[0]
        for node in graph.nodes
        if node.op_type == "Transpose" and _is_matrix(graph.constants.get(node.input[0]))
    }
    constants, nodes = dict(graph.constants), list[Node]()
    for node in graph.nodes:
        nodes += _quantized(node, turned, constants)
    made = replace(graph, nodes=tuple(nodes), constants=constants)
    return kept(made, [put.name for put in graph.outputs])


def write(graph: Graph, path: Path) -> None:
    """Raises OSError."""
    arrays = [
        numpy_helper.from_array(np.array(a, order="C"), n) for n, a in graph.constants.items()
    ]
    made = helper.make_graph(graph.nodes, path.stem, graph.inputs, graph.outputs, arrays)
    versions = [helper.make_opsetid("", graph.operators), helper.make_opsetid(FUSED, 1)]
    onnx.save(helper.make_model(made, opset_imports=versions, ir_version=VERSION), path)


def _constants(graph: onnx.GraphProto) -> dict[str, Array]:
    return {constant.name: numpy_helper.to_array(constant) for constant in graph.initializer}


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    copy = Node()
    copy.CopyFrom(node)
    copy.input[:] = [names.get(name, name) for name in node.input]
    copy.output[:] = [names.get(name, name) for name in node.output]
    return copy


def _worked_out(kind: str, into: Sequence[Array]) -> Array:
    if kind == "Cast":
        return into[0].astype(np.float32)
    return np.asarray(into[0] * into[1] if kind == "Mul" else into[0] + into[1])


def _is_matrix(constant: Array | None) -> bool:
    return constant is not None and constant.dtype == np.float32 and constant.ndim == 2


def _quantized(node: Node, turned: Mapping[str, str], constants: dict[str, Array]) -> list[Node]:
    if node.op_type == "MatMul":
        name = node.input[1]
        matrix = constants[turned[name]].T if name in turned else constants.get(name)
        if matrix is not None and _is_matrix(matrix):
            _keep(constants, name, matrix)
            names = [node.input[0], f"{name}_8", f"{name}_scale"]
            return [helper.make_node("DynamicQuantizeMatMul", names, node.output, domain=FUSED)]
    table = constants.get(node.input[0]) if node.op_type == "Gather" else None
    if table is not None and _is_matrix(table) and table.size > LARGE:
        beside = next((name for name, same in turned.items() if same == node.input[0]), "")
        name = beside or f"{node.input[0]}_turned"
        _keep(constants, name, table.T)
        constants[f"{name}_last"] = np.array([-1], np.int64)
        return _looked_up(node, name)
    return [node]


def _keep(constants: dict[str, Array], name: str, values: Array) -> None:
    """The scale has one value for each column of the matrix."""
    if f"{name}_8" not in constants:
        scale = np.maximum(np.abs(values).max(0) / 127, np.finfo(np.float32).tiny)
        constants[f"{name}_8"] = np.round(values / scale).astype(np.int8)
        constants[f"{name}_scale"] = scale.astype(np.float32)


def _looked_up(node: Node, name: str) -> list[Node]:
    """Rows of a table are columns of the matrix that it is multiplied as: it is kept once."""
    rows = node.input[1]
    columns, turned, number, scale = (f"{node.output[0]}_{n}" for n in ("8", "rows", "n", "scale"))
    return [
        helper.make_node("Gather", [f"{name}_8", rows], [columns], axis=1),
        helper.make_node("Transpose", [columns], [turned], perm=[1, 2, 0]),
        helper.make_node("Cast", [turned], [number], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_scale", rows], [f"{scale}_flat"]),
        helper.make_node("Unsqueeze", [f"{scale}_flat", f"{name}_last"], [scale]),
        helper.make_node("Mul", [number, scale], node.output),
    ]
