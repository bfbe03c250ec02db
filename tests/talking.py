"""A person on the virtual card: answers the running program, and repeats what it does not take."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from subprocess import Popen
from threading import Thread
from typing import Any

from tests.bounded import bounded, check
from tests.virtual_card import VirtualCard

ROOT = Path(__file__).parents[1]

LIMIT = 220.0
"""Seconds a conversation may take; on a machine that nothing else keeps busy, it is under 90."""

AGAIN = 6.0
"""Seconds without any event after which a person says the last thing again."""

ASKED_BACK = ("Did you say", "Did you tell", "Is that right")
"""How the assistant asks whether it has heard rightly."""

Line = dict[str, Any]
Answer = Callable[[Line], Path | None]
Happens = Callable[[Line, Popen[str]], None]


def nothing(line: Line, program: Popen[str]) -> None:
    """Nothing happens to the program."""


class Person:
    """Answers each question by its name, the others with "no"; confirms what is read back, and
    says again what is asked back.
    """

    def __init__(self, sound: Callable[[str], Path], answers: Mapping[str, str]) -> None:
        self._sound = sound
        self._answers = answers
        self._told: list[str] = []

    def __call__(self, line: Line) -> Path | None:
        if line["type"] == "say":
            self._told.append(line["text"])
        if line["type"] != "listen":
            return None
        asked_back = any(text.startswith(ASKED_BACK) for text in self._told)
        self._told.clear()
        if "correct" in line["options"] and not asked_back:
            return self._sound("correct")
        return self._sound(self._answers.get(line["node"], "no"))


def converse(
    card: VirtualCard,
    settings: Path,
    answer: Answer,
    limit: float = LIMIT,
    happens: Happens = nothing,
) -> list[Line]:
    """Talk with the program until it ends; `answer` gives the sound that follows an event, and
    `happens` is told each event before it is answered.

    Every event is printed, so that a test that fails shows them.
    """
    command = [sys.executable, "-m", "voice", "talk", "--json", "--settings", str(settings)]
    command += ["--record", str(settings.parent / "sessions")]
    lines: list[Line] = []
    with bounded(command, card.env | {"PYTHONPATH": str(ROOT)}, limit) as program:
        said: Path | None = None
        for burst in _bursts(program):
            lines += burst
            for line in burst:
                happens(line, program)
            answers = [sound for line in burst if (sound := answer(line))]
            taken = any(map(_moves, burst))
            said = answers[-1] if answers else None if taken else said
            if said and program.poll() is None:
                card.say(said)
        check(program)
    return lines


def _moves(line: Line) -> bool:
    """Tell if the conversation goes on with this event: it is no longer waiting to be told."""
    return bool(line["type"] != "heard" or line["decision"] != "reject")


def _bursts(program: Popen[str]) -> Iterator[list[Line]]:
    """Yield the events that have come meanwhile; none when it has been quiet for AGAIN."""
    queue: SimpleQueue[str | None] = SimpleQueue()
    Thread(target=_read, args=(program, queue), daemon=True).start()
    ended = False
    while not ended:
        burst: list[str | None] = []
        try:
            burst.append(queue.get(timeout=AGAIN))
            while True:
                burst.append(queue.get_nowait())
        except Empty:
            pass
        ended = None in burst
        yield [json.loads(text) for text in burst if text is not None]


def _read(program: Popen[str], queue: "SimpleQueue[str | None]") -> None:
    assert program.stdout
    for text in program.stdout:
        print(text, end="", flush=True)
        queue.put(text)
    queue.put(None)
