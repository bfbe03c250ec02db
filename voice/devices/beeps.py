"""A voice for when there is none: soft beeps in place of sentences."""

import numpy as np

from ..pcm import to_pcm
from ..types import RATE, Manner, Samples, Speech

LOW, HIGH = 523.25, 659.26
"""Hertz: C5 and E5."""

BEEP, GAP, EDGE = 0.12, 0.06, 0.02
"""Seconds: one beep, the pause after it, and its soft rise and fall."""

PEAK = 0.3
"""Of full scale: a pure tone seems louder than speech of the same peak."""


class Beeps:
    """A Synthesizer that needs no voice: two falling beeps say something, two rising ones ask.

    A single word, as of a count, is one beep.  The words themselves belong on the screen.
    """

    def render(self, text: str, manner: Manner) -> Speech:  # noqa: ARG002
        """Return the beeps that stand for a sentence; `manner` changes nothing."""
        return Speech(text, to_pcm(np.concatenate([_beep(hertz) for hertz in _tune(text)])))

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        """Do as `render`."""
        return self.render(text, manner)


def _tune(text: str) -> tuple[float, ...]:
    if len(text.split()) < 2:
        return (HIGH,)
    return (LOW, HIGH) if text.rstrip().endswith("?") else (HIGH, LOW)


def _beep(hertz: float) -> Samples:
    time = np.arange(round(BEEP * RATE)) / RATE
    edge = np.minimum(1.0, np.minimum(time, BEEP - time) / EDGE)
    tone = PEAK * np.sin(2 * np.pi * hertz * time) * np.sin(edge * np.pi / 2) ** 2
    return np.concatenate([tone, np.zeros(round(GAP * RATE))]).astype(np.float32)
