"""The running program on the virtual sound card, spoken to by a person who has a script."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from tests.bounded import bounded
from tests.virtual_card import VirtualCard

from .machine import ROOT

SPOKEN = 220
"""Words a minute: more turns in the same time."""

ERRORS = "errors.txt"
"""What the program says beside its events."""

LOOK = 5.0
"""Seconds between two looks at what it costs."""

THINKS = 0.45
"""Seconds from the end of a question to the answer: somewhat more than people leave."""

Line = dict[str, Any]
Reply = Callable[[Line], tuple[Path, float] | None]
"""What is said after an event, and how many seconds after it."""


@dataclass(slots=True)
class Talk:
    """What came of one conversation: its events, and what was said to it, in turn."""

    lines: list[Line] = field(default_factory=list)
    said: list[tuple[float, Line, Path]] = field(default_factory=list)
    """Seconds since the start, what it follows, the sound."""

    began: float = 0.0
    """On the clock of the machine (monotonic)."""

    record: Path = Path()
    """Where the program kept the session."""

    first: float = 0.0
    """Seconds from the start of the program to its first word."""

    strange: list[str] = field(default_factory=list)
    """What it printed among its events that is none."""

    cost: list[tuple[float, float, float]] = field(default_factory=list)
    """Seconds since the start, processor seconds so far, megabytes of memory."""


def converse(
    card: VirtualCard,
    folder: Path,
    reply: Reply,
    seconds: float,
    module: str = "voice",
) -> Talk:
    """Talk with the program until it ends, or for so many seconds."""
    settings = folder / "settings.yaml"
    settings.write_text(f"rate: {SPOKEN}\n")
    errors = folder / ERRORS
    command = ["/bin/sh", "-c", f"exec \"$@\" 2>'{errors}'", "sh", sys.executable, "-m", module]
    # Each is a first session: what comes after is asked about the one before.
    kept = Path(tempfile.mkdtemp(prefix="record-", dir=folder))
    command += ["talk", "--json", "--record", str(kept), "--settings", str(settings)]
    began = time.monotonic()
    talk = Talk(began=began)
    with bounded(command, card.env | {"PYTHONPATH": str(ROOT)}, seconds + 30) as program:
        for line in _lines(program, seconds):
            if isinstance(line, str):
                talk.strange.append(line)
                print(f"bench: the program printed what is no event: {line!r}", file=sys.stderr)
            elif line is not None:
                talk.lines.append(line)
                if line["type"] == "say" and not talk.first:
                    talk.first = time.monotonic() - began
                if found := reply(line):
                    path, after = found
                    time.sleep(after)
                    talk.said.append((time.monotonic() - began, line, path))
                    card.say(path)
            else:
                talk.cost.append((time.monotonic() - began, *_cost(program.pid)))
    talk.record = next(kept.iterdir(), kept)
    return talk


def _lines(program: "subprocess.Popen[str]", seconds: float) -> Iterator[Line | str | None]:
    """Yield each event, a printed line that is none, and None every few seconds between them."""
    queue: SimpleQueue[str | None] = SimpleQueue()
    Thread(target=_read, args=(program, queue), daemon=True).start()
    end, look = time.monotonic() + seconds, 0.0
    while (now := time.monotonic()) < end:
        if now >= look:
            look = now + LOOK
            yield None
        try:
            text = queue.get(timeout=min(1.0, end - now))
        except Empty:
            continue
        if text is None:
            return
        yield _event(text)


def _event(text: str) -> Line | str:
    """Return the event of a printed line, or the line if it is none."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return text
    return found if isinstance(found, dict) else text


def _read(program: "subprocess.Popen[str]", queue: "SimpleQueue[str | None]") -> None:
    assert program.stdout
    for text in program.stdout:
        queue.put(text)
    queue.put(None)


def _cost(process: int) -> tuple[float, float]:
    """Return processor seconds and megabytes of a process."""
    try:
        times = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0, 0.0
    return (int(times[11]) + int(times[12])) / 100, pages * 4096 / 1e6
