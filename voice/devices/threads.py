"""Threads for ears.  One that hangs is left behind, and another takes its place."""

from asyncio import Semaphore
from collections.abc import Callable

from ..errors import DeviceError
from ..ports import Result
from .worker import Worker

PATIENCE = 20.0
"""Seconds: loading an ear takes 5 on a busy machine, and a long answer 2."""

HANGS = "The recogniser hangs"


class Threads:
    """Work for ears, `size` at a time, while the event loop goes on."""

    def __init__(self, size: int, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._room = Semaphore(size)
        self._free = [self._new() for _ in range(size)]

    async def __call__(self, work: Callable[[], Result], /) -> Result:
        """Raises DeviceError when it takes too long, and what `work` raises."""
        async with self._room:
            # What was cancelled may still be going on.
            worker = min(self._free, key=lambda one: one.busy)
            self._free.remove(worker)
            try:
                return await worker.aside(work)
            except DeviceError:
                worker = self._new()
                raise
            finally:
                self._free.append(worker)

    def _new(self) -> Worker:
        return Worker("ear", self._patience, HANGS, yielding=True)
