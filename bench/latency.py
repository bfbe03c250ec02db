"""How long after the end of an answer its meaning is there, in real time."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from voice import virtual_time
from voice.cli.parts import make_ears, on_threads
from voice.devices.activity import SileroActivity
from voice.devices.models import ModelStore
from voice.devices.sound_file import BEFORE, BLOCK
from voice.ears import Ears
from voice.hearing import SpokenHearing
from voice.pcm import silence, to_pcm
from voice.ports import Ear
from voice.types import RATE, Expected, Frame, Samples

from .cost import Cost, spread

AFTER = 1.5
"""Seconds in which an answer must have been understood."""


class RealTime:
    """Microphone that hears a sound as it happens."""

    def __init__(self, sound: Samples) -> None:
        self._pcm = silence(BEFORE) + to_pcm(sound)
        self.seconds = len(self._pcm) / 2 / RATE

    async def frames(self) -> AsyncIterator[Frame]:
        loop, size, n = asyncio.get_running_loop(), 2 * BLOCK, 0
        began = loop.time()
        while True:
            n += 1
            await asyncio.sleep(began + n * BLOCK / RATE - loop.time())
            yield Frame(self._pcm[(n - 1) * size : n * size].ljust(size, b"\0"))


def ready(sounds: Sequence[Samples], sentences: frozenset[str]) -> list[Cost]:
    """Measure with one ear, and with all at a question where all are needed."""
    ears = make_ears("auto", ModelStore.find())
    meanings = {sentence: sentence for sentence in sentences}
    one = _beyond(sounds, Expected(meanings, waiting=True), ears[:1])
    every = _beyond(sounds, Expected(meanings, waiting=True, grave=True), ears)
    what = f"meaning ready ({len(sentences)} sentences), beyond the endpoint silence"
    return [
        spread(f"{what}: one ear", one, 60, 150),
        spread(f"{what}: all ears", every, 200, 350),
    ]


def _beyond(sounds: Sequence[Samples], expected: Expected, ears: Sequence[Ear]) -> list[float]:
    """Return the seconds by which meanings come later than from ears that take no time."""
    took = asyncio.run(_all(sounds, expected, Ears(ears, on_threads(len(ears)))))
    least = virtual_time.run(_all(sounds, expected, Ears(ears)))
    # The first one loads the models.
    pairs = list(zip(took, least, strict=True))[1:]
    return [real - ideal for real, ideal in pairs if real is not None and ideal is not None]


async def _all(sounds: Sequence[Samples], expected: Expected, ears: Ears) -> list[float | None]:
    return [await _took(sound, expected, ears) for sound in sounds]


async def _took(sound: Samples, expected: Expected, ears: Ears) -> float | None:
    """Return the seconds from the end of an answer to its meaning, or None when nobody was heard
    to speak.
    """
    file = RealTime(sound)
    hearing = SpokenHearing(file, SileroActivity(), ears)
    hearing.expect(expected)
    try:
        async with asyncio.timeout(file.seconds + AFTER):
            utterance = await hearing.utterance()
    except TimeoutError:
        return None
    return asyncio.get_running_loop().time() - utterance.ended
