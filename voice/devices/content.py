"""Which content held a conversation."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ..errors import ScriptError

LENGTH = 12
"""Hexadecimal digits of a digest: enough to tell versions of one file apart."""


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """Return the beginning of the SHA-256 of each file, by its name.

    Raises ScriptError when one can't be read.
    """
    try:
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:LENGTH] for p in paths}
    except OSError as error:
        raise ScriptError(f"{error.filename}: cannot be read: {error.strerror}") from error
