"""Take the assistant's own voice out of what the microphone hears."""

import ctypes
from collections.abc import Callable
from random import choices
from typing import Any

from ..delay_line import TAPS, DelayLine
from ..drift import Drift
from ..errors import DeviceError
from ..pcm import from_pcm, to_pcm
from ..types import RATE

LIBRARY = "libspeexdsp.so.1"
EDGE = 0.002
"""Seconds by which an echo must be later than the delay that was told: nothing earlier is seen."""

SOONEST = 0.01
"""Seconds that an echo takes at least, until more is known.  A clock that is slower makes it ever
sooner, by a block at most until one is left out."""

INSTALL = "On Debian and Ubuntu: `apt install libspeexdsp1`."

_SET_SAMPLING_RATE = 24
"""SPEEX_ECHO_SET_SAMPLING_RATE in speex/speex_echo.h."""


def available(warn: Callable[[str], None] = lambda _: None) -> bool:
    """Tell whether the library of the canceller (BSD licence) is installed; warn if it is not."""
    try:
        _library()
    except DeviceError as error:
        warn(f"{error} Until then answer when I have finished; stop and danger are always heard.")
        return False
    return True


class EchoCanceller:
    """An adaptive filter that learns the way from the speaker to the microphone.

    It knows only what it was given: it takes a second or two of played sound to learn.
    """

    def __init__(self, frame: int = 160, tail_ms: int = 500) -> None:
        """Take `frame` samples at a time, and echo up to `tail_ms` later than the delay.

        Raises DeviceError when the library is not installed.
        """
        self._speex = _library()
        self._frame = frame
        self._tail = tail_ms / 1000
        self._line, self._drift = DelayLine(SOONEST * RATE), Drift()
        # A microphone that is muted gives nothing but zeros.  The filter's numbers then become so
        # small (denormal) that a frame takes seven times as long.
        self._silence = bytes(2 * frame)
        self._faint = b"".join(choices((b"\xff\xff", b"\0\0", b"\1\0"), k=frame))
        self._state = ctypes.c_void_p(
            self._speex.speex_echo_state_init(frame, tail_ms * RATE // 1000)
        )
        rate = ctypes.c_int(RATE)
        self._speex.speex_echo_ctl(self._state, _SET_SAMPLING_RATE, ctypes.byref(rate))

    @property
    def least(self) -> float:
        """Seconds that an echo takes at least to be seen."""
        return self._line.lag / RATE

    @property
    def found(self) -> float | None:
        """Seconds from being played to being heard, where that is certain."""
        late = self._drift.anchor
        return None if late is None else (self._line.lag + late) / RATE

    def delay(self, seconds: float) -> None:
        """Tell how long sound takes at least from being played to being heard.

        What is certain to be delay need not be learnt.  What was learnt with another is lost.
        """
        self._line.lag = float(max(TAPS, round(seconds * RATE)))
        self._line.stretch = 0.0
        self._drift.clear()
        self._speex.speex_echo_state_reset(self._state)

    def reaches(self, seconds: float) -> bool:
        """Tell whether an echo of this delay, and half the tail behind it, is within reach."""
        return self.least + EDGE <= seconds <= self.least + self._tail / 2

    def __del__(self) -> None:
        if state := getattr(self, "_state", None):
            self._speex.speex_echo_state_destroy(state)

    def cancel(self, heard: bytes, played: bytes) -> bytes:
        """Return what was heard without the echo: signed 16 bit, one frame.

        `played` is the frame handed to the speaker while `heard` came from the microphone.
        """
        if heard == self._silence:
            heard = self._faint
        reference = self._line.pass_on(from_pcm(played))
        self._drift.follow(from_pcm(heard), reference, self._line)
        clean = ctypes.create_string_buffer(2 * self._frame)
        self._speex.speex_echo_cancellation(self._state, heard, to_pcm(reference), clean)
        return clean.raw


def _library() -> Any:
    try:
        speex = ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise DeviceError(f"Echo cannot be cancelled: {LIBRARY} is missing. {INSTALL}") from error
    speex.speex_echo_state_init.restype = ctypes.c_void_p
    speex.speex_echo_state_destroy.restype = None
    speex.speex_echo_state_reset.restype = None
    speex.speex_echo_cancellation.restype = None
    return speex
