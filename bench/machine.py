"""Where and of what this was measured."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]


def commit() -> str:
    """Name the commit, and say so when the files differ from it."""
    name = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "voice", "dialogs", "models")
    return f"{name}, with changes in voice/ or dialogs/ not committed yet" if changed else name


def machine() -> str:
    """Name processor, cores, system, Python, day and load."""
    cores, load = os.cpu_count(), os.getloadavg()[1]
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    day = datetime.now(UTC).date()
    return f"{_processor()}, {cores} cores; {system}; {day}; load {load:.1f} (mean of 5 minutes)"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").splitlines() if known.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    return done.stdout.strip() or ("unknown" if done.returncode else "")
