"""How long the assistant's own voice takes from being played to being heard again.

Devices tell a latency of their own, and it jumps when one of them has been too late.
"""

from collections import deque

import numpy as np

from .own_voice import SILENT

WINDOW = 4.0
"""Seconds of loudness that are compared."""

FARTHEST = 2.0
"""Seconds.  Sound servers hold back two seconds at most."""

EVERY = 0.5
"""Seconds between two looks."""

ALIKE = 0.75
"""Correlation from which what is heard is an echo of what was played.  Two unrelated pieces of
speech stay below 0.5 over such a window."""


NEAR = 2
"""Pieces of sound by which two looks at the same echo may differ."""

LEAST = 1.0
"""Seconds that must have been played: the end of a sound alone is like many things."""


class EchoDelay:
    """`seconds` is the length of the pieces of sound it is told of."""

    def __init__(self, seconds: float) -> None:
        size = round((WINDOW + FARTHEST) / seconds)
        self.known: float | None = None
        """Seconds; None as long as no echo was heard."""
        self._before: float | None = None
        """What the last look found: one alone may be chance."""
        self._seconds = seconds
        self._heard: deque[float] = deque([0.0] * size, maxlen=size)
        self._played: deque[float] = deque([0.0] * size, maxlen=size)
        self._since = 0
        self._told = 0

    def tell(self, heard: float, played: float) -> None:
        """Take the loudness of a piece of sound."""
        self._heard.append(heard)
        self._played.append(played)
        self._since += 1
        self._told += 1
        if self._since * self._seconds < EVERY or self._told * self._seconds < WINDOW:
            return
        self._since = 0
        found, before = self._look(), self._before
        self._before = found
        if found is None or before is None or abs(found - before) > NEAR * self._seconds:
            return
        if self.known is None or abs(found - self.known) >= self._seconds:
            self.known = found

    def _look(self) -> float | None:
        window = round(WINDOW / self._seconds)
        heard, played = np.array(self._heard)[-window:], np.array(self._played)
        if not heard.any() or np.count_nonzero(played > SILENT) < LEAST / self._seconds:
            return None
        rows = np.lib.stride_tricks.sliding_window_view(played, window)
        likeness = _correlations(rows, heard)
        best = int(np.argmax(likeness))
        if likeness[best] < ALIKE:
            return None
        return float((len(rows) - 1 - best) * self._seconds)


def _correlations(
    rows: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
    one: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return Pearson's correlation of each row with one."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    other = one - one.mean()
    sizes = np.sqrt((centred**2).sum(axis=1)) * np.sqrt((other**2).sum())
    return np.asarray((centred @ other) / np.maximum(sizes, 1e-9))
