"""How long after the end of an answer its meaning is there, in real time."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from voice.cli.parts import make_ears, on_threads
from voice.devices.activity import SileroActivity
from voice.devices.models import ModelStore
from voice.devices.sound_file import BEFORE, BLOCK
from voice.ears import Ears
from voice.hangover import COMPLETE, HANGOVER, UNFINISHED
from voice.hearing import SpokenHearing
from voice.opinion import likeliest
from voice.pcm import silence, to_pcm
from voice.turn import ACCEPT, SURE
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
    one = asyncio.run(_all(sounds, Expected(meanings, waiting=True), Ears(ears[:1], on_threads(1))))
    grave = Expected(meanings, waiting=True, grave=True)
    every = asyncio.run(_all(sounds, grave, Ears(ears, on_threads(len(ears)))))
    what = f"meaning ready ({len(sentences)} sentences), beyond the endpoint silence"
    return [
        spread(f"{what}: one ear", one, 60, 150),
        spread(f"{what}: all ears", every, 200, 350),
    ]


async def _all(sounds: Sequence[Samples], expected: Expected, ears: Ears) -> list[float]:
    took = [await _beyond(sound, expected, ears) for sound in sounds]
    # The first one loads the models.
    return [seconds for seconds in took[1:] if seconds is not None]


async def _beyond(sound: Samples, expected: Expected, ears: Ears) -> float | None:
    """Return the seconds from the end of the silence that ends an answer to its meaning, or
    None when nobody was heard to speak.
    """
    file = RealTime(sound)
    hearing = SpokenHearing(file, SileroActivity(), ears)
    hearing.expect(expected)
    try:
        async with asyncio.timeout(file.seconds + AFTER):
            utterance = await hearing.utterance()
    except TimeoutError:
        return None
    _, p = likeliest(utterance.sentences, expected.meanings)
    took = asyncio.get_running_loop().time() - utterance.ended
    return took - (COMPLETE if p >= SURE else HANGOVER if p >= ACCEPT else UNFINISHED)
