"""What hangs is given up, and keeps no program alive."""

import asyncio
import os
import sys
from pathlib import Path
from threading import Event, current_thread, get_native_id

import pytest

from tests.bounded import bounded, finish
from voice.devices.worker import YIELDING, Worker, go_on
from voice.errors import DeviceError

ROOT = Path(__file__).parents[1]
LONG, SHORT = 60.0, 0.01


def test_it_returns_and_raises_what_it_was_given_on_one_thread() -> None:
    worker = Worker("hand", LONG, "")
    threads = {worker.do(current_thread), asyncio.run(worker.aside(current_thread))}
    assert [thread.name for thread in threads] == ["hand"]
    with pytest.raises(ZeroDivisionError):
        worker.do(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(worker.aside(lambda: 1 // 0))
    assert worker.do(lambda: 1) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="niceness of a thread is Linux's")
def test_hard_work_lets_others_go_first() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, get_native_id())

    assert Worker("hand", LONG, "", yielding=True).do(niceness) == max(YIELDING, niceness())
    assert Worker("hand", LONG, "").do(niceness) == niceness()


def test_what_nobody_waits_for_ends_where_it_asks() -> None:
    begun, cancelled, asked = Event(), Event(), list[str]()

    def work() -> None:
        go_on()
        asked.append("wanted")
        begun.set()
        cancelled.wait()
        go_on()
        asked.append("not wanted")

    def after() -> str:
        go_on()
        return "next"

    async def leave(worker: Worker) -> str:
        working = asyncio.ensure_future(worker.aside(work))
        await asyncio.to_thread(begun.wait)
        working.cancel()
        await asyncio.wait({working})
        cancelled.set()
        return await worker.aside(after)

    assert asyncio.run(leave(Worker("hand", LONG, ""))) == "next"
    assert asked == ["wanted"]


def test_what_hangs_is_given_up() -> None:
    worker = Worker("hand", SHORT, "The voice hangs.")
    hangs = Event()
    with pytest.raises(DeviceError, match="The voice hangs"):
        worker.do(hangs.wait)
    with pytest.raises(DeviceError, match="The voice hangs"):
        asyncio.run(worker.aside(hangs.wait))
    hangs.set()


def test_nothing_waits_behind_what_hangs_and_later_it_goes_on() -> None:
    worker = Worker("hand", SHORT, "The voice hangs.")
    hangs, slow = Event(), Worker("hand", LONG, "")
    with pytest.raises(DeviceError):
        worker.do(hangs.wait)
    with pytest.raises(DeviceError):
        worker.do(lambda: pytest.fail("it was waited for"))
    waiting = worker.wait(lambda: "after all")
    hangs.set()
    assert asyncio.run(waiting) == "after all"
    assert slow.do(lambda: 1) == worker.do(lambda: 1) == 1


HANGS = """
import asyncio, threading
from voice.devices.worker import Worker
from voice.errors import DeviceError

async def hang():
    try:
        await Worker("hand", 0.01, "It hangs.").aside(threading.Event().wait)
    except DeviceError as error:
        print(error)

asyncio.run(hang())
"""


def test_a_program_ends_although_something_hangs() -> None:
    with bounded(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{HANGS}"]
    ) as program:
        assert finish(program) == "It hangs.\n"
