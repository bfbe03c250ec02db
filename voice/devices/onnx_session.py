"""Opens a model for onnxruntime, with the arithmetic on its weights done once.

Some models in ONNX Runtime's own format (.ort) keep 8-bit weights and turn them into floats
at every run, because weights are not worked on when such a file is loaded: it is 80 % of
the time of a decoder step of Moonshine base.  The same model as ONNX has it done at loading.
"""

import ctypes
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import onnxruntime as ort
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    NotImplemented,
    RuntimeException,
)

from ..errors import ModelError

BROKEN = (
    Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoSuchFile, NotImplemented,
    RuntimeException,
)  # fmt: skip
"""What onnxruntime raises for a file it cannot use; they have no common ancestor."""

SUBGRAPHS = (7, 1, 5, 6)
"""Field numbers from ModelProto to the graphs inside nodes: graph, node, attribute, g
(onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto)."""
NAME = b"\x12\x06branch"
"""Field 2 of GraphProto, its name.  ONNX wants one, the .ort format does not keep it."""


def open_session(path: Path, threads: int) -> ort.InferenceSession:
    """Return a session on an .ort file.  Raises ModelError if it is missing or damaged."""
    if not path.is_file():
        raise ModelError(f"{path}: is missing. Set the models up: script/setup")
    try:
        return _opened(path, threads)
    except (*BROKEN, OSError, IndexError) as error:
        advice = "Delete its folder and set the models up again: script/setup"
        raise ModelError(f"{path}: onnxruntime cannot load it ({error}). {advice}") from error


def _opened(path: Path, threads: int) -> ort.InferenceSession:
    # From a file: a session that is made from bytes keeps them, a copy of the model.
    with tempfile.TemporaryDirectory() as folder:
        onnx = Path(folder) / "model.onnx"
        onnx.write_bytes(named(as_onnx(path), SUBGRAPHS))
        session = ort.InferenceSession(str(onnx), _options(threads))
    give_back()
    return session


def give_back() -> None:
    """Return to the system what loading took and freed: with glibc it is 280 MB for two ears."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)


def as_onnx(path: Path) -> bytes:
    """Return the model in an .ort file as ONNX."""
    options = _options(threads=1)
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.add_session_config_entry("session.save_model_format", "ONNX")
    with tempfile.TemporaryDirectory() as folder:
        onnx = Path(folder) / "model.onnx"
        options.optimized_model_filepath = str(onnx)
        ort.InferenceSession(str(path), options)
        return onnx.read_bytes()


def named(message: bytes, path: tuple[int, ...]) -> bytes:
    """Return a protobuf message with a name for each graph at the end of `path`."""
    if not path:
        return message + NAME
    out = bytearray()
    for field, begin, value, end in _fields(message):
        if field == path[0]:
            inner = named(message[value:end], path[1:])
            out += _varint(field << 3 | 2) + _varint(len(inner)) + inner
        else:
            out += message[begin:end]
    return bytes(out)


def _fields(message: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield number, begin, begin of the value, and end of each field of a protobuf message."""
    at = 0
    while at < len(message):
        begin = at
        tag, at = _read_varint(message, at)
        value, size = at, {1: 8, 5: 4}.get(tag & 7, 0)
        if not size:
            size, at = _read_varint(message, at)
            value, size = (at, size) if tag & 7 == 2 else (value, 0)
        at += size
        yield tag >> 3, begin, value, at


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while message[at] & 128:
        value |= (message[at] & 127) << shift
        at, shift = at + 1, shift + 7
    return value | message[at] << shift, at + 1


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A thread that waits must not burn the core that another ear or the sound card needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
