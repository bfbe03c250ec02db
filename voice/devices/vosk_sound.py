"""Sound as Vosk is given it: never too soft, never digital silence."""

import numpy as np

from ..types import RATE, Samples

LONGEST = 8.0
"""Seconds: the longest answer."""
PEAK = 0.5
"""What the loudest sample is scaled to: models hear 20 dB less as something else."""
GAIN = 20.0
"""Largest factor of that (26 dB), so that the room does not become speech."""
MARGIN = 0.3
"""Seconds put before and after the sound: a model needs some silence to begin and to end in."""
FLOOR = 5e-4
"""Standard deviation of the noise laid under the sound, 60 dB below PEAK.  The features of
digital silence are made of Kaldi's random dither: without a floor scores differ by 5
natural-log units from one hearing to the next."""
STEADY = 1.4
"""Amplitude of the loud parts over the soft parts (3 dB) below which a sound is no speech:
white noise stays within 1 dB; of 150 recordings of a word (Google Speech Commands) the least
varied by 7 dB."""

_PART = RATE // 50
"""Samples of a part: 20 ms, a syllable has several."""


def pcm_of(sound: Samples) -> bytes:
    """Return the sound as signed 16 bit; empty if nothing in it could be speech.

    Takes any array of numbers, infinite or none, of any length.
    """
    x = np.nan_to_num(sound.astype(np.float32).ravel(), nan=0.0, posinf=1.0, neginf=-1.0)
    x = np.clip(x[: int(LONGEST * RATE)], -1, 1)
    if not _varies(x):
        return b""
    scaled = x * min(GAIN, PEAK / float(np.abs(x).max()))
    padded = np.pad(scaled, round(MARGIN * RATE))
    floor = np.random.default_rng(0).normal(0, FLOOR, padded.size)
    return (np.clip(padded + floor, -1, 1) * 32767).astype("<i2").tobytes()


def _varies(sound: Samples) -> bool:
    parts = sound[: sound.size // _PART * _PART].reshape(-1, _PART)
    if not parts.size:
        return False
    soft, loud = np.percentile(np.sqrt((parts.astype(np.float64) ** 2).mean(1)), [5, 95])
    return bool(loud > STEADY * soft)
