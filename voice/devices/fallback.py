"""A voice that fails is replaced by beeps and text, and it is said once."""

from collections.abc import Callable

from ..errors import DeviceError
from ..types import Manner, Speech
from .speech_cache import Voice


class Fallback:
    """A Synthesizer that goes on with `other` when `voice` fails.

    `warn` is told once.  The text of everything said is on the display all the time.
    """

    def __init__(self, voice: Voice, other: Voice, warn: Callable[[str], None]) -> None:
        self._voice = voice
        self._other = other
        self._warn = warn

    def render(self, text: str, manner: Manner) -> Speech:
        try:
            return self._voice.render(text, manner)
        except DeviceError as error:
            return self._failed(error).render(text, manner)

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        try:
            return await self._voice.synthesize(text, manner)
        except DeviceError as error:
            return await self._failed(error).synthesize(text, manner)

    def _failed(self, error: DeviceError) -> Voice:
        self._warn(f"{error} From now on there are beeps, and text on the screen.")
        self._voice = self._other
        return self._other
