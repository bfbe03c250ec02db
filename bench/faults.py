"""script/bench faults: each fault at 20 moments of a conversation; does it come to its advice?

The program is spoken to on the virtual sound card while its devices go and come back, and typed to
while it is killed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import repeat
from pathlib import Path
from typing import Any

from tests.card_faults import FAULTS, Fault, Happening, Program
from tests.talking import Person, converse
from tests.test_spoken import FAST, spoken
from tests.test_spoken import PLAIN as SPOKEN
from tests.virtual_card import VirtualCard, virtual_card

from .machine import ROOT, commit, machine

MOMENTS = 20
QUICK = 4

EVERY = 6
"""Sentences and questions from one fault to the next: three are what is said again."""

HANGS = 5.0
"""Seconds that the sound server does not move."""

LIMIT = 1500.0
"""Seconds that a conversation may take: each fault costs some ten."""

TYPED = {
    "consent": "yes",
    "story": "my back is sore and it goes down one leg",
    "age": "thirty four",
    "severity": "eight",
    "duration": "two weeks",
    "closing": "goodbye",
}
"""Someone who mentions a thing in the story that is asked about again later."""

Line = dict[str, Any]


def hang_server(card: VirtualCard, program: Program, silence: Path) -> None:  # noqa: ARG001
    card.freeze(True)
    time.sleep(HANGS)
    card.freeze(False)


ON_THE_CARD: Mapping[str, Fault] = {**FAULTS, "sound server hung": hang_server}


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} moments of each")
    moments = QUICK if parser.parse_args().quick else MOMENTS
    print(f"{machine()}, {commit()}\n")
    survived = {name: survives(fault, moments) for name, fault in ON_THE_CARD.items()}
    survived["killed (kill -9)"] = killed(moments)
    for name, count in survived.items():
        print(f"{name}: survived {count} of {moments}")
    total, most = sum(survived.values()), moments * len(survived)
    print(f"faults: each at {moments} moments: survived {total} of {most}")
    sys.exit(total < most)


def survives(fault: Fault, moments: int) -> int:
    """Return how many times it went on, over as many conversations as it takes."""
    survived = 0
    while survived < moments:
        with tempfile.TemporaryDirectory() as name, virtual_card() as card:
            went = _spoken(card, fault, moments - survived, Path(name))
        survived += went
        if not went:
            break
    return survived


def _spoken(card: VirtualCard, fault: Fault, most: int, folder: Path) -> int:
    """Return how many faults one conversation survived; none, if it came to other advice."""
    settings = folder / "settings.yaml"
    settings.write_text(f"rate: {FAST}\n")
    person = Person(lambda words: spoken(words, folder), SPOKEN)
    happening = Happening(card, repeat(fault, most), EVERY, folder)
    try:
        lines = converse(card, settings, person, LIMIT, happening)
    except (AssertionError, subprocess.SubprocessError) as error:
        print(f"after {len(happening.done)} faults: {error}", file=sys.stderr)
        return 0
    return len(happening.done) if lines[-1].get("outcome") == "self_care" else 0


def killed(moments: int) -> int:
    """Kill it after events spread over a whole conversation, and go on each time."""
    whole = _typed(None)
    places = [round((n + 1) * (len(whole) - 1) / (moments + 1)) for n in range(moments)]
    return sum(_advice(_typed(place)) == _advice(whole) for place in places)


def _typed(kill: int | None) -> list[Line]:
    with tempfile.TemporaryDirectory() as name:
        lines = list(_talked(Path(name), kill))
        return lines if kill is None else [*lines, *_talked(Path(name), None)]


def _talked(folder: Path, kill: int | None) -> Iterator[Line]:
    """Yield the events of one run, which is killed after so many of them."""
    command = [sys.executable, "-m", "voice", "talk", "--text", "--json"]
    command += ["--record", str(folder), "--settings", str(folder / "settings.yaml")]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as program:
        assert program.stdin
        assert program.stdout
        for count, text in enumerate(program.stdout, 1):
            line = json.loads(text)
            yield line
            if count == kill:
                program.kill()
                return
            if line["type"] == "listen":
                back = "correct" if "correct" in line["options"] else "no"
                print(TYPED.get(line["node"], back), file=program.stdin, flush=True)


def _advice(lines: list[Line]) -> tuple[str, frozenset[str]]:
    """Return the level in the end, and what is present."""
    levels = [line["level"] for line in lines if line["type"] == "level"]
    states = {line["id"]: line["state"] for line in lines if line["type"] == "finding"}
    present = frozenset(id_ for id_, state in states.items() if state == "present")
    return levels[-1] if levels else "", present


if __name__ == "__main__":
    main()
