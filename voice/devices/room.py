"""A room that exists only in sound: two voices, in time, and what each of them hears.

Speaker and Microphone for conversations that are rendered rather than held.  Its clock is the
event loop's; with a virtual one, a long conversation takes as long as its work.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator

import numpy as np

from ..pcm import from_pcm, to_pcm
from ..types import RATE, Frame, Samples, Speech

BLOCK = 512
"""Samples in a frame: 32 ms."""

NOISE = 0.0003
"""Loudness of the room itself (-70 dB of full scale): a microphone never hears nothing."""


INSTANT = 1e-6
"""Seconds that are none: what a clock's rounding may leave over."""


class Room:
    """The assistant plays into it; `speak` is the person."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, Samples]] = []
        self._person: list[tuple[int, Samples]] = []
        self._gain = 1.0
        self._speech = Speech("", b"")
        self._since = self._begin = 0.0
        self._random = np.random.default_rng(0)

    def gain(self, gain: float) -> None:
        self._gain = gain

    @property
    def position(self) -> float:
        return min(self._now() - self._since, self._speech.seconds)

    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        self._speech, self._since, self._begin = speech, self._now() - begin, begin
        try:
            while (left := self._speech.seconds - self.position) > INSTANT:
                await asyncio.sleep(left)
        finally:
            self._keep()

    def exchange(self, speech: Speech) -> None:
        self._keep()
        self._speech, self._begin = speech, self._now() - self._since

    def _keep(self) -> None:
        """Keep what has sounded since it began, or was exchanged."""
        heard = from_pcm(self._speech.pcm)
        piece = heard[int(self._begin * RATE) : int((self._now() - self._since) * RATE)]
        self._pieces.append((int((self._since + self._begin) * RATE), piece * self._gain))

    def speak(self, sound: Samples, after: float) -> None:
        """The person begins to speak `after` seconds from now."""
        self._person.append((int((self._now() + after) * RATE), sound))

    async def frames(self) -> AsyncIterator[Frame]:
        """What the microphone hears: the person, in a quiet room."""
        start = self._now()
        for block in itertools.count():
            await asyncio.sleep(start + (block + 1) * BLOCK / RATE - self._now())
            at = int(start * RATE) + block * BLOCK
            noise = self._random.normal(0, NOISE, BLOCK).astype(np.float32)
            yield Frame(to_pcm(noise + _cut(self._person, at, at + BLOCK)))

    def recording(self) -> Samples:
        """Everything that was heard in the room, both voices."""
        everything = [*self._pieces, *self._person]
        end = max((at + len(sound) for at, sound in everything), default=0)
        mixed = _cut(everything, 0, end)
        return np.clip(mixed, -1, 1, out=mixed)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _cut(pieces: list[tuple[int, Samples]], begin: int, end: int) -> Samples:
    """Mix what sounds between two samples."""
    mixed = np.zeros(end - begin, np.float32)
    for at, sound in pieces:
        first, last = max(at, begin), min(at + len(sound), end)
        if first < last:
            mixed[first - begin : last - begin] += sound[first - at : last - at]
    return mixed
