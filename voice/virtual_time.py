"""An event loop that jumps to its next timer instead of waiting for it.

For everything that has a time of its own: a sound file being heard, a demonstration being
rendered, a typed conversation that nobody wants to wait for, a test.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

from .errors import VoiceError

Result = TypeVar("Result")


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Jump(self))

    def time(self) -> float:
        return self.now


class _Jump(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise VoiceError("everyone is waiting for someone else: please report this")
        self._loop.now += max(timeout, 0.0)
        return super().select(0)


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run it to its end, in no more time than its work takes."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(coroutine)
