"""A thread for what may hang: a voice engine, a sound server.  It keeps no program alive."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Queue
from typing import Any, TypeVar

from ..errors import DeviceError

Result = TypeVar("Result")

YIELDING = 10
"""Niceness (0 to 19) of hard work that can wait: sound that comes too late is heard, and then an
echo comes back at another time."""

_own = threading.local()
"""What each thread is doing."""


@dataclass(eq=False, slots=True)
class Task:
    """What is to be done, what comes of it, and whether anyone still waits for that."""

    function: Callable[[], Any]
    future: "Future[Any]"
    wanted: bool = True


def go_on() -> None:
    """End what this thread is doing if nobody waits for it any more: raises CancelledError."""
    task: Task | None = getattr(_own, "task", None)
    if task and not task.wanted:
        raise asyncio.CancelledError


class Worker:
    """Does one thing after the other, always on the same thread.

    What takes longer than `patience` seconds, the things before it included, is given up with
    a DeviceError that says `advice`.  The threads of Python's own pools are waited for when
    the program ends; this one is left behind.  `yielding` lets others go first, on Linux.
    What runs for long asks now and then whether to `go_on`.
    """

    def __init__(self, name: str, patience: float, advice: str, *, yielding: bool = False) -> None:
        self._patience = patience
        self._advice = advice
        self._given_up: Future[Any] | None = None
        self._tasks: Queue[Task] = Queue()
        work = self._work_yielding if yielding else self._work
        threading.Thread(target=work, name=name, daemon=True).start()

    @property
    def busy(self) -> bool:
        """It has not come to the end of what it was given, wanted still or not."""
        return self._tasks.unfinished_tasks > 0

    def do(self, function: Callable[[], Result]) -> Result:
        """Return what the function returns, and raise what it raises."""
        future = self._hand_over(function).future
        try:
            found: Result = future.result(self._patience)
            return found
        except TimeoutError as error:
            self._given_up = future
            raise DeviceError(self._advice) from error

    async def aside(self, function: Callable[[], Result]) -> Result:
        """Do the same without holding up the event loop."""
        task = self._hand_over(function)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(task.future), self._patience)
        except TimeoutError as error:
            self._given_up = task.future
            raise DeviceError(self._advice) from error
        finally:
            task.wanted = False

    def _hand_over(self, function: Callable[[], Any]) -> Task:
        """Behind what was given up and still hangs, nothing is waited for again."""
        if self._given_up and not self._given_up.done():
            raise DeviceError(self._advice)
        return self._submit(function)

    async def wait(self, function: Callable[[], Result]) -> Result:
        """Do the same, however long it takes."""
        found: Result = await asyncio.wrap_future(self._submit(function).future)
        return found

    def _submit(self, function: Callable[[], Any]) -> Task:
        task = Task(function, Future())
        self._tasks.put(task)
        return task

    def _work_yielding(self) -> None:
        if sys.platform.startswith("linux"):
            thread = os.PRIO_PROCESS, threading.get_native_id()
            os.setpriority(*thread, max(YIELDING, os.getpriority(*thread)))
        self._work()

    def _work(self) -> None:
        while True:
            task = _own.task = self._tasks.get()
            if task.future.set_running_or_notify_cancel():
                try:
                    task.future.set_result(task.function())
                except BaseException as error:  # noqa: BLE001  # it is raised where it was asked for
                    task.future.set_exception(error)
            self._tasks.task_done()
