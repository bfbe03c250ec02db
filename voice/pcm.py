"""Sound as signed 16 bit PCM, and as numbers."""

import numpy as np
import numpy.typing as npt

from .types import RATE, Samples

FULL_SCALE = 32_768
"""What 1.0 is in signed 16 bit."""


def from_pcm(pcm: bytes) -> Samples:
    """Return signed 16 bit PCM as samples, shape (n,), -1 to 1; half a sample is left out."""
    whole = pcm[: len(pcm) // 2 * 2]
    return np.frombuffer(whole, "<i2").astype(np.float32) / np.float32(FULL_SCALE)


def to_pcm(samples: Samples) -> bytes:
    """Return samples (-1 to 1; more is clipped) as signed 16 bit PCM."""
    scaled = np.rint(samples * np.float32(FULL_SCALE))
    whole: npt.NDArray[np.int16] = np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1).astype("<i2")
    return whole.tobytes()


def loudness(pcm: bytes) -> float:
    """Return the root mean square of signed 16 bit PCM."""
    sound = np.frombuffer(pcm, "<i2").astype(np.float32)
    return float(np.sqrt(np.mean(np.square(sound)))) if sound.size else 0.0


def faint_end(pcm: bytes, size: int, share: float) -> int:
    """Return how many pieces of `size` samples at the end have at most this share of the loudest
    piece's root mean square.
    """
    sound = from_pcm(pcm)
    power = (sound[sound.size % size :].reshape(-1, size) ** 2).mean(1)
    loud = np.flatnonzero(power > share**2 * power.max(initial=0.0))
    return len(power) - 1 - int(loud[-1]) if loud.size else 0


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))
