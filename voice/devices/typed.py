"""A keyboard instead of a microphone, and a screen instead of a voice."""

import asyncio
import contextlib
import os
import select
import threading
from collections.abc import Callable

from ..errors import InputError
from ..pcm import silence
from ..types import Expected, Manner, Speech, Utterance
from ..words import plain


class EndOfInput(InputError):
    """Standard input was closed before the conversation was over."""


class Lines:
    """Lines of a file descriptor, taken one at a time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""
        self._closed = False

    def read(self, *, wait: bool) -> str | None:
        """Return the next line; None if there is none yet and `wait` is false.

        Raises EndOfInput when there will be no more.
        """
        while b"\n" not in self._rest and not self._closed:
            if not wait and not select.select([self._descriptor], [], [], 0)[0]:
                return None
            piece = os.read(self._descriptor, 65536)
            self._closed = not piece
            self._rest += piece
        if not self._rest:
            raise EndOfInput("The input ended before the conversation was over. Nothing is lost.")
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")


class Typed:
    """Hearing by keyboard.  `understood` tells which lines mean something while it speaks;
    the others wait until an answer is awaited.  An empty line is silence.
    """

    def __init__(self, lines: Lines, understood: Callable[[str], bool]) -> None:
        self._lines = lines
        self._understood = understood
        self._waiting = False
        self._changed = asyncio.Event()
        self._ahead: str | None = None

    @property
    def busy(self) -> bool:
        return False

    @property
    def listened(self) -> float:
        return asyncio.get_running_loop().time()

    def expect(self, expected: Expected) -> None:
        self._waiting = expected.waiting
        self._changed.set()

    async def utterance(self) -> Utterance:
        while True:
            # Whoever answers line by line has to see the question before a line is waited for.
            await asyncio.sleep(0)
            line = await self._line()
            if line is not None and (self._waiting or self._understood(line)):
                self._ahead = None
                now = asyncio.get_running_loop().time()
                return spoken(line, now)
            self._ahead = line
            self._changed.clear()
            await self._changed.wait()

    async def _line(self) -> str | None:
        """The next line, read at once: the conversation does not go on without it."""
        if self._ahead is not None:
            return self._ahead
        try:
            return self._lines.read(wait=self._waiting)
        except EndOfInput:
            if self._waiting:
                raise
            return None


class TypedLive(Typed):
    """The same in real time: lines are read on a thread of their own."""

    def __init__(self, lines: Lines, understood: Callable[[str], bool]) -> None:
        super().__init__(lines, understood)
        self._queue: asyncio.Queue[str | EndOfInput] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                line: str | EndOfInput = self._lines.read(wait=True) or ""
            except EndOfInput as end:
                line = end
            # A conversation that is over is no reason to fail on this thread.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._queue.put_nowait, line)
            if isinstance(line, EndOfInput):
                return

    async def _line(self) -> str | None:
        if self._ahead is not None:
            return self._ahead
        line = await self._queue.get()
        while isinstance(line, EndOfInput):
            if self._waiting:
                raise line
            self._changed.clear()
            await self._changed.wait()
        return line


def spoken(line: str, now: float) -> Utterance:
    """Typed words are certain; none are silence."""
    words = plain(line)
    if not words:
        return Utterance({}, began=now, ended=now)
    return Utterance({words: 1.0}, line.strip(), 1.0, began=now, ended=now)


INSTANT = 1e-6
"""Seconds that are none: what a clock's rounding may leave over."""


class Silent:
    """Says nothing: a sentence takes no time, a count and a rest take theirs."""

    def __init__(self) -> None:
        self._speech = Speech("", b"")
        self._since = 0.0

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        del manner
        return Speech(text, silence(0))

    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        self._speech, self._since = speech, asyncio.get_running_loop().time() - begin
        while (left := self._speech.seconds - self.position) > INSTANT:
            await asyncio.sleep(left)

    def exchange(self, speech: Speech) -> None:
        self._speech = speech

    @property
    def position(self) -> float:
        return min(asyncio.get_running_loop().time() - self._since, self._speech.seconds)

    def gain(self, gain: float) -> None:
        """There is nothing to make louder."""
