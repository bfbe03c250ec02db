"""How fast the clocks of speaker and microphone drift apart, from what the one hears of the other.

Two devices seldom agree to better than 50 parts in a million.  In ten seconds an echo then comes
eight samples earlier or later, and a filter that has learnt where it was takes nothing out.
"""

from collections import deque

import numpy as np

from .delay_line import TAPS, DelayLine
from .lateness import JUMP, late
from .types import RATE, Samples

WINDOW = RATE
"""Samples (1 s) in which an echo is looked for."""

EVERY = RATE // 2
"""Samples between two looks."""

LOUD = 0.005
"""Of full scale (root mean square): less that is played cannot be found again."""

LOOKS = 24
"""Looks (12 s of sound) from which the drift is worked out."""

LEAST = 6
"""Looks without which nothing is known."""

LOST = 6
"""Looks in a row in which nothing was found of what was played, and the echo is elsewhere."""

SAME = 5e-6
"""A drift that needs no correction: a filter follows 0.08 samples a second by itself."""

NEAR = 0.25
"""Samples that need no correction either."""

FASTEST = 5e-4
"""Beyond this no two clocks are apart; also how fast what is apart is brought together."""


class Drift:
    """Takes what is heard and what was played block by block, as they meet in the canceller."""

    def __init__(self) -> None:
        self.anchor: float | None = None
        """By how many samples the echo shall always be later than what was read; None until it
        is known.
        """
        self._pairs: deque[tuple[Samples, Samples]] = deque()
        self._now = self._fresh = self._missed = 0
        self._delays: deque[tuple[int, float]] = deque(maxlen=LOOKS)
        """When (samples), and by how much the echo was later than what was handed to play."""
        self._moved = 0.0
        """By how much the last look found it elsewhere."""
        self._slope = 0.0

    def clear(self) -> None:
        """What was read is read at another place from now on."""
        self.anchor = None
        self._delays.clear()
        self._pairs.clear()
        self._fresh = self._missed = 0

    def follow(self, heard: Samples, played: Samples, line: DelayLine) -> None:
        """Take a block of each, and let the line that `played` was read from keep its distance."""
        self._pairs.append((heard, played))
        self._now += heard.size
        self._fresh += heard.size
        if self._fresh < WINDOW:
            return
        self._fresh -= EVERY
        whole, read = (np.concatenate(sounds) for sounds in zip(*self._pairs, strict=True))
        for _ in range(EVERY // heard.size):
            self._pairs.popleft()
        if np.sqrt(np.mean(read**2)) >= LOUD:
            self._look(late(whole, read, self.anchor), line)

    def _look(self, found: float | None, line: DelayLine) -> None:
        self._missed = self._missed + 1 if found is None else 0
        if self._missed == LOST:
            self.clear()
        if found is None:
            return
        moved = found - self.anchor if self.anchor is not None else 0.0
        self._moved, before = moved, self._moved
        if abs(moved) <= JUMP:
            self._add(found, line)
        elif abs(moved - before) <= JUMP:
            self._follow(moved, line)

    def _follow(self, moved: float, line: DelayLine) -> None:
        """Read so much later; where that is not to be had, the echo is nearer from now on."""
        lag = max(line.lag + moved, TAPS)
        if self.anchor is not None:
            self.anchor += line.lag + moved - lag
        line.lag, line.stretch = lag, self._slope
        self._delays.clear()

    def _add(self, found: float, line: DelayLine) -> None:
        """`found` is true of the middle of the window."""
        lag = line.lag - line.stretch * WINDOW / 2
        self._delays.append((self._now - WINDOW // 2, lag + found))
        if len(self._delays) < LEAST:
            return
        if self.anchor is None:
            self.anchor = found
        line.stretch = self._stretch(line.lag, self.anchor)

    def _stretch(self, lag: float, anchor: float) -> float:
        """Return how the lag must grow to be right in a second."""
        times, delays = np.array(self._delays).T
        before, after = np.triu_indices(len(times), LEAST // 2)
        slopes = (delays[after] - delays[before]) / (times[after] - times[before])
        slope = float(np.median(slopes))
        wanted = float(np.median(delays + slope * (self._now - times))) - anchor
        self._slope = slope if SAME < abs(slope) < FASTEST else 0.0
        gap = wanted - lag
        faster = gap / RATE if abs(gap) > NEAR else 0.0
        return min(max(self._slope + faster, -FASTEST), FASTEST)
