"""Speech as the models know it: trimmed, at one loudness, with silence around it."""

import numpy as np

from ..types import RATE, Samples

SILENT = 3e-4
"""Peak below which there is nothing to hear: ten steps of a 16-bit microphone."""
PEAK = 0.5
"""What the loudest sample is scaled to."""
PAD = 0.4
"""Seconds of silence put on both sides.  Without it the first sound of short words is lost."""
MARGIN = 0.1
"""Seconds kept before and after the sound that is louder than QUIET."""
QUIET = 1e-3
"""Power over 20 ms, as a share of the loudest, below which the ends are cut off: -30 dB."""
LONGEST = 8.0
"""Seconds.  The decoder of Moonshine tiny fails from about 9.5 s on, silence included."""


def speech(sound: Samples) -> Samples | None:
    """Return the speech in any array of numbers, or None where nothing is to be heard."""
    x = np.clip(np.nan_to_num(sound.astype(np.float32).ravel(), posinf=0, neginf=0), -1, 1)
    peak = float(np.abs(x).max(initial=0.0))
    if peak < SILENT:
        return None
    x = _trimmed(x)[: int(LONGEST * RATE)]
    return np.pad(x * np.float32(PEAK / peak), int(PAD * RATE))


def _trimmed(sound: Samples) -> Samples:
    power = np.convolve(sound**2, np.ones(RATE // 50, np.float32) / (RATE // 50), "same")
    loud = np.flatnonzero(power[: sound.size] > power.max() * QUIET)
    margin = int(MARGIN * RATE)
    return sound[max(0, loud[0] - margin) : loud[-1] + margin]
