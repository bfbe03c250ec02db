"""The sound card of a made room, on a clock of its own: everything of the real one but the card.

What is played goes late and clipped through the loudspeaker's response to the microphone, where
whoever speaks is added; what the microphone hears goes through the near end.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass

import numpy as np

from voice.devices.near_end import NearEnd
from voice.devices.playback import Playback
from voice.devices.streams import BLOCK
from voice.pcm import from_pcm, to_pcm
from voice.types import RATE, Frame, Samples, Speech

from .acoustics import responses

ROOM_NOISE = 0.0005
"""Of full scale (-66 dB): a quiet room and its microphone."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`delay` is seconds from handing over to sounding, and grows by `drift` (parts in a
    million); `echo` is the amplitude of what comes back, as a share of what is played; `clip`
    (share of full scale) is the most that the loudspeaker gives.
    """

    room: str
    echo: float = 1.0
    delay: float = 0.12
    drift: float = 0.0
    clip: float = 1.0
    cancel: bool = True


class Convolver:
    """Convolves an endless sound, block after block."""

    def __init__(self, response: Samples) -> None:
        self._size = 1 << (response.size + BLOCK - 1).bit_length()
        self._response = np.fft.rfft(response, self._size)
        self._tail = np.zeros(self._size + BLOCK)

    def __call__(self, block: Samples) -> Samples:
        self._tail[: self._size] += np.fft.irfft(
            np.fft.rfft(block, self._size) * self._response, self._size
        )
        out, self._tail = self._tail[:BLOCK], np.append(self._tail[BLOCK:], np.zeros(BLOCK))
        return np.asarray(out, np.float32)


class RoomCard:
    """Microphone and Speaker in a room; `speak` is whoever else is there."""

    def __init__(self, setting: Setting) -> None:
        self.cancelled = setting.cancel
        self._setting = setting
        self._near = NearEnd(cancel=setting.cancel)
        self._playback = Playback()
        self._playback.latency = round(setting.delay * RATE)
        self._convolve = Convolver(responses(setting.room).loudspeaker * np.float32(setting.echo))
        self._played = np.zeros(2 * RATE, np.float32)
        self._others: list[tuple[int, Samples]] = []
        self._random = np.random.default_rng(0)
        self._turn = asyncio.Lock()
        self._now = 0
        """Samples since it began."""

    @property
    def position(self) -> float:
        return self._playback.position

    def gain(self, gain: float) -> None:
        self._playback.gain(gain)

    def exchange(self, speech: Speech) -> None:
        self._playback.exchange(speech.pcm)

    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        async with self._turn:
            ended = asyncio.Event()
            self._playback.start(speech.pcm, begin, ended.set)
            try:
                await ended.wait()
            finally:
                self._playback.cut()

    def speak(self, sound: Samples, after: float = 0.0) -> None:
        """Let this be heard at the microphone, as it is, `after` seconds from now."""
        self._others.append((self._now + round(after * RATE), sound))

    async def frames(self) -> AsyncIterator[Frame]:
        loop = asyncio.get_running_loop()
        start = loop.time()
        for block in itertools.count(1):
            await asyncio.sleep(start + block * BLOCK / RATE - loop.time())
            said = self._playback.block(BLOCK)
            heard = self._echo(from_pcm(said)) + self._other()
            heard += self._random.normal(0, ROOM_NOISE, BLOCK).astype(np.float32)
            self._now += BLOCK
            yield self._near.hear(to_pcm(heard), said)

    def _echo(self, said: Samples) -> Samples:
        self._played = np.append(self._played[BLOCK:], said)
        back = RATE * self._setting.delay + self._wandered()
        whole = int(back)
        part = np.float32(back - whole)
        end = self._played.size - whole
        late = self._played[end - BLOCK : end] * (1 - part)
        late = late + self._played[end - BLOCK - 1 : end - 1] * part
        clip = self._setting.clip
        return self._convolve(np.clip(late, -clip, clip))

    def _wandered(self) -> float:
        """Return by how many samples the clocks are apart.  Before an echo comes too early for
        that, the streams run out of what was played, and wait a block.
        """
        apart = self._now * self._setting.drift / 1e6
        return apart if apart >= 0 else apart % BLOCK

    def _other(self) -> Samples:
        mixed = np.zeros(BLOCK, np.float32)
        self._others = [(at, s) for at, s in self._others if at + s.size > self._now]
        for at, sound in self._others:
            first, last = max(at, self._now), min(at + sound.size, self._now + BLOCK)
            if first < last:
                mixed[first - self._now : last - self._now] += sound[first - at : last - at]
        return mixed
