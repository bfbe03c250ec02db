"""From the files of a Moonshine model to graphs that run quickly and take little memory.

The files (.ort) hold a decoder with two ways through it, of which each keeps all weights for
itself, and in one model every weight as a float.  The graphs are made once, beside the files.

python -m voice.devices.model_build    for all models that are there
"""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import onnxruntime as ort

from ..errors import ModelError, VoiceError
from .models import ModelStore
from .onnx_session import BROKEN, SET_UP, options

if TYPE_CHECKING:
    from .model_graph import Graph

ENCODER, SIGHT, DECODER = "encoder.onnx", "sight.onnx", "decoder.onnx"
"""From sound to what is in it; from that to what each layer of the decoder sees of it, once for
a sound; from a token to the next."""

FILES = ("encoder_model.ort", "decoder_model_merged.ort")

BUILT = "built-1"
"""The folder of the graphs.  The number goes up when they are made in another way."""

SEEN = ".encoder."
"""In the names of what a decoder sees of the sound."""

ROWS = r"/encoder_attn/Gather"
"""The name of what counts the rows of tokens: one, where a sound is only looked at."""


def built(folder: Path) -> Path:
    """Return the folder with the graphs of the model in `folder`; make them if need be (5 s).

    Raises ModelError when the model's files are missing or damaged, or nothing can be written.
    """
    done = folder / BUILT
    if not done.is_dir():
        try:
            with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as place:
                _build(folder, new := Path(place, BUILT))
                _move(new, done)
        except OSError as error:
            raise ModelError(f"{done}: cannot be made ({error.strerror}). {SET_UP}") from error
    return done


def _build(folder: Path, new: Path) -> None:
    # At the top it would cost each start a tenth of a second and 12 MB, for what is done once.
    from .model_graph import branch, given, kept, quantized, settled, write

    new.mkdir()
    encoder, decoder = (_read(folder / name) for name in FILES)
    names = [put.name for put in decoder.outputs]
    seen = [name for name in names if SEEN in name]
    first = given(branch(decoder, "else_branch"), ROWS, 1)
    later = kept(branch(decoder, "then_branch"), [name for name in names if name not in seen])
    write(quantized(settled(encoder)), new / ENCODER)
    write(quantized(settled(kept(first, seen))), new / SIGHT)
    write(quantized(settled(later)), new / DECODER)


def _move(new: Path, done: Path) -> None:
    try:
        new.rename(done)
    except OSError:
        if not done.is_dir():  # Else another program has made it meanwhile.
            raise


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


def main() -> int:
    store = ModelStore.find()
    try:
        for model in store.list():
            if model.kind == "moonshine" and store.state(model) == "ready":
                built(store.path(model))
    except VoiceError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
