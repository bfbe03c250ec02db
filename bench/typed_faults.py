"""A typed conversation with the program while it is killed, the disk fills, the clock is set."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.clock import Clock
from tests.small_disk import fill, small_disk
from tests.typed_talk import Line, Program, advice, talked

from .moments import moments

DISK = 96 * 1024
"""Bytes of a disk that is filled up."""

DAYS = 400
"""How far the clock is set, forwards and backwards in turn."""


def killed(count: int) -> int:
    """Kill it after events spread over a conversation, and go on each time; count the same
    advice.
    """
    return _survived(count, _killed)


def disk_full(count: int) -> int:
    return _survived(count, _disk_full)


def clock_set(count: int) -> int:
    return _survived(count, _clock_set)


def _survived(count: int, happens: Callable[[Path, int], list[Line]]) -> int:
    with tempfile.TemporaryDirectory() as name:
        whole = list(talked(Path(name)))
    survived = 0
    for place in moments(count, len(whole)):
        with tempfile.TemporaryDirectory() as name:
            survived += advice(happens(Path(name), place)) == advice(whole)
    return survived


def _killed(folder: Path, place: int) -> list[Line]:
    def kill(program: Program) -> None:
        program.kill()
        program.wait()

    return [*talked(folder, place, kill), *talked(folder)]


def _disk_full(folder: Path, place: int) -> list[Line]:
    with small_disk(folder, DISK) as disk:
        return list(talked(disk, place, lambda _: fill(disk)))


def _clock_set(folder: Path, place: int) -> list[Line]:
    clock = Clock(folder / "clock")
    days = DAYS if place % 2 else -DAYS
    return list(talked(folder / "record", place, lambda _: clock.set(days), clock.env()))
