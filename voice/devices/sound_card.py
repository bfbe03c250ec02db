"""Microphone and speaker, and what the one hears of the other."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Self

from ..errors import DeviceError
from ..types import RATE, Frame, Speech
from . import pauses
from .awake import awake
from .inbox import Inbox
from .near_end import NearEnd
from .playback import Playback
from .portaudio import Choice
from .streams import BLOCK, Streams, abandon, refresh
from .worker import Worker

CHECK = 0.5
"""Seconds between looks at the streams."""

MARGIN = 0.04
"""Seconds a sound server keeps what is played beyond what it reports; PulseAudio keeps 20 ms."""

RARELY = 5.0
"""Seconds between attempts to open a device that has been gone for long; at first it is less."""

ASLEEP = 3.0
"""Seconds that a look may come late; after more, the program was stopped or the computer slept."""

PATIENCE = 15.0
"""Seconds until a sound server that does not answer is given up."""

SOON = 2.0
"""Seconds in which a sound server that was restarted is back; after more, a person has to help."""

WAITS = (
    "The sound is gone. Check that microphone and speaker are plugged in, and not kept by another "
    "program. The conversation waits, and goes on in the same place."
)

HANGS = "The computer's sound hangs: restart its sound server, or the computer."


class SoundCard:
    """Both a Microphone and a Speaker, from `open` to `close` or as a context manager.

    `input` and `output` are a device's index, a part of its name, or None for the default.
    Without `listen` it is only a Speaker, and needs no microphone.  `cancel_echo` takes what
    is played out of what is heard (see echo.available).
    """

    def __init__(
        self,
        input: Choice = None,
        output: Choice = None,
        *,
        listen: bool = True,
        cancel_echo: bool = False,
        warn: Callable[[str], None] = print,
    ) -> None:
        self._devices = (input, output)
        self._listen = listen
        self._warn = warn
        self._playback = Playback()
        self._near = NearEnd(cancel=listen and cancel_echo)
        self._inbox = Inbox()
        self._late = 0
        self._turn = asyncio.Lock()
        self._worker = Worker("sound card", PATIENCE, HANGS)
        self._ending: asyncio.Future[None] | None = None
        self._error: DeviceError | None = DeviceError("The sound card is not open: call open().")

    async def open(self) -> None:
        """Start.  Raises DeviceError when there is no usable microphone and speaker."""
        pauses.shorten()
        self._loop = asyncio.get_running_loop()
        self._closing = False
        await self._worker.aside(partial(self._start, self._listen))
        self._error = None
        self._watcher = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Stop.  Whoever still listens or waits for the end of a sound gets a DeviceError."""
        if self._error is None:
            self._closing = True
            self._watcher.cancel()
            self._fail(DeviceError("The sound card was closed."))
            try:
                await self._worker.aside(self._stream.close)
            except DeviceError:
                abandon()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def frames(self) -> AsyncIterator[Frame]:
        """Yield 10 ms of sound after the other, from now on, for one listener.

        Raises DeviceError when it is closed.  A device that is gone is waited for.
        """
        if not self._listen:
            raise DeviceError("The sound card was opened without a microphone.")
        self._inbox.clear()
        while True:
            self._require()
            for frame in self._inbox.waiting():
                yield self._near_end(frame)
            await self._inbox.arrival.wait()

    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        """Play from `begin` seconds on; return when it has been heard.

        Sounds do not mix: the next waits for the end of the one before.  Cancelling ends it
        with the next block.  Raises DeviceError as `frames` does.
        """
        async with self._turn:
            self._require()
            self._ending = ending = self._loop.create_future()
            self._playback.start(speech.pcm, begin, lambda: self._tell(_finish, ending))
            try:
                await ending
            finally:
                self._playback.cut()

    def exchange(self, speech: Speech) -> None:
        """Go on with this sound instead, from the same sample on."""
        self._playback.exchange(speech.pcm)

    def earcon(self, pcm: bytes) -> None:
        """Play a short sound at once; one that is started meanwhile begins behind it."""
        self._playback.earcon(pcm)

    @property
    def position(self) -> float:
        """Seconds into the sound that is playing, or was cut short last, to the sample."""
        return self._playback.position

    @property
    def late(self) -> int:
        """Blocks that came too late, from the microphone or to the speaker, or were dropped."""
        return self._late + self._inbox.dropped

    def gain(self, gain: float) -> None:
        """Loudness of everything played from now on: 1 is as rendered; reached within 10 ms."""
        self._playback.gain(gain)

    def _near_end(self, frame: Frame) -> Frame:
        """Free it of what was played: here, since the device's own thread has no time for it."""
        if not frame.fault:
            return self._near.hear(frame.pcm, frame.said)
        self._near.anew()
        return frame

    def _start(self, listen: bool) -> None:
        hear = self._hear if listen else None
        self._stream = Streams(*self._devices, self._say, hear, self._came_late)
        leaving = self._stream.leaving
        self._playback.latency = round((leaving + MARGIN) * RATE)
        if self._closing:
            self._stream.close()

    def _came_late(self) -> None:
        self._late += 1

    def _say(self) -> bytes:
        """Give 10 ms of sound, on the device's own thread."""
        return self._playback.block(BLOCK)

    def _hear(self, heard: bytes, said: bytes) -> None:
        """Take 10 ms of sound, on the device's own thread."""
        self._inbox.put(heard, said)
        self._tell(self._inbox.arrival.set)

    def _tell(self, call: Callable[..., object], *arguments: object) -> None:
        # A loop that ended before close() was called is no reason to fail on this thread.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *arguments)

    async def _watch(self) -> None:
        """Open the streams anew whenever they stop or stall, or after a sleep."""
        while True:
            since = awake()
            await asyncio.sleep(CHECK)
            if not self._stream.look() or awake() - since > CHECK + ASLEEP:
                await self._revive()

    async def _revive(self) -> None:
        """Open the streams anew, however long it takes.  The sound that plays stands still; what
        is heard tells that something is missing.
        """
        opening = asyncio.create_task(self._open_again())
        try:
            await asyncio.wait({opening}, timeout=SOON)
            if not opening.done():
                self._warn(WAITS)
            await opening
        finally:
            opening.cancel()

    async def _open_again(self) -> None:
        """Try until everything is there; without a microphone, it can be spoken meanwhile."""
        deaf = False
        for attempt in itertools.count(1):
            with contextlib.suppress(DeviceError):
                if await self._worker.wait(self._again):
                    return
                if not deaf:
                    deaf = True
                    self._inbox.fail("deaf")
            await asyncio.sleep(min(attempt, RARELY))
            while self._turn.locked() and self._stream.look():
                await asyncio.sleep(CHECK)

    def _again(self) -> bool:
        """Open what there is; return whether that is all.  Raises DeviceError without a speaker."""
        self._stream.close()
        refresh()
        self._inbox.interrupt()
        try:
            self._start(self._listen)
        except DeviceError:
            if not self._listen:
                raise
            self._start(listen=False)
            return False
        return True

    def _fail(self, error: DeviceError) -> None:
        self._error = error
        self._inbox.arrival.set()
        if self._ending and not self._ending.done():
            self._ending.set_exception(error)

    def _require(self) -> None:
        if self._error:
            raise DeviceError(str(self._error))


def _finish(ending: asyncio.Future[None]) -> None:
    if not ending.done():
        ending.set_result(None)
