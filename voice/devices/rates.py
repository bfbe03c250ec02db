"""For sound devices that do not know our rate: soxr (LGPL-2.1) between theirs and ours."""

from typing import Any

import numpy as np


class Converted:
    """Sound of one rate goes in, sound of another comes out, in pieces of the sizes asked for."""

    def __init__(self, old: int, new: int) -> None:
        """Rates are in hertz; where they are the same, everything passes as it is."""
        self._stream = _stream(old, new) if old != new else None
        self._rest = b""

    def put(self, pcm: bytes) -> None:
        """Take signed 16 bit PCM of the old rate."""
        if self._stream:
            pcm = self._stream.resample_chunk(np.frombuffer(pcm, "<i2")).tobytes()
        self._rest += pcm

    def take(self, size: int) -> bytes:
        """Return so many bytes of the new rate; nothing as long as there are not as many."""
        if len(self._rest) < size:
            return b""
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def _stream(old: int, new: int) -> Any:
    # Only for who needs it: loading it costs some of the time to the first word.
    import soxr

    return soxr.ResampleStream(old, new, 1, dtype="int16", quality="MQ")
