"""The weights of a Whisper model, as CTranslate2 keeps them.

The file (model.bin, version 6 of the format: python/ctranslate2/specs/model_spec.py in
https://github.com/OpenNMT/CTranslate2, MIT) is a list of names with arrays, and then of other names
for some of them, which are not needed.
"""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from ..errors import ModelError
from .onnx_session import SET_UP, Array

VERSION = 6

KINDS = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""Of numbers, as the format counts them."""


class WeightsError(ValueError):
    """It is not such a file."""


def read_weights(path: Path) -> Mapping[str, Array]:
    """Return every array by its name, halves as floats.  Raises ModelError."""
    try:
        return dict(_arrays(path.read_bytes()))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}). {SET_UP}") from error
    except (ValueError, struct.error, IndexError) as error:
        raise ModelError(f"{path}: is no Whisper model of CTranslate2. {SET_UP}") from error


def _arrays(data: bytes) -> Iterator[tuple[str, Array]]:
    read = _Reader(data)
    if read.number("<I") != VERSION or read.name() != "WhisperSpec":
        raise WeightsError
    read.number("<I")  # The revision of the specification: of no matter for the weights.
    for _ in range(read.number("<I")):
        yield read.name(), read.array()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def number(self, kind: str) -> int:
        size = struct.calcsize(kind)
        return int(struct.unpack(kind, self._take(size))[0])

    def name(self) -> str:
        return self._take(self.number("<H"))[:-1].decode()

    def array(self) -> Array:
        shape = [self.number("<I") for _ in range(self.number("<B"))]
        kind = np.dtype(KINDS[self.number("<B")])
        values = np.frombuffer(self._take(self.number("<I")), kind)
        if values.size != np.prod(shape, dtype=int):
            raise WeightsError
        return values.reshape(shape).astype(np.float32 if kind == np.float16 else kind)

    def _take(self, size: int) -> bytes:
        self._at += size
        if self._at > len(self._data):
            raise WeightsError
        return self._data[self._at - size : self._at]
