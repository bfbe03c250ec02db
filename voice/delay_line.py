"""A sound, later: by any part of a sample, and read slowly faster or slower than it was written."""

import numpy as np
import numpy.typing as npt

from .types import RATE, Samples

TAPS = 16
"""Samples around each moment from which it is interpolated (a sinc under a Hann window)."""

PHASES = 256
"""Places between two samples that are told apart: what is wrong by that is below -48 dB."""

LONGEST = 3 * RATE
"""Samples that are kept."""


def _table() -> npt.NDArray[np.float32]:
    """Return the weights of the samples around each place between two, shape (PHASES, TAPS)."""
    away = np.arange(TAPS) - (TAPS // 2 - 1) - np.arange(PHASES)[:, None] / PHASES
    weights = np.sinc(away) * np.cos(np.pi * away / TAPS) ** 2
    return np.asarray(weights / weights.sum(1, keepdims=True), np.float32)


_WEIGHTS = _table()


class DelayLine:
    def __init__(self, lag: float) -> None:
        self.lag = lag
        """Samples between being written and being read; where it is not whole, TAPS at least."""
        self.stretch = 0.0
        """By how much the lag grows with each sample: 1e-4 is 100 parts in a million."""
        self._kept = np.zeros(2 * LONGEST, np.float32)
        self._end = LONGEST

    def pass_on(self, block: Samples) -> Samples:
        """Write a block, and read as much."""
        self._write(block)
        lag, self.lag = self.lag, self.lag + block.size * self.stretch
        if not self.stretch and lag == int(lag):
            end = self._end - int(lag)
            return self._kept[end - block.size : end].copy()
        lag = min(max(lag, TAPS), LONGEST - block.size - TAPS)
        at = self._end - block.size - lag + np.arange(block.size) * (1 - self.stretch)
        whole = np.floor(at).astype(int)
        phases = ((at - whole) * PHASES).astype(int)
        around = whole[:, None] + np.arange(TAPS) - (TAPS // 2 - 1)
        return np.asarray((self._kept[around] * _WEIGHTS[phases]).sum(1), np.float32)

    def _write(self, block: Samples) -> None:
        if self._end + block.size > self._kept.size:
            self._kept[:LONGEST] = self._kept[self._end - LONGEST : self._end]
            self._end = LONGEST
        self._kept[self._end : self._end + block.size] = block
        self._end += block.size
