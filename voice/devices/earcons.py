"""Soft sounds for who cannot see: one long for "I listen", two short for "I understood".

They differ in rhythm, so that they are told apart whatever pitch one hears well.
"""

from collections.abc import Callable

import numpy as np

from ..acts import Event, Listen, Understood
from ..pcm import to_pcm
from ..types import RATE, Samples

HERTZ = 587.33
"""D5: where hearing that has grown old still is good, and espeak-ng's voice is not."""

PEAK = 0.08
"""Of full scale (-22 dB), below speech."""

LONG, SHORT, GAP, EDGE = 0.18, 0.045, 0.06, 0.01
"""Seconds: a tone of each kind, the pause between two, and how softly one begins and ends."""


def _tone(seconds: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    edge = np.minimum(1.0, np.minimum(time, seconds - time) / EDGE)
    tone = PEAK * np.sin(2 * np.pi * HERTZ * time) * np.sin(edge * np.pi / 2) ** 2
    return np.asarray(tone, np.float32)


_PAUSE = np.zeros(round(GAP * RATE), np.float32)

LISTENING = to_pcm(_tone(LONG))

UNDERSTOOD = to_pcm(np.concatenate([_tone(SHORT), _PAUSE, _tone(SHORT), _PAUSE]))


class Earcons:
    """Told what happens, it sounds at open questions: there it is not clear who speaks next."""

    def __init__(self, sound: Callable[[bytes], None]) -> None:
        """`sound` plays at once, before what is said next."""
        self.wanted: Callable[[], bool] = lambda: True
        self._sound = sound
        self._open = False

    def __call__(self, event: Event) -> None:
        match event.what:
            case Listen(expects=expects):
                self._open = expects == "open"
                if self._open and self.wanted():
                    self._sound(LISTENING)
            case Understood(utterance, _) if self._open and not utterance.over:
                self._open = False
                if self.wanted():
                    self._sound(UNDERSTOOD)
