"""Moonshine's models (https://github.com/moonshine-ai/moonshine, MIT).

Their files (.ort) hold a decoder with two ways through it, of which each keeps all weights for
itself, and in one model every weight as a float.  Graphs are made of them that need half the time.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import onnxruntime as ort

from ..errors import ModelError
from .graph_files import DECODER, ENCODER, SIGHT, built
from .onnx_session import BROKEN, SET_UP, options
from .speech_model import SpeechModel
from .tokens import Tokens

if TYPE_CHECKING:
    from .model_graph import Graph

FILES = ("encoder_model.ort", "decoder_model_merged.ort")

SEEN = ".encoder."
"""In the names of what a decoder sees of the sound."""

ROWS = r"/encoder_attn/Gather"
"""The name of what counts the rows of tokens: one, where a sound is only looked at."""

SPACE = "\u2581"
"""What stands for a space inside the pieces (the mark of SentencePiece)."""

BEGIN, END = 1, 2
"""Tokens before and after every text."""


def moonshine(folder: Path, threads: int = 1) -> SpeechModel:
    """Load a model.  Raises ModelError if a file is missing or damaged."""
    return SpeechModel(tokens(folder / "tokenizer.bin"), built(folder, build), threads)


def tokens(path: Path) -> Tokens:
    """Raises ModelError if `path` is not a vocabulary of Moonshine's."""
    try:
        pieces = read_pieces(path.read_bytes())
    except (OSError, IndexError) as error:
        raise ModelError(f"{path}: cannot be read ({error}). {SET_UP}") from error
    if not {SPACE.encode(), b"</s>", b"\x00"} <= set(pieces):
        raise ModelError(f"{path}: is not a Moonshine vocabulary. {SET_UP}")
    return Tokens(pieces, [BEGIN], END, split=_words, space=SPACE)


def read_pieces(data: bytes) -> list[bytes]:
    """Split a tokenizer.bin: each piece after its length, in one byte, or two from 128 on."""
    pieces, at = [], 0
    while at < len(data):
        size, at = data[at], at + 1
        if size >= 128:
            size, at = data[at] * 128 + size - 128, at + 1
        pieces.append(data[at : at + size])
        at += size
    return pieces


def build(folder: Path, new: Path) -> None:
    """Make the graphs of the model in `folder`.  Raises ModelError and OSError."""
    # At the top it would cost each start a tenth of a second and 12 MB, for what is done once.
    from .model_graph import branch, given, kept, quantized, settled, write

    encoder, decoder = (_read(folder / name) for name in FILES)
    names = [put.name for put in decoder.outputs]
    seen = [name for name in names if SEEN in name]
    first = given(branch(decoder, "else_branch"), ROWS, 1)
    later = kept(branch(decoder, "then_branch"), [name for name in names if name not in seen])
    write(quantized(settled(encoder)), new / ENCODER)
    write(quantized(settled(kept(first, seen))), new / SIGHT)
    write(quantized(settled(later)), new / DECODER)


def _words(text: str) -> list[str]:
    return [SPACE + word for word in text.split(" ")]


def _read(path: Path) -> "Graph":
    from .model_graph import read

    if not path.is_file():
        raise ModelError(f"{path}: is missing. {SET_UP}")
    chosen = options(threads=1)
    chosen.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    chosen.add_session_config_entry("session.save_model_format", "ONNX")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        chosen.optimized_model_filepath = str(whole)
        try:
            ort.InferenceSession(str(path), chosen)
            return read(whole)
        except (*BROKEN, ValueError) as error:
            raise ModelError(f"{path}: onnxruntime cannot load it ({error}). {SET_UP}") from error
