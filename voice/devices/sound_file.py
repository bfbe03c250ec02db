"""A recording instead of a microphone."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np

from ..pcm import to_pcm
from ..types import RATE, Frame, Samples

BEFORE = 0.5
"""Seconds of silence before the recording: people do not begin to speak at once."""

BLOCK = 160
"""Samples in a frame, as a sound card gives them."""


class SoundFile:
    """Microphone that hears one recording, and silence before and after it."""

    def __init__(self, sound: Samples) -> None:
        silence = np.zeros(int(BEFORE * RATE), np.float32)
        self._sound = to_pcm(np.concatenate([silence, sound]))
        self.seconds = len(self._sound) / 2 / RATE

    async def frames(self) -> AsyncIterator[Frame]:
        size, at = 2 * BLOCK, 0
        while True:
            await asyncio.sleep(BLOCK / RATE)
            yield Frame(self._sound[at : at + size].ljust(size, b"\0"))
            at += size
