"""Models that Vosk's own downloader fetches."""

import shutil
import subprocess
import sys
from pathlib import Path

from ..errors import ModelError
from .model_list import Model, VoskDownload
from .models import ModelStore, is_right

_CHILD = Path(__file__).with_name("vosk_download.py")


def fetch_vosk(
    model: Model, source: VoskDownload, store: ModelStore, incoming: Path, patience: float
) -> None:
    """Let Vosk download in a process of its own, and take the model when it is whole.

    Raises ModelError when it is not there after `patience` seconds, or not whole.  Nothing
    half-written stays.
    """
    try:
        _run(model, source, incoming, patience)
        unpacked = incoming / source.name
        if not all(is_right(unpacked, file, thorough=True) for file in model.files):
            raise ModelError(f"{model.name}: what Vosk downloaded is not whole; try again")
        _move(unpacked, store.folder / model.folder)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _run(model: Model, source: VoskDownload, incoming: Path, patience: float) -> None:
    # -P: the files beside the child must not be taken for the packages it imports.
    command = [sys.executable, "-P", str(_CHILD), str(incoming), source.name]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=None if sys.stderr.isatty() else subprocess.DEVNULL,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ModelError(
            f"{model.name} was not here within {patience:.0f} s; {_again(model)}"
        ) from error
    if done.returncode:
        said = done.stdout.strip().splitlines() or ["Vosk's downloader failed"]
        raise ModelError(f"{model.name} could not be fetched: {said[-1]}; {_again(model)}")


def _again(model: Model) -> str:
    return f"try again with internet: backtalk models fetch {model.name}"


def _move(unpacked: Path, target: Path) -> None:
    try:
        if target.exists():
            shutil.rmtree(target)
        unpacked.replace(target)
    except OSError as error:
        raise ModelError(f"{target} cannot be written: {error.strerror}") from error
