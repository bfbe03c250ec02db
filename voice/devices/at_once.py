"""Rendering here and now, for conversations on a clock of their own."""

from typing import Protocol

from ..types import Manner, Speech


class Renders(Protocol):
    def render(self, text: str, manner: Manner) -> Speech: ...


class AtOnce:
    """A Synthesizer that takes no time on the event loop's clock: no thread is waited for."""

    def __init__(self, voice: Renders) -> None:
        self._voice = voice

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        return self._voice.render(text, manner)
