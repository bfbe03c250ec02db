"""Graphs that run in onnxruntime."""

import ctypes
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy.typing as npt
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

Array = npt.NDArray[Any]

BROKEN = (
    Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoSuchFile, NotImplemented,
    RuntimeException,
)  # fmt: skip
"""What onnxruntime raises for a file it cannot use; they have no common ancestor."""

SET_UP = "Delete its folder and set the models up again: script/setup"


class Network:
    """A graph in onnxruntime: arrays by name go in, and come out."""

    def __init__(self, path: Path, threads: int) -> None:
        """Open an .onnx file.  Raises ModelError if it is missing or damaged."""
        try:
            self._session = ort.InferenceSession(str(path), options(threads))
        except BROKEN as error:
            raise ModelError(f"{path}: onnxruntime cannot load it ({error}). {SET_UP}") from error
        _give_back()
        self.inputs: Mapping[str, Sequence[int | str]] = {
            put.name: put.shape for put in self._session.get_inputs()
        }
        """Names, and shapes: a word where a size may be any."""
        self.outputs = [put.name for put in self._session.get_outputs()]

    def run(self, feed: Mapping[str, Array]) -> dict[str, Array]:
        """Exports differ: of `feed` it takes what it knows."""
        known = {name: value for name, value in feed.items() if name in self.inputs}
        return dict(zip(self.outputs, self._session.run(None, known), strict=True))


def _give_back() -> None:
    """Return to the system what loading took and freed."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)


def options(threads: int) -> ort.SessionOptions:
    chosen = ort.SessionOptions()
    chosen.intra_op_num_threads = threads
    chosen.inter_op_num_threads = 1
    chosen.log_severity_level = 3
    # What people say has every length: kept for the longest so far, memory only ever grows.
    chosen.enable_cpu_mem_arena = chosen.enable_mem_pattern = False
    # A thread that waits must not burn the core that another ear or the sound card needs.
    chosen.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return chosen
