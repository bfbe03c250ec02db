"""Two rooms that are not real: noise that dies away, after the sound that comes straight."""

import numpy as np
import numpy.typing as npt

from voice.types import RATE, Samples

Floats = npt.NDArray[np.float64]

ROOMS = {"small room": 0.3, "large room": 0.6}
"""Seconds in which the sound falls by 60 dB."""

SIXTY = 6.908
"""60 dB as a natural logarithm of an amplitude: ln 1000."""


def in_room(sound: Samples, room: str, seed: int) -> Samples:
    """Return the sound as heard where the room is as loud as the speaker: 1 to 2 m away."""
    seconds = ROOMS[room]
    size = int(seconds * RATE)
    tail = np.random.default_rng(seed).normal(0.0, 1.0, size)
    tail *= np.exp(-SIXTY * np.arange(size) / size)
    tail /= np.sqrt((tail**2).sum())
    tail[0] += 1.0
    heard = _convolved(sound, tail)
    return np.asarray(heard * (np.abs(sound).max() / np.abs(heard).max()), np.float32)


def _convolved(sound: npt.NDArray[np.floating], response: Floats) -> Floats:
    size = sound.size + response.size - 1
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)
