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
        self._said: deque[bytes] = deque(maxlen=round(FARTHEST * RATE / BLOCK))

    def anew(self) -> None:
        """The devices were opened anew: what was learnt of the way between them is lost."""
        if self._echo:
            self._echo.delay(SOONEST)

    def hear(self, heard: bytes, said: bytes) -> Frame:
        """Return what is left, how loud the own voice may still be in it, and what it was: as
        late as it comes back, or somewhat earlier.
        """
        played = loudness(said)
        changed = self._delay.tell(loudness(heard), played)
        delay = self._echo.found if self._echo else None
        if delay is None:
            delay = self._delay.known
            if delay is not None and changed and self._echo and not self._echo.reaches(delay):
                self._echo.delay(delay - HEADROOM)
        self._own.delay = EARLY if delay is None else delay
        if self._echo:
            heard = self._echo.cancel(heard, said)
        self._said.append(said)
        late = round(max(0.0, self._own.delay - LATEST / 2) * RATE / BLOCK)
        before = self._said[max(0, len(self._said) - 1 - late)]
        return Frame(heard, self._own.may_reach(loudness(heard), played), before)
