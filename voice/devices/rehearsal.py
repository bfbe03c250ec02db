"""A room without sound: sentences take the time they would take, answers come as text."""

import asyncio

from ..pcm import silence
from ..types import Expected, Manner, Speech, Utterance
from .typed import Silent, spoken

MINUTE = 60.0


class Heard:
    """A hearing that is told what was said, the moment it is said."""

    def __init__(self) -> None:
        self._said: asyncio.Queue[str] = asyncio.Queue()

    @property
    def busy(self) -> bool:
        return False

    @property
    def listened(self) -> float:
        return asyncio.get_running_loop().time()

    def say(self, words: str) -> None:
        self._said.put_nowait(words)

    def expect(self, expected: Expected) -> None:
        """Whatever is said is taken as it is."""

    async def utterance(self) -> Utterance:
        words = await self._said.get()
        return spoken(words, asyncio.get_running_loop().time())


class Timed(Silent):
    """Takes as long for each sentence as its words take; `seconds` is all that was spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        return Speech(text, silence(MINUTE * len(text.split()) / manner.rate))

    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        since = asyncio.get_running_loop().time()
        try:
            await super().play(speech, begin)
        finally:
            if speech.text:
                self.seconds += asyncio.get_running_loop().time() - since
