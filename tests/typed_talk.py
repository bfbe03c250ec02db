"""A typed conversation with the running program, to which something happens on the way."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bounded import bounded

ROOT = Path(__file__).parents[1]

ANSWERS = {
    "consent": "yes",
    "story": "my back is sore and it goes down one leg",
    "age": "thirty four",
    "severity": "eight",
    "duration": "two weeks",
    "closing": "goodbye",
}
"""Someone who mentions a thing in the story that is asked about again later."""

Line = dict[str, Any]

Program = subprocess.Popen[str]


def talked(
    folder: Path,
    after: int = 0,
    happens: Callable[[Program], object] | None = None,
    env: Mapping[str, str] = os.environ,
) -> Iterator[Line]:
    """Yield the events of one run to its end; after so many of them, something happens to it."""
    command = [sys.executable, "-m", "voice", "talk", "--text", "--json"]
    command += ["--record", str(folder), "--settings", str(folder / "settings.yaml")]
    env = {**env, "PYTHONPATH": str(ROOT)}
    with bounded(command, env, stdin=subprocess.PIPE) as program:
        assert program.stdin
        assert program.stdout
        for count, text in enumerate(program.stdout, 1):
            line = json.loads(text)
            yield line
            if count == after and happens:
                happens(program)
            if line["type"] == "listen" and program.poll() is None:
                back = "correct" if "correct" in line["options"] else "no"
                print(ANSWERS.get(line["node"], back), file=program.stdin, flush=True)


def advice(lines: list[Line]) -> tuple[str, frozenset[str]]:
    """Return the level in the end, and what is present."""
    levels = [line["level"] for line in lines if line["type"] == "level"]
    states = {line["id"]: line["state"] for line in lines if line["type"] == "finding"}
    present = frozenset(id_ for id_, state in states.items() if state == "present")
    return levels[-1] if levels else "", present
