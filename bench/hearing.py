"""Everything there is to know of how well and how quickly it hears, in one table.

script/bench hearing            half an hour on two cores
script/bench hearing --quick    a sample, some minutes; docs/ stays as it is

With --kept FILE what was heard is kept there, or taken from there if it is: the costs can then
be measured again when nothing else keeps the machine busy.  With --minutes N it hears what
it comes to in that time, of everything alike; the tables tell of how many.
"""

import argparse
import math
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

from voice.cli.parts import read_script

from . import grammar, idle, latency, memory, plots
from .cost import Cost
from .recordings import Audio
from .report import Extent, report
from .sixty import sixty
from .systems import LIVE, SPHINX, alone, ears_present, free
from .trial import Result
from .trials import of_noise, of_people, of_voices
from .workers import hear_all

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
AUDIO = ROOT.parent / "shared" / "audio"

FULL = (4, 200, 30)
QUICK = (1, 20, 3)
"""Draws of noise, sentences of the dialog, minutes of noise."""

TIMED = 30
"""Recordings whose latency is measured."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench hearing")
    parser.add_argument("--quick", action="store_true", help="a sample, some minutes")
    parser.add_argument("--audio", type=Path, default=AUDIO, metavar="FOLDER")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="what was heard")
    parser.add_argument("--minutes", type=float, default=math.inf, help="hear no longer than that")
    arguments = parser.parse_args(argv)
    if not (arguments.audio / "words").is_dir():
        print(f"bench: there are no recordings in {arguments.audio}", file=sys.stderr)
        return 2
    audio, extent = (
        Audio(arguments.audio),
        Extent(*(QUICK if arguments.quick else FULL), ears_present()),
    )
    results = _kept(arguments.kept) or _heard(audio, extent, arguments.minutes)
    if arguments.kept:
        arguments.kept.write_bytes(pickle.dumps(results))
    costs = _costs(audio, quick=arguments.quick)
    systems = _systems(extent.ears)
    text = report(results, costs, systems, extent)
    print(text)
    if not arguments.quick:
        DOCS.mkdir(exist_ok=True)
        (DOCS / "hearing.md").write_text(text, "utf-8")
        plots.plot(results, systems, DOCS / "hearing.svg")
        plots.plot_reliability(results, DOCS / "hearing-reliability.svg")
    return 0


def _kept(path: Path | None) -> list[Result]:
    """Return what this machine has heard before.  Never unpickle what comes from elsewhere."""
    kept = path.read_bytes() if path and path.is_file() else pickle.dumps([])
    results: list[Result] = pickle.loads(kept)
    return results


def _heard(audio: Audio, extent: Extent, minutes: float) -> list[Result]:
    script = read_script(None)
    trials = [
        *of_people(audio, script, extent.draws),
        *of_voices(audio, script, extent.sentences),
        *of_noise(audio, extent.minutes),
    ]
    return hear_all(trials, _sixty(audio), minutes)


def _costs(audio: Audio, *, quick: bool) -> list[Cost]:
    """Measure time and memory, after everything else has come to rest."""
    words = audio.words[:: max(1, len(audio.words) // (10 if quick else TIMED))]
    return [
        *latency.ready([recording.sound for recording in words], _sixty(audio)),
        *idle.idle(audio.noise, 10.0 if quick else 30.0),
        *memory.memory([recording.path for recording in words]),
        *grammar.change(read_script(None)),
    ]


def _sixty(audio: Audio) -> frozenset[str]:
    return sixty({recording.word for recording in audio.words})


def _systems(ears: Sequence[str]) -> list[str]:
    """Name every system side by side; Vosk also where it is absent."""
    names = list(dict.fromkeys([*ears, "vosk-small-en"]))
    return [LIVE, *map(alone, names), *map(free, names), SPHINX]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
