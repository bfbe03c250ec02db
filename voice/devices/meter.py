"""A microphone whose loudness is shown while it is used."""

import math
from collections.abc import AsyncIterator, Callable

from ..pcm import FULL_SCALE, loudness
from ..ports import Microphone
from ..types import Frame

EVERY = 0.1
"""Seconds between two values."""

QUIETEST = -60.0
"""Decibels of full scale at the empty end of the bar."""

WIDTH = 30


class Metered:
    """A Microphone that tells `show` how loud it is, in decibels of full scale."""

    def __init__(self, microphone: Microphone, show: Callable[[float], None]) -> None:
        self._microphone = microphone
        self._show = show

    async def frames(self) -> AsyncIterator[Frame]:
        seconds, loudest = 0.0, 0.0
        async for frame in self._microphone.frames():
            seconds, loudest = seconds + frame.seconds, max(loudest, loudness(frame.pcm))
            if seconds >= EVERY:
                self._show(20 * math.log10(max(loudest, 1.0) / FULL_SCALE))
                seconds, loudest = 0.0, 0.0
            yield frame


def bar(decibels: float) -> str:
    """Draw a level: `[#########---------------------] -42 dB`."""
    full = round(WIDTH * (1 - max(decibels, QUIETEST) / QUIETEST))
    return f"[{'#' * full}{'-' * (WIDTH - full)}] {decibels:4.0f} dB"
