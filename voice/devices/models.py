"""Where the models lie, and whether they are there and right.  Asks nothing of a network."""

import hashlib
import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from ..errors import InputError, ModelError
from .model_list import Model, ModelFile, Package, read_models

ModelState = Literal["ready", "missing", "damaged"]

_BLOCK = 1 << 20
"""Bytes read at a time when hashing."""


@dataclass(frozen=True, slots=True)
class ModelStore:
    """`listing` tells what there is; `folder` is where each model has a folder of its own."""

    listing: Path
    folder: Path

    @classmethod
    def find(cls, environ: Mapping[str, str] = os.environ) -> "ModelStore":
        """Return models/ of this checkout, or of the person when the package is installed.

        BACKTALK_MODELS names another folder.
        """
        checkout = Path(__file__).parents[2] / "models"
        if (checkout / "models.yaml").is_file():
            listing, folder = checkout / "models.yaml", checkout
        else:
            listing = Path(__file__).parents[1] / "models" / "models.yaml"
            folder = platformdirs.user_data_path("backtalk", appauthor=False) / "models"
        other = environ.get("BACKTALK_MODELS")
        return cls(listing, Path(other).expanduser().absolute() if other else folder)

    def list(self) -> tuple[Model, ...]:
        """Raise InputError when models.yaml is wrong."""
        return read_models(self.listing)

    def model(self, name: str) -> Model:
        """Raise InputError when there is no model of that name."""
        models = {model.name: model for model in self.list()}
        if name not in models:
            raise InputError(f"there is no model {name!r}; there are: {', '.join(models)}")
        return models[name]

    def path(self, model: Model) -> Path:
        """Return the model's folder, whether or not it is there."""
        own = self.folder / model.folder
        if isinstance(model.source, Package) and not own.is_dir():
            return _installed(model.source) or own
        return own

    def wrong(self, model: Model, *, thorough: bool = False) -> tuple[ModelFile, ...]:
        """Return the files that are missing or not as they should be.

        Sizes are compared; with `thorough` the hashes too (0.3 s for 100 MB).
        """
        folder = self.path(model)
        return tuple(file for file in model.files if not is_right(folder, file, thorough=thorough))

    def state(self, model: Model, *, thorough: bool = False) -> ModelState:
        """Tell whether it can be used; `missing` when any of its files is not there."""
        if not all((self.path(model) / file.name).is_file() for file in model.files):
            return "missing"
        return "damaged" if self.wrong(model, thorough=thorough) else "ready"

    def require(self, name: str) -> Path:
        """Return the folder of a model that is ready.  Raises ModelError else."""
        model = self.model(name)
        state = self.state(model)
        if state == "ready":
            return self.path(model)
        raise ModelError(
            f"the model {name} is {state} in {self.path(model)}; "
            f"get it with: backtalk models fetch {name}"
        )


def is_right(folder: Path, file: ModelFile, *, thorough: bool) -> bool:
    """Compare the size of one file, and with `thorough` its hash."""
    path = folder / file.name
    if not path.is_file():
        return False
    if file.bytes is None or file.sha256 is None:
        return path.stat().st_size > 0
    if path.stat().st_size != file.bytes:
        return False
    return not thorough or hash_of(path) == file.sha256


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal.  Raises ModelError when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error
    return digest.hexdigest()


def _installed(source: Package) -> Path | None:
    spec = importlib.util.find_spec(source.module)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / source.inside
