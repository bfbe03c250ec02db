"""Hours of talking: does it grow, does it come too late, what does it cost?"""

import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tests.virtual_card import virtual_card

from .conversing import ERRORS, Line, converse
from .cost import Cost
from .live import Person

ENDS = 20.0
"""Seconds before the end at which the person says goodbye."""

SETTLES = 240.0
"""Seconds after which memory may grow no more: a conversation has been held, and what may be said
at each question is kept."""

GROWTH = 10.0
"""Megabytes an hour that count as none: the kernel gives memory in pieces."""

BUSY = 25.0
"""Percent of one core."""


class Patient(Person):
    """Begins again whenever the advice is over, and leaves at the end."""

    def __init__(self, words: Path, folder: Path, seconds: float) -> None:
        super().__init__(words, folder, stops=False)
        self._end = time.monotonic() + seconds - ENDS

    def __call__(self, line: Line) -> tuple[Path, float] | None:
        if line["type"] == "listen" and time.monotonic() > self._end:
            return self._spoken("goodbye"), 0.5
        if line["type"] == "listen" and line["node"] in ("closing", "offer"):
            return self._spoken("start over"), 0.5
        return super().__call__(line)


def soak(words: Path, seconds: float) -> Iterator[Cost]:
    with tempfile.TemporaryDirectory(prefix="soak-") as name, virtual_card(echo=True) as card:
        folder = Path(name)
        talk = converse(card, folder, Patient(words, folder, seconds), seconds)
        late = re.search(r"(\d+) pieces of sound came too late", (folder / ERRORS).read_text())
    looks = [look for look in talk.cost if look[2]]
    minutes = looks[-1][0] / 60
    where = f"{minutes:.0f} minutes of talking"
    yield _growth(where, [look for look in looks if look[0] > SETTLES])
    times, used = np.array([(at, cpu) for at, cpu, _ in looks]).T
    share = 100 * float(np.median(np.diff(used) / np.diff(times)))
    yield Cost(
        f"{where}: processor, median",
        f"{share:.0f} % of one core",
        f"<= {BUSY:.0f} %",
        share <= BUSY,
    )
    count = int(late[1]) if late else 0
    # A block that is late is lost once; what would last is a stream that never recovers.
    figure = f"{count} blocks of 10 ms, {count / minutes:.1f} a minute; it went on after each"
    yield Cost(f"{where}: blocks that came too late", figure, "none lasting", len(talk.lines) > 1)
    strange = len(talk.strange)
    figure = f"{strange} of {len(talk.lines) + strange}" + "".join(f", {s!r}" for s in talk.strange)
    yield Cost(f"{where}: printed lines that are no event", figure, "0", not strange)


def _growth(where: str, looks: Sequence[tuple[float, float, float]]) -> Cost:
    title, goal = f"{where}: memory", f"<= {GROWTH:.0f} MB an hour"
    if len(looks) < 4:
        return Cost(title, "too short to tell", goal)
    at, _, size = np.array(looks).T
    slope = float(np.polyfit(at / 3600, size, 1)[0])
    figure = f"{size[-1]:.0f} MB, {slope:+.1f} MB an hour"
    # In some minutes a slope says nothing: one page more is tens of megabytes an hour.
    return Cost(title, figure, goal, slope <= GROWTH if at[-1] >= 1800 else None)
