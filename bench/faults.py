"""script/bench faults: each fault at 20 moments of a conversation; does it come to its advice?

The program is spoken to on the virtual sound card while its devices go and come back, and typed to
while it is killed; ears and voices fail in virtual time.
"""

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from pathlib import Path

from tests.card_faults import FAULTS, Fault, Happening, Program, stopped
from tests.card_program import BLOCKED
from tests.talking import Person, converse
from tests.test_spoken import FAST, spoken
from tests.test_spoken import PLAIN as SPOKEN
from tests.virtual_card import VirtualCard, virtual_card

from .cost import Cost
from .machine import ROOT, commit, machine
from .made_faults import recogniser_fails, voice_fails
from .tables import costs
from .typed_faults import clock_set, disk_full, killed

DOCS = ROOT / "docs" / "faults.md"

MOMENTS = 20
QUICK = 4

EVERY = 6
"""Sentences and questions from one fault to the next: three are what is said again."""

HANGS = 5.0
"""Seconds that the sound server does not move."""

LIMIT = 1500.0
"""Seconds that a conversation may take: each fault costs some ten."""


def hang_server(card: VirtualCard, program: Program, silence: Path) -> None:  # noqa: ARG001
    card.freeze(True)
    time.sleep(HANGS)
    card.freeze(False)


def block_callback(card: VirtualCard, program: Program, silence: Path) -> None:  # noqa: ARG001
    with stopped(program):
        time.sleep(BLOCKED)


ON_THE_CARD: Mapping[str, Fault] = {
    **FAULTS,
    "sound server hung for 5 s": hang_server,
    "callback blocked for 0.7 s": block_callback,
}

ELSEWHERE: Mapping[str, Callable[[int], int]] = {
    "killed (kill -9)": killed,
    "disk full from then on": disk_full,
    "clock set 400 days on or back": clock_set,
    "recogniser crashed or hung": recogniser_fails,
    "voice crashed or hung for a minute": voice_fails,
}

METHOD = """\
Survived: the conversation went on by itself, or when the program was started again, and came to the
same advice. On the virtual sound card it is spoken to and recognises; killed, disk and clock are a
typed conversation with the program, recogniser and voice one in virtual time."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} moments of each")
    quick = parser.parse_args().quick
    moments = QUICK if quick else MOMENTS
    found = list(_measured(moments))
    parts = (
        "# Faults, survived",
        "Made by `script/bench faults`; do not edit.",
        f"Commit {commit()}. {machine()}.",
        "\n".join(costs(found)),
        METHOD,
    )
    page = "\n\n".join(parts) + "\n"
    print(page)
    if not quick:
        DOCS.write_text(page, "utf-8")
    sys.exit(any(not cost.reached for cost in found))


def _measured(moments: int) -> Iterator[Cost]:
    for name, count in ELSEWHERE.items():
        yield _row(name, count(moments), moments)
    for name, fault in ON_THE_CARD.items():
        yield _row(name, survives(fault, moments), moments)


def _row(name: str, survived: int, moments: int) -> Cost:
    print(f"{name}: {survived} of {moments}", file=sys.stderr)
    figure = f"survived at {survived} of {moments} moments"
    return Cost(name, figure, "all", survived == moments)


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
        # It prints every event, for a test's report.
        with contextlib.redirect_stdout(io.StringIO()):
            lines = converse(card, settings, person, LIMIT, happening)
    except (AssertionError, subprocess.SubprocessError) as error:
        print(f"after {len(happening.done)} faults: {error}", file=sys.stderr)
        return 0
    return len(happening.done) if lines[-1].get("outcome") == "self_care" else 0


if __name__ == "__main__":
    main()
