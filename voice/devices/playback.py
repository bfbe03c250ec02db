"""What the speaker plays, one block after the other, on nothing but the sample clock."""

from collections.abc import Callable
from threading import Lock

import numpy as np
import numpy.typing as npt

from ..types import RATE

FADE = RATE // 200
"""Samples (5 ms) over which a sound that is cut short fades, so that it does not click."""

Pcm = npt.NDArray[np.int16]
Wave = npt.NDArray[np.float32]

_NOTHING: Pcm = np.zeros(0, np.int16)
_RISE: Wave = np.linspace(0, 1, FADE, endpoint=False, dtype=np.float32)


class Playback:
    """One sound at a time.  Blocks are asked for by the device's thread, the rest by any other."""

    def __init__(self) -> None:
        self.latency = 0
        """Samples between a block's being asked for and its being heard."""
        self._lock = Lock()
        self._sound = _NOTHING
        self._at = self._faded_in = 0
        self._tail: Wave = np.zeros(0, np.float32)
        self._gain = self._wanted = 1.0
        self._heard: Callable[[], None] | None = None
        self._left = 0
        self._earcon = _NOTHING

    @property
    def position(self) -> float:
        """Seconds into the sound: what was handed over, and cannot be taken back."""
        return self._at / RATE

    def gain(self, gain: float) -> None:
        """Reach this loudness within the next block; 1 is as rendered, 0 silence."""
        self._wanted = max(0.0, gain)

    def start(self, pcm: bytes, begin: float, heard: Callable[[], None]) -> None:
        """Play signed 16 bit PCM from `begin` seconds on, and call `heard` at its end."""
        with self._lock:
            self._sound = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2")
            self._at = self._faded_in = min(max(0, round(begin * RATE)), len(self._sound))
            self._heard, self._left = heard, self.latency

    def earcon(self, pcm: bytes) -> None:
        """Play this at once; a sound that is started meanwhile begins behind it."""
        with self._lock:
            self._earcon = np.frombuffer(pcm, "<i2")

    def exchange(self, pcm: bytes) -> None:
        """Go on with other sound from the same sample on, as long as one is playing."""
        with self._lock:
            if self._heard:
                self._sound = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2")

    def cut(self) -> None:
        """End the sound at this very sample; what follows is only its fading.

        `position` stays, and to start there again loses nothing.  Does nothing when the sound
        has been heard.
        """
        with self._lock:
            piece = self._sound[self._at : self._at + FADE].astype(np.float32)
            self._tail = piece * (1 - _RISE[: len(piece)])
            self._sound, self._heard = _NOTHING, None

    def block(self, size: int) -> bytes:
        """Return the next `size` samples, silence if there is nothing to play."""
        with self._lock:
            ended = self._at >= len(self._sound) and not len(self._earcon)
            wave = self._next(size)
            steps = np.linspace(self._gain, self._wanted, size + 1, dtype=np.float32)[1:]
            self._gain = float(steps[-1])
            heard = self._over(size) if ended else None
        if heard:
            heard()
        pcm: Pcm = np.clip(np.rint(wave * steps), -32768, 32767).astype("<i2")
        return pcm.tobytes()

    def _next(self, size: int) -> Wave:
        wave = np.zeros(size, np.float32)
        tail, self._tail = self._tail[:size], self._tail[size:]
        wave[: len(tail)] = tail
        earcon, self._earcon = self._earcon[:size], self._earcon[size:]
        wave[: len(earcon)] += earcon
        piece = self._sound[self._at : self._at + size - len(earcon)].astype(np.float32)
        wave[len(earcon) : len(earcon) + len(piece)] += self._risen(piece)
        self._at += len(piece)
        return wave

    def _risen(self, piece: Wave) -> Wave:
        """Fade in what begins in the middle of a sound."""
        since = self._at - self._faded_in
        if self._faded_in and since < FADE:
            rise = _RISE[since : since + len(piece)]
            piece[: len(rise)] *= rise
        return piece

    def _over(self, size: int) -> Callable[[], None] | None:
        """Return who waits for the end, once what was handed over has had time to be heard."""
        self._left -= size
        if self._left > 0:
            return None
        heard, self._heard = self._heard, None
        return heard
