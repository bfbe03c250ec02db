"""What is being played: one sound at a time, held in the middle, and gone on with."""

import asyncio
from collections.abc import Callable

from .ports import Speaker
from .types import Mark, Speech

LOOK = 0.05
"""Seconds between two looks whether a sound that stands still goes on."""

LATE = 0.1
"""Seconds that a sound may be behind the clock before it counts as standing still."""


class Playing:
    """`tell` is told each word of a count as it sounds."""

    def __init__(self, speaker: Speaker, tell: Callable[[str], None]) -> None:
        self._speaker = speaker
        self._tell = tell
        self._sound: Speech | None = None
        self._held: list[tuple[Speech, float]] = []

    @property
    def position(self) -> float:
        """Seconds into the sound that is playing; 0 when there is none."""
        return self._speaker.position if self._sound else 0.0

    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        """Play from `begin` seconds on, to its end."""
        self._sound = speech
        playing = asyncio.create_task(self._speaker.play(speech, begin))
        telling = asyncio.create_task(self._tell_marks(begin))
        try:
            await playing
            await telling
            self._sound = None
        finally:
            playing.cancel()
            telling.cancel()

    def hold(self) -> None:
        """Keep the sound that was just cut short, at that exact place."""
        self._held.append((self._sound or Speech("", b""), self.position))
        self._sound = None

    async def resume(self) -> None:
        """Go on with what was held last."""
        await self.play(*self._held.pop())

    def exchange(self, speech: Speech) -> None:
        """Go on with this sound from the same sample on; with one that is held, later."""
        if self._sound:
            self._sound = speech
            self._speaker.exchange(speech)
        elif self._held:
            self._held[-1] = (speech, self._held[-1][1])

    async def _tell_marks(self, begin: float) -> None:
        """Tell each mark when it sounds, of whatever is playing by then."""
        start, told = _now() - begin, begin - 1e-9
        while mark := self._next_mark(told):
            await asyncio.sleep(start + mark.at - _now())
            while self._speaker.position < mark.at - LATE:
                await asyncio.sleep(LOOK)
            if mark == self._next_mark(told):
                self._tell(mark.text)
                told = mark.at

    def _next_mark(self, after: float) -> Mark | None:
        marks = self._sound.marks if self._sound else ()
        return next((mark for mark in marks if mark.at > after), None)


def _now() -> float:
    return asyncio.get_running_loop().time()
