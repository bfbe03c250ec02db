"""A voice that fails is replaced by beeps and text, and it is said once."""

from collections.abc import Callable
from typing import Protocol

from ..errors import DeviceError
from ..types import Manner, Speech
from .speech_cache import Voice

AGAIN = 10
"""Sentences after which a voice that failed is tried again: each try may take seconds."""


class Kept(Voice, Protocol):
    """A voice that keeps what it has said."""

    def has(self, text: str, manner: Manner) -> bool: ...


class Fallback:
    """A Synthesizer that goes on with `other` when `voice` fails, but for what it has kept.

    `warn` is told once.  The text of everything said is on the display all the time.
    """

    def __init__(self, voice: Kept, other: Voice, warn: Callable[[str], None]) -> None:
        self._voice = voice
        self._other = other
        self._warn = warn
        self._warned = False
        self._rests = 0
        """Sentences until the voice is tried again."""

    def render(self, text: str, manner: Manner) -> Speech:
        if not self._resting(text, manner):
            try:
                return self._voice.render(text, manner)
            except DeviceError as error:
                self._failed(error)
        return self._other.render(text, manner)

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        if not self._resting(text, manner):
            try:
                return await self._voice.synthesize(text, manner)
            except DeviceError as error:
                self._failed(error)
        return await self._other.synthesize(text, manner)

    def _resting(self, text: str, manner: Manner) -> bool:
        if not self._rests or self._voice.has(text, manner):
            return False
        self._rests -= 1
        return True

    def _failed(self, error: DeviceError) -> None:
        self._rests = AGAIN
        if not self._warned:
            self._warned = True
            self._warn(f"{error} Until it speaks again there are beeps, and text on the screen.")
