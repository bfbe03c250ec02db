"""The near end: what of the microphone's sound is not the assistant's own voice.

"Near end" is telephony's word for whoever is in the room with the microphone.
"""

from collections import deque

from ..echo_delay import FARTHEST, EchoDelay
from ..likeness import LATEST
from ..own_voice import EARLY, OwnVoice
from ..pcm import loudness
from ..types import RATE, Frame
from .echo import SOONEST, EchoCanceller
from .streams import BLOCK

HEADROOM = 0.03
"""Seconds that the echo canceller expects an echo earlier than it was found."""


class NearEnd:
    """Takes one block from the microphone after the other, each with what was being played.

    With `cancel` the own voice is taken out (see echo.available); without, it is only told.
    """

    def __init__(self, *, cancel: bool) -> None:
        self._echo = EchoCanceller(BLOCK) if cancel else None
        self._own = OwnVoice(BLOCK / RATE)
        self._delay = EchoDelay(BLOCK / RATE)
        self._told: float | None = None
        """The delay that the canceller was told last."""
        self._said: deque[bytes] = deque(maxlen=round(FARTHEST * RATE / BLOCK))

    def _where(self) -> float | None:
        """Return the seconds from being played to being heard, the best that is known; and let
        the canceller look there.
        """
        known = self._delay.known
        if self._echo is None:
            return known
        if self._echo.found is not None:
            self._told = None
            return self._echo.found
        if known is not None and known != self._told and not self._echo.reaches(known):
            self._told = known
            self._echo.delay(known - HEADROOM)
        return known

    def anew(self) -> None:
        """The devices were opened anew: what was learnt of the way between them is lost."""
        if self._echo:
            self._echo.delay(SOONEST)

    def hear(self, heard: bytes, said: bytes) -> Frame:
        """Return what is left, how loud the own voice may still be in it, and what it was: as
        late as it comes back, or somewhat earlier.
        """
        played = loudness(said)
        self._delay.tell(loudness(heard), played)
        delay = self._where()
        self._own.delay = EARLY if delay is None else delay
        if self._echo:
            heard = self._echo.cancel(heard, said)
        self._said.append(said)
        late = round(max(0.0, self._own.delay - LATEST / 2) * RATE / BLOCK)
        before = self._said[max(0, len(self._said) - 1 - late)]
        return Frame(heard, self._own.may_reach(loudness(heard), played), before)
