"""From what a voice engine wrote to sound that can be played: rate, edges, loudness."""

from math import gcd

import numpy as np

from ..pcm import from_pcm, to_pcm
from ..types import RATE, Samples

PEAK = 0.7
"""Peak of full scale, so that every sentence has headroom to be made louder."""

BEFORE, AFTER = 0.005, 0.080
"""Seconds of silence left at the edges: enough not to clip a soft consonant.  Before it, every
reply would come as much later."""

SILENCE = 0.005
"""Of the peak (-46 dB): fainter than the faintest consonant that espeak-ng renders."""


def finished(pcm: bytes, rate: int) -> bytes:
    """Return signed 16 bit mono PCM of any rate (hertz) at RATE, trimmed, at the usual peak."""
    samples = _trimmed(resampled(from_pcm(pcm), rate))
    peak = float(np.abs(samples).max(initial=0.0))
    return to_pcm(samples * np.float32(PEAK / peak)) if peak else b""


def resampled(samples: Samples, rate: int) -> Samples:
    """Return samples of `rate` hertz at RATE, free of aliases.

    The spectrum is cut off, or filled up with zeros, at the lower of both Nyquist frequencies.
    """
    if rate == RATE or not len(samples):
        return samples
    step = gcd(rate, RATE)
    old, new = rate // step, RATE // step
    # A whole number of periods makes the length exact; the rest of silence keeps the end of
    # the sound from ringing into its beginning.
    periods = -(-len(samples) // old) + -(-rate // (10 * old))
    spectrum = np.fft.rfft(samples, periods * old)[: periods * min(old, new) // 2]
    sound = np.fft.irfft(spectrum, periods * new) * (new / old)
    return sound[: -(-len(samples) * new // old)].astype(np.float32)


def _trimmed(samples: Samples) -> Samples:
    size = np.abs(samples)
    loud = np.flatnonzero(size > SILENCE * size.max(initial=0.0))
    if not len(loud):
        return samples[:0]
    begin = max(0, int(loud[0]) - round(BEFORE * RATE))
    return samples[begin : int(loud[-1]) + 1 + round(AFTER * RATE)]
