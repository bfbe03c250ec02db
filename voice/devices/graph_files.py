"""The graphs of a speech model: made once, beside its files."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..errors import ModelError
from .onnx_session import SET_UP

ENCODER, SIGHT, DECODER = "encoder.onnx", "sight.onnx", "decoder.onnx"
"""From sound to what is in it; from that to what each layer of the decoder sees of it, once for
a sound; from a token to the next."""

BUILT = "built-2"
"""The folder of the graphs.  The number goes up when they are made in another way."""


def built(folder: Path, build: Callable[[Path, Path], None]) -> Path:
    """Return the folder with the graphs of the model in `folder`; if need be, `build` makes them
    of its files in a folder that is empty (some seconds).

    Raises ModelError when the model's files are missing or damaged, or nothing can be written.
    """
    done = folder / BUILT
    if not done.is_dir():
        try:
            with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as place:
                new = Path(place, BUILT)
                new.mkdir()
                build(folder, new)
                _move(new, done)
            for old in set(folder.glob("built-*")) - {done}:
                shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise ModelError(f"{done}: cannot be made ({error.strerror}). {SET_UP}") from error
    return done


def _move(new: Path, done: Path) -> None:
    try:
        new.rename(done)
    except OSError:
        if not done.is_dir():  # Else another program has made it meanwhile.
            raise
