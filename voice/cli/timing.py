"""backtalk timing: one session as a picture, and how long each step to a reply took."""

import argparse
from pathlib import Path
from statistics import median

from ..devices.sessions import FOLDER, Sessions
from ..devices.timing_picture import draw
from ..errors import InputError, RecordError
from ..record_lines import RecordLine, read_lines
from ..timing import Timing, Turn, timing
from .parts import warn

SUFFIXES = (".png", ".svg")

LAST = "last"


def run(arguments: argparse.Namespace) -> int:
    name, lines = _lines(arguments)
    picture = arguments.out or Path(f"{Path(name).stem}.png")
    if picture.suffix.lower() not in SUFFIXES:
        raise InputError(f"--out {picture}: the name must end in .png or .svg")
    found = timing(name, lines)
    print("\n".join(table(found)))
    draw(found, picture)
    print(f"{picture}: who spoke when.")
    return 0


def _lines(arguments: argparse.Namespace) -> tuple[str, list[RecordLine]]:
    """A file, the ID of a session, or the last one."""
    path = Path(arguments.session)
    if path.suffix:
        try:
            return str(path), read_lines(str(path), path.read_bytes())
        except OSError as error:
            raise RecordError(f"{path}: can't be read: {error.strerror}") from error
    sessions = Sessions(arguments.record or FOLDER, warn)
    ids = sessions.ids()
    if arguments.session == LAST and not ids:
        raise RecordError("No sessions are kept.")
    id_ = ids[-1] if arguments.session == LAST else arguments.session
    return id_, sessions.lines(id_)


def table(found: Timing) -> list[str]:
    """A line for each answer, in milliseconds, and the median and the 95th percentile."""
    steps = list(found.turns[0].latencies)
    lines = ["Milliseconds from the speech, or from the step before; in all: from the end of it."]
    lines.append(" ".join(["      at", *(f"{step:>11}" for step in steps), "  words"]))
    lines += [_line(f"{t.began:8.1f}", list(t.latencies.values()), t.text) for t in found.turns]
    columns = [_known(found.turns, step) for step in steps]
    lines.append(_line("  median", [median(c) if c else None for c in columns]))
    lines.append(_line("     p95", [p95(c) if c else None for c in columns]))
    return lines


def _line(first: str, seconds: list[float | None], words: str = "") -> str:
    cells = (f"{1000 * s:11.0f}" if s is not None else " " * 10 + "-" for s in seconds)
    return " ".join([first, *cells, f" {words}"]).rstrip()


def _known(turns: tuple[Turn, ...], step: str) -> list[float]:
    return [s for t in turns if (s := t.latencies[step]) is not None]


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed, one of them."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]
