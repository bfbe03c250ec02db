"""What the whole program takes while it counts a hold aloud and listens, on the virtual card."""

import json
import os
import sys
import time
from pathlib import Path

from tests.bounded import bounded
from tests.test_spoken import spoken
from tests.virtual_card import VirtualCard

from .machine import ROOT

FROM, TO = "hold", "twenty nine"
"""Words of a hold of 30 s between which it is measured."""

LIMIT = 240.0
"""Seconds that the program may take to get there."""

COMMAND = ("stretch", "pelvic_tilt", "--level", "long", "--json", "--no-record")


def share(card: VirtualCard, folder: Path, settings: Path) -> float:
    """Return the share of one core: processor time of all its threads, over the time it took."""
    command = [sys.executable, "-m", "voice", *COMMAND, "--settings", str(settings)]
    answer, began = spoken("three out of ten", folder), (0.0, 0.0)
    with bounded(command, card.env | {"PYTHONPATH": str(ROOT)}, LIMIT) as program:
        assert program.stdout
        for text in program.stdout:
            line = json.loads(text)
            if line["type"] == "listen" and line["expects"] == "number":
                card.say(answer)
            if line.get("text") == FROM:
                began = _clocks(program.pid)
            if line.get("text") == TO:
                worked, took = (
                    now - then for now, then in zip(_clocks(program.pid), began, strict=True)
                )
                return worked / took
    raise AssertionError("the hold did not come to its end")


def _clocks(process: int) -> tuple[float, float]:
    """Return the seconds of processor time of a process so far (proc(5)), and the time."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK"), time.monotonic()
