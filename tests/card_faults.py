"""What can happen to a sound card and its program in the middle of a conversation."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import numpy as np

from tests.talking import Line
from tests.virtual_card import VirtualCard
from voice.devices.sound_card import ASLEEP, CHECK
from voice.devices.wav import write_wav
from voice.types import RATE

Program = Popen[str]

Fault = Callable[[VirtualCard, Program, Path], None]
"""Does it, and undoes it; the file is silence that lasts as long as it is to last."""

LASTS = CHECK + ASLEEP + 0.5
"""Seconds: long enough to be noticed by a program that is stopped."""


def unplug_microphone(card: VirtualCard, program: Program, silence: Path) -> None:
    card.remove("mic")
    card.drop(program.pid, "mic")
    card.say(silence)
    card.add("mic")


def unplug_speaker(card: VirtualCard, program: Program, silence: Path) -> None:
    card.remove("speaker")
    card.drop(program.pid, "speaker")
    card.say(silence)
    card.add("speaker")


def restart_server(card: VirtualCard, program: Program, silence: Path) -> None:  # noqa: ARG001
    card.unplug()
    card.plug_in()


@contextmanager
def stopped(program: Program) -> Iterator[None]:
    """Let no thread of it run meanwhile."""
    program.send_signal(signal.SIGSTOP)
    yield
    program.send_signal(signal.SIGCONT)


def stop_program(card: VirtualCard, program: Program, silence: Path) -> None:
    with stopped(program):
        card.say(silence)


FAULTS: dict[str, Fault] = {
    "microphone unplugged": unplug_microphone,
    "speaker unplugged": unplug_speaker,
    "sound server restarted": restart_server,
    "program stopped, as by a lid": stop_program,
}


def quiet(folder: Path) -> Path:
    path = folder / "quiet.wav"
    write_wav(path, np.zeros(round(LASTS * RATE), np.float32))
    return path


class Happening:
    """Lets one fault after the other happen, each so many questions and sentences after the last.

    `done` tells at which event each happened.
    """

    def __init__(
        self, card: VirtualCard, faults: Iterable[Fault], every: int, folder: Path
    ) -> None:
        self.done: list[float] = []
        self._card = card
        self._faults: Iterator[Fault] = iter(faults)
        self._every = every
        self._quiet = quiet(folder)
        self._seen = 0

    def __call__(self, line: Line, program: Program) -> None:
        self._seen += line["type"] in ("say", "listen")
        if self._seen < self._every or line["type"] == "end" or program.poll() is not None:
            return
        if fault := next(self._faults, None):
            self._seen = 0
            self.done.append(line["at"])
            fault(self._card, program, self._quiet)
