"""The moment at which a word is heard to happen: its P-centre (Morton, Marcus & Frankish 1976).

It lies near the onset of the vowel.  Scott (1993) found it where the energy in the band of the
vowel formants is half risen; Cummins & Port (1998) take the sound through a shallow band-pass,
which leaves out voicing and fricatives, rectify it, smooth it heavily (10 Hz) and look for the
middle of the rise.  Here the band is 300 to 3000 Hz, so that back and front vowels count alike,
and the moment is where the first syllable has risen to half.
"""

import numpy as np
import numpy.typing as npt

from .types import RATE, Samples

BAND = (300.0, 3000.0)
"""Hertz, half-power points of a first-order band-pass."""

SMOOTH = 10.0
"""Hertz: what moves faster than syllables is smoothed away."""

HALF = 0.5
"""Share of its own peak at which a syllable is heard to happen; also the share of the loudest
syllable that makes another one count."""

BESIDE = RATE // 5
"""Samples of silence put around a word, so that filters have room."""

Curve = npt.NDArray[np.float64]


def pcentre(sound: Samples) -> int:
    """Return the sample of a word's P-centre; 0 for silence."""
    if not sound.size or not np.abs(sound).max():
        return 0
    envelope = _envelope(np.pad(sound.astype(np.float64), BESIDE))
    peak = _first_peak(envelope)
    return max(0, int(np.argmax(envelope >= HALF * envelope[peak])) - BESIDE)


def _envelope(sound: Curve) -> Curve:
    """Energy of the vowel over time.  The filters have no phase: they shift nothing."""
    hertz = np.fft.rfftfreq(sound.size, 1 / RATE)
    low, high = BAND
    detune = (hertz**2 - low * high) / (np.maximum(hertz, 1e-9) * (high - low))
    vowel = np.fft.irfft(np.fft.rfft(sound) / np.sqrt(1 + detune**2), sound.size)
    smooth = 1 / np.sqrt(1 + (hertz / SMOOTH) ** 4)
    return np.fft.irfft(np.fft.rfft(np.abs(vowel)) * smooth, sound.size)


def _first_peak(envelope: Curve) -> int:
    rising = np.diff(envelope) > 0
    peaks = np.flatnonzero(rising[:-1] & ~rising[1:]) + 1
    loud = peaks[envelope[peaks] >= HALF * envelope.max()]
    return int(loud[0]) if loud.size else int(np.argmax(envelope))
