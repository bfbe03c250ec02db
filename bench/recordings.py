"""Recordings of people, clean or mixed with noise."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from voice.devices.wav import read_wav
from voice.types import RATE, Samples

FRAME = RATE // 50
LOUD = 10**-1.3
"""Frames within 13 dB of the loudest count as speech."""

SNRS = (None, 12.0, 6.0)
"""Decibels; None is clean."""


@dataclass(frozen=True, slots=True)
class Recording:
    """`word` is what is said, or empty for speech that means nothing here."""

    word: str
    path: Path

    @property
    def sound(self) -> Samples:
        return read_wav(self.path)


class Audio:
    """The folder with recordings: words/WORD/*.wav, orders/*.wav, noise/kitchen.wav."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def words(self) -> list[Recording]:
        return [Recording(p.parent.name, p) for p in sorted(self.folder.glob("words/*/*.wav"))]

    @property
    def orders(self) -> list[Recording]:
        return [Recording("", path) for path in sorted(self.folder.glob("orders/*.wav"))]

    @cached_property
    def noise(self) -> Samples:
        return read_wav(self.folder / "noise" / "kitchen.wav")

    def versions(
        self, sound: Samples, draws: int, seed: int
    ) -> Iterator[tuple[float | None, Samples]]:
        """Yield the sound clean, and `draws` times with other noise at each SNR."""
        for n, snr in enumerate(SNRS):
            random = np.random.default_rng([seed, n])
            for _ in range(1 if snr is None else draws):
                yield snr, sound if snr is None else mixed(sound, self._piece(sound, random), snr)

    def _piece(self, sound: Samples, random: np.random.Generator) -> Samples:
        """Return noise of the same length from anywhere."""
        at = int(random.integers(0, self.noise.size))
        return np.resize(np.roll(self.noise, -at), sound.size)


def mixed(sound: Samples, noise: Samples, snr: float) -> Samples:
    """Return speech with noise of the same length, `snr` dB below the speech.

    Speech power is that of the frames within 13 dB of the loudest, noise power that of all.
    """
    frames = sound[: sound.size // FRAME * FRAME].reshape(-1, FRAME)
    power = (frames**2).mean(1)
    speech = power[power >= power.max() * LOUD].mean()
    gain = np.sqrt(speech / (noise**2).mean() / 10 ** (snr / 10))
    return np.asarray(sound + noise * gain, np.float32)
