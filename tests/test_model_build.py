"""Graphs that are taken apart and put together still compute what they did."""

import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from voice.devices.graph_files import BUILT, DECODER, ENCODER, SIGHT, built
from voice.devices.model_graph import (
    LARGE,
    branch,
    given,
    graph_of,
    kept,
    quantized,
    settled,
    write,
)
from voice.devices.moonshine import build
from voice.devices.onnx_session import Network
from voice.errors import ModelError

TINY = Path(__file__).parents[1] / "models" / "moonshine-tiny-en"
ROWS, INNER, COLUMNS = 3, 64, 40

needs_model = pytest.mark.skipif(not TINY.is_dir(), reason=f"{TINY} is absent: script/setup")


def shaped(name: str, *shape: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def model(*nodes: onnx.NodeProto, **constants: npt.ArrayLike) -> onnx.ModelProto:
    """From x to y; the weights w are kept as whole numbers, a scale and an offset."""
    arrays = [numpy_helper.from_array(np.asarray(a), n) for n, a in constants.items()]
    inputs, outputs = [shaped("x", ROWS, INNER)], [shaped("y", ROWS, COLUMNS)]
    graph = helper.make_graph(nodes, "graph", inputs, outputs, arrays)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


@pytest.fixture
def weighted() -> onnx.ModelProto:
    random = np.random.default_rng(0)
    return model(
        helper.make_node("Cast", ["whole"], ["number"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["number", "scale"], ["product"]),
        helper.make_node("Add", ["product", "offset"], ["w"]),
        helper.make_node("Identity", ["x"], ["unused"]),
        helper.make_node("MatMul", ["x", "w"], ["y"]),
        whole=random.integers(-128, 128, (INNER, COLUMNS)).astype(np.int8),
        scale=np.float32(0.01),
        offset=np.float32(0.1),
    )


def test_weights_are_worked_out_and_multiplied_in_eight_bits(
    weighted: onnx.ModelProto, tmp_path: Path
) -> None:
    graph = graph_of(weighted)
    made = quantized(settled(graph))
    assert [node.op_type for node in made.nodes] == ["DynamicQuantizeMatMul"]
    assert all(a.dtype in (np.int8, np.float32) for a in made.constants.values())
    assert sum(a.nbytes for a in made.constants.values()) < 1.2 * INNER * COLUMNS
    x = np.random.default_rng(1).normal(size=(ROWS, INNER)).astype(np.float32)
    found = []
    for name, one in (("whole.onnx", graph), ("made.onnx", made)):
        write(one, tmp_path / name)
        found.append(Network(tmp_path / name, 1).run({"x": x, "other": x})["y"])
    error = np.abs(found[0] - found[1]).max()
    assert 0 < error < 0.03 * np.abs(found[0]).max()


def test_a_table_that_is_looked_up_and_multiplied_is_kept_once(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    table = random.normal(size=(LARGE // INNER + 1, INNER)).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "tokens"], ["looked"]),
        helper.make_node("Transpose", ["table"], ["turned"], perm=[1, 0]),
        helper.make_node("MatMul", ["looked", "turned"], ["y"]),
    ]
    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT64, [ROWS, 1])
    y = shaped("y", ROWS, 1, len(table))
    whole = helper.make_graph(
        nodes, "graph", [tokens], [y], [numpy_helper.from_array(table, "table")]
    )
    opset = [helper.make_opsetid("", 17)]
    graph = graph_of(helper.make_model(whole, opset_imports=opset, ir_version=8))
    made = quantized(graph)
    assert sum(a.nbytes for a in made.constants.values()) < 1.1 * table.size
    found = []
    for name, one in (("whole.onnx", graph), ("made.onnx", made)):
        write(one, tmp_path / name)
        found.append(Network(tmp_path / name, 1).run({"tokens": np.array([[5], [0], [9]])})["y"])
    assert np.abs(found[0] - found[1]).max() < 0.03 * np.abs(found[0]).max()


def test_a_branch_takes_the_place_of_the_choice(tmp_path: Path) -> None:
    branches = {
        f"{name}_branch": helper.make_graph(
            [helper.make_node(kind, ["x", "w"], [f"{name}_y"])],
            name,
            [],
            [shaped(f"{name}_y", ROWS, INNER)],
        )
        for name, kind in (("then", "Add"), ("else", "Mul"))
    }
    choice = helper.make_node("If", ["which"], ["y"], **branches)
    graph = graph_of(model(choice, w=np.float32(3.0), which=np.array(True)))
    for name, expected in (("then_branch", 5.0), ("else_branch", 6.0)):
        write(kept(branch(graph, name), ["y"]), tmp_path / "one.onnx")
        x = np.full((ROWS, INNER), 2.0, np.float32)
        assert (Network(tmp_path / "one.onnx", 1).run({"x": x})["y"] == expected).all()


def test_what_is_known_need_not_be_counted() -> None:
    count = helper.make_node("Shape", ["x"], ["rows"], name="/layers.1/attn/Gather")
    use = helper.make_node("Expand", ["x", "rows"], ["y"])
    graph = given(graph_of(model(count, use)), "/attn/Gather", 1)
    assert graph.nodes == (use,)
    assert graph.constants["rows"] == 1


@needs_model
def test_graphs_are_made_once_beside_the_model(tmp_path: Path) -> None:
    for path in filter(Path.is_file, TINY.iterdir()):
        shutil.copy(path, tmp_path)
    folder = built(tmp_path, build)
    assert {path.name for path in folder.iterdir()} == {ENCODER, SIGHT, DECODER}
    made = (folder / DECODER).stat().st_mtime_ns
    assert (built(tmp_path, build) / DECODER).stat().st_mtime_ns == made
    assert not list(tmp_path.glob(".building*"))


@needs_model
def test_of_a_damaged_model_nothing_is_left(tmp_path: Path) -> None:
    shutil.copy(TINY / "encoder_model.ort", tmp_path)
    (tmp_path / "decoder_model_merged.ort").write_bytes(b"no model")
    with pytest.raises(ModelError, match="decoder_model_merged"):
        built(tmp_path, build)
    assert not (tmp_path / BUILT).exists()
    assert not list(tmp_path.glob(".building*"))
