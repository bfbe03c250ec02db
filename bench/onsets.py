"""When a word is heard to begin, found in a recording without knowing how it was made.

Not the method of voice/pcentre.py, which takes the band of the vowel, rectified and smoothed at
10 Hz: here it is the amplitude of the whole spectrum, from the fast Fourier transform of 16 ms
every millisecond, and the moment at which it has risen to half of its first great peak near the
beat.  No filter, threshold or constant is shared.
"""

import numpy as np
import numpy.typing as npt

from voice.types import RATE, Samples

FRAME, HOP = RATE * 16 // 1000, RATE // 1000
"""Samples: 16 ms every millisecond."""

BAND = (100.0, 6000.0)
"""Hertz."""

BEFORE, AFTER = 0.3, 0.45
"""Seconds around a beat in which its word begins."""

SMOOTH = 20
"""Milliseconds over which the amplitude is smoothed: pulses of the voice are no peaks."""

GREAT = 0.6
"""Share of the greatest amplitude that a syllable reaches."""

Curve = npt.NDArray[np.float64]


def heard_at(sound: Samples, beat: int) -> float:
    """Return the samples by which the word of this beat is heard after it (before: negative)."""
    begin = max(0, beat - round(BEFORE * RATE))
    piece = sound[begin : beat + round(AFTER * RATE)].astype(np.float64)
    return begin + _half_risen(_amplitude(piece)) - beat


def _amplitude(sound: Curve) -> Curve:
    padded = np.pad(sound, FRAME // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP] * np.hanning(FRAME)
    hertz = np.fft.rfftfreq(FRAME, 1 / RATE)
    inside = (hertz >= BAND[0]) & (hertz <= BAND[1])
    spectrum: Curve = np.abs(np.fft.rfft(frames, axis=1))[:, inside]
    return np.convolve(np.sqrt((spectrum**2).sum(axis=1)), np.ones(SMOOTH) / SMOOTH, "same")


def _half_risen(amplitude: Curve) -> float:
    rising = np.diff(amplitude) > 0
    peaks = np.flatnonzero(rising[:-1] & ~rising[1:]) + 1
    great = peaks[amplitude[peaks] >= GREAT * amplitude.max()]
    peak = amplitude[int(great[0])] if great.size else amplitude.max()
    return float(np.argmax(amplitude >= peak / 2) * HOP)
