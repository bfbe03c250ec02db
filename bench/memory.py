"""How much memory the whole program takes."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .cost import Cost

MOST = {"tiny": 300, "auto": 600}
"""Megabytes with one ear, and with all."""

NAMES = {"tiny": "one ear", "auto": "all ears"}


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes at most, and at the end of what it had to do."""

    peak: float
    steady: float


def memory(files: Sequence[Path]) -> list[Cost]:
    """Measure `backtalk hear` on recordings, and a whole conversation with a voice of its own."""
    costs = []
    for ears, name in NAMES.items():
        hear = ["hear", *map(str, files), "--at", "R3", "--recognizer", ears]
        costs.append(_cost(f"memory of `backtalk hear`, {name}", hear, MOST[ears]))
    with tempfile.TemporaryDirectory() as folder:
        for ears, name in NAMES.items():
            demo = ["demo", "--out", folder, "--recognizer", ears]
            title = f"memory of `backtalk demo` (voice and conversation too), {name}"
            costs.append(_cost(title, demo, MOST[ears]))
    return costs


def _cost(title: str, command: list[str], most: int) -> Cost:
    used = _run(command)
    figure = f"{used.peak:.0f} MB at most, {used.steady:.0f} MB at the end"
    return Cost(title, figure, f"<= {most} MB", used.peak <= most)


def _run(command: list[str]) -> Memory:
    """Look at the program after each line it prints."""
    seen: list[Memory] = []
    program = [sys.executable, "-m", "voice", *command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=quiet) as child:
        assert child.stdout is not None
        for _ in child.stdout:
            seen.append(_status(child.pid) or seen[-1])
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, program)
    return Memory(max(one.peak for one in seen), seen[-1].steady)


def _status(process: int) -> Memory | None:
    """Read Linux's account of a process; None when it has just ended (man 5 proc_pid_status)."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    if "VmHWM" not in fields:
        return None
    peak, now = (int(fields[name].split()[0]) * 1024 / 1e6 for name in ("VmHWM", "VmRSS"))
    return Memory(peak, now)
