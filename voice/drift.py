"""How fast the clocks of speaker and microphone drift apart, from what the one hears of the other.

Two devices seldom agree to better than 50 parts in a million.  In ten seconds an echo then comes
eight samples earlier or later, and a filter that has learnt where it was takes nothing out.
"""

from collections import deque

import numpy as np

from .delay_line import TAPS, DelayLine
from .types import RATE, Samples

WINDOW = 1 << 15
"""Samples (2 s) in which an echo is looked for."""

EVERY = RATE // 2
"""Samples between two looks."""

FARTHEST = 2 * RATE // 5
"""Samples (0.4 s) by which an echo is late at most."""

LOWEST, HIGHEST = 300, 5000
"""Hertz: where a small loudspeaker gives speech."""

PEAK = 12.0
"""How far the correlation at the echo's delay stands above all others (in their root mean square)
to be believed.  An echo has 25 to 60, voices that have nothing to do with each other 5 to 7."""

LOUD = 0.002
"""Of full scale (root mean square): less that is played cannot be found again."""

LOOKS = 24
"""Looks (12 s of sound) from which the drift is worked out."""

LEAST = 4
"""Looks without which nothing is known."""

SAME = 5e-6
"""A drift that needs no correction: a filter follows 0.08 samples a second by itself."""

NEAR = 0.25
"""Samples that need no correction either."""

FASTEST = 5e-4
"""Beyond this no two clocks are apart; also how fast what is apart is brought together."""

JUMP = 32.0
"""Samples (2 ms) from which an echo has moved, and not drifted: a block was lost."""


class Drift:
    """Takes what is heard and what was played block by block, as they meet in the canceller."""

    def __init__(self) -> None:
        self._pairs: deque[tuple[Samples, Samples]] = deque()
        self._now = self._fresh = 0
        self._delays: deque[tuple[int, float]] = deque(maxlen=LOOKS)
        """When (samples), and by how much the echo was later than what was handed to play."""
        self._anchor = 0.0
        """By how many samples the echo shall always be later than what was read."""

    def clear(self) -> None:
        """What was read is read at another place from now on."""
        self._delays.clear()
        self._pairs.clear()
        self._fresh = 0

    def follow(self, heard: Samples, played: Samples, line: DelayLine) -> None:
        """Take a block of each, and let the line that `played` was read from keep its distance."""
        self._pairs.append((heard, played))
        self._now += heard.size
        self._fresh += heard.size
        if self._fresh < WINDOW:
            return
        self._fresh -= EVERY
        found = late(
            *(np.concatenate(sounds)[-WINDOW:] for sounds in zip(*self._pairs, strict=True))
        )
        while len(self._pairs) * heard.size > WINDOW:
            self._pairs.popleft()
        if found is not None:
            self._correct(found, line)

    def _correct(self, found: float, line: DelayLine) -> None:
        """`found` is true of the middle of the window."""
        if not self._delays:
            self._anchor = found
        lag = line.lag - line.stretch * WINDOW / 2
        moved = found - self._anchor
        if abs(moved) > JUMP:
            self.clear()
            line.lag = max(line.lag + moved, TAPS)
            return
        self._delays.append((self._now - WINDOW // 2, lag + found))
        if len(self._delays) >= LEAST:
            line.stretch = self._stretch(line.lag)

    def _stretch(self, lag: float) -> float:
        """Return how the lag must grow to be right in a second."""
        times, delays = np.array(self._delays).T
        before, after = np.triu_indices(len(times), 1)
        slope = float(np.median((delays[after] - delays[before]) / (times[after] - times[before])))
        wanted = float(np.median(delays + slope * (self._now - times))) - self._anchor
        if abs(slope) < SAME:
            slope = 0.0
        gap = wanted - lag
        if abs(gap) > NEAR:
            slope += gap / RATE
        return min(max(slope, -FASTEST), FASTEST)


def late(heard: Samples, played: Samples) -> float | None:
    """Return by how many samples what is heard is later than what was played; None where that is
    not certain.  Both have the same length.

    Generalised cross-correlation with phase transform (Knapp and Carter 1976).
    """
    if np.sqrt(np.mean(played**2)) < LOUD:
        return None
    size = 2 * heard.size
    cross = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    cross /= np.abs(cross) + 1e-9
    low, high = (edge * size // RATE for edge in (LOWEST, HIGHEST))
    cross[:low] = cross[high:] = 0
    alike = np.fft.irfft(cross, size)[: FARTHEST + 1]
    best = int(np.argmax(alike[1:-1])) + 1
    if alike[best] < PEAK * np.sqrt(np.mean(alike**2)):
        return None
    before, at, after = alike[best - 1 : best + 2]
    return best + float((before - after) / (2 * (before - 2 * at + after)))
