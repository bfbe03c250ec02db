"""By how much what is heard is later than what was played, to a part of a sample."""

import numpy as np

from .types import RATE, Samples

FARTHEST = 2 * RATE // 5
"""Samples (0.4 s) by which an echo is late at most."""

LOWEST, HIGHEST = 300, 5000
"""Hertz: where a small loudspeaker gives speech."""

PEAK = 12.0
"""How far the correlation at the echo's delay stands above all others (in their root mean square)
to be believed.  An echo has 20 to 60, voices that have nothing to do with each other 5 to 7."""

STILL = 0.3
"""Share of the highest correlation from which an echo is still where it was."""

JUMP = 32.0
"""Samples (2 ms) from which an echo has moved, and not drifted: a block was lost."""


def late(heard: Samples, played: Samples, anchor: float | None = None) -> float | None:
    """Return by how many samples what is heard is later than what was played; None where that is
    not certain.  Both have the same length.  What is still heard near the anchor is preferred: a
    room has other echoes, nearly as loud.

    Generalised cross-correlation with phase transform (Knapp and Carter 1976).
    """
    size = 2 * heard.size
    cross = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    cross /= np.abs(cross) + 1e-9
    low, high = (edge * size // RATE for edge in (LOWEST, HIGHEST))
    cross[:low] = cross[high:] = 0
    alike = np.fft.irfft(cross, size)[: FARTHEST + 1].astype(np.float32)
    best = _highest(alike, 1, FARTHEST)
    if alike[best] < PEAK * np.sqrt(np.mean(alike**2)):
        return None
    if anchor is not None:
        here = _highest(alike, round(anchor - JUMP), round(anchor + JUMP))
        best = here if alike[here] > STILL * alike[best] else best
    before, at, after = alike[best - 1 : best + 2]
    return best + float((before - after) / (2 * (before - 2 * at + after)))


def _highest(alike: Samples, first: int, last: int) -> int:
    first = min(max(first, 1), FARTHEST - 1)
    return first + int(np.argmax(alike[first : max(min(last, FARTHEST), first + 1)]))
