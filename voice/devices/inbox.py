"""What came from the microphone, and waits for whoever listens."""

import asyncio
from collections import deque
from collections.abc import Iterator

from ..types import Fault, Frame

KEPT = 500
"""Blocks (5 s) that wait; then the oldest are dropped, and counted."""


class Inbox:
    """Filled by the device's own thread, which only leaves a block here; emptied by one listener
    in the event loop.
    """

    def __init__(self) -> None:
        self.dropped = 0
        """Blocks that nobody came for."""
        self.arrival = asyncio.Event()
        self._frames: deque[Frame] = deque(maxlen=KEPT)
        self._interrupted = False

    def put(self, heard: bytes, said: bytes) -> None:
        """Leave 10 ms of sound, on the device's own thread; then `arrival` is to be set."""
        if self._interrupted:
            self._interrupted = False
            self._frames.append(Frame(b"", fault="back"))
        self.dropped += len(self._frames) == KEPT
        self._frames.append(Frame(heard, said=said))

    def interrupt(self) -> None:
        """Tell that blocks will be missing before the next one, as soon as that is there."""
        self._interrupted = True

    def fail(self, fault: Fault) -> None:
        self._frames.append(Frame(b"", fault=fault))
        self.arrival.set()

    def clear(self) -> None:
        self._frames.clear()

    def waiting(self) -> Iterator[Frame]:
        """Take what is there."""
        self.arrival.clear()
        while self._frames:
            yield self._frames.popleft()
