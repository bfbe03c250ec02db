"""Turn-taking in figures: how fast, over its own voice, deaf to itself, and how long it lasts.

script/bench turns            under half an hour on two cores
script/bench turns --quick    a sample, some five minutes; docs/ stays as it is
script/bench turns --full     the rows of two hours at full length: half a day

Ctrl-C leaves the rows that there are.
"""

import argparse
import contextlib
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import turns_page
from .acoustics import PLACES
from .assistant import Assistant
from .cost import Cost, spread
from .cut_off import paused
from .disturbance import disturbed, sounds
from .live import measured, missing
from .machine import ROOT
from .over_voice import Over, over_voice
from .recordings import Audio
from .room_card import Setting
from .self_heard import PATIENCE, SETTINGS, places, self_heard
from .soak import soak
from .turns_rows import cut_off_row, disturbed_rows, over_row, self_row

AUDIO = ROOT.parent / "shared" / "audio"

DOCS = ROOT / "docs" / "turns.md"

PICTURE = DOCS.with_suffix(".svg")


@dataclass(frozen=True, slots=True)
class Extent:
    """Seconds live, by the other rule, and of soak; minutes of its own voice, and of each noise
    (asked and not); answers with a pause; rooms.
    """

    live: float
    fixed: float
    soak: float
    own: float
    noise: float
    answers: int
    rooms: tuple[str, ...] = tuple(PLACES)


EXTENTS = {
    "quick": Extent(60, 45, 60, 6, 1, 15, ("living room",)),
    "default": Extent(180, 60, 180, 60, 3, 50),
    "full": Extent(900, 300, 7200, 120, 40, 300),
}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench turns")
    parser.add_argument("--quick", action="store_true", help="a sample, some five minutes")
    parser.add_argument("--full", action="store_true", help="two hours of each row that has them")
    parser.add_argument("--audio", type=Path, default=AUDIO, metavar="FOLDER")
    arguments = parser.parse_args(argv)
    name = "quick" if arguments.quick else "full" if arguments.full else "default"
    found: list[Cost] = []
    began = time.monotonic()
    rows = _measured(Audio(arguments.audio), arguments.audio / "words", EXTENTS[name])
    with contextlib.suppress(KeyboardInterrupt):
        for cost in rows:
            found.append(cost)
            taken = time.monotonic() - began
            print(f"{taken:5.0f} s  {cost.title}: {cost.figure}", file=sys.stderr)
    name = name if "blocks that came too late" in found[-1].title or missing() else "broken off"
    page = turns_page.page(found, name, (time.monotonic() - began) / 60)
    print(page)
    if name != "quick":
        DOCS.write_text(page, "utf-8")
    return 1 if any(cost.reached is False for cost in found) else 0


def _measured(audio: Audio, words: Path, extent: Extent) -> Iterator[Cost]:
    assistant = Assistant()
    if lacking := missing():
        print(f"Nothing is timed live: there is no {', '.join(lacking)}.", file=sys.stderr)
    else:
        yield from _live(words, extent, PICTURE if extent is not EXTENTS["quick"] else None)
    for gap, goal in ((0.0, 90.0), (-6.0, 75.0)):
        heard = list(over_voice(assistant, audio.words, gap, extent.rooms))
        yield over_row(f"{gap:+.0f} dB", heard, goal)
    yield from _hard(assistant, audio, extent)
    yield from _own(assistant, extent)
    for asked in (False, True):
        found = [
            spell
            for kind, sound in sounds(audio).items()
            for spell in disturbed(assistant, kind, sound, extent.noise, asked=asked)
        ]
        yield from disturbed_rows(found, asked=asked)
    yield cut_off_row(list(paused(assistant, extent.answers)))
    if not lacking:
        yield from soak(words, extent.soak)


def _live(words: Path, extent: Extent, picture: Path | None) -> Iterator[Cost]:
    ours = measured(words, extent.live, picture=picture)
    theirs = measured(words, extent.fixed, "bench.fixed_silence")
    rows = (
        ("end of yes or no, to the first sound of the reply", ours.replies, 300, 500),
        ('end of "stop" said over the voice, to silence', ours.stops, 300, 500),
    )
    for title, seconds, p50, p95 in rows:
        yield spread(title, seconds, p50, p95) if seconds else Cost(title, "nothing understood")
    if theirs.replies:
        figure = spread("", theirs.replies, 0, 0).figure
        yield Cost("the first of these, with a fixed silence of 0.7 s", figure)
    first = sorted(ours.first)[len(ours.first) // 2]
    yield Cost("start of the program, to its first word", f"{first:.1f} s", "<= 3 s", first <= 3.0)


def _hard(assistant: Assistant, audio: Audio, extent: Extent) -> Iterator[Cost]:
    """Louder and softer loudspeaker, clipped, and drifting clocks, in one room."""
    if extent.rooms != tuple(PLACES):
        return
    room = "living room"
    for gap, what, setting in (
        (60.0, "no voice", Setting(room)),
        (10.0, "+10 dB", Setting(room)),
        (-10.0, "-10 dB", Setting(room)),
        (0.0, "+0 dB, loudspeaker clipped", Setting(room, clip=0.2)),
        (0.0, "+0 dB, clocks 100 ppm apart", Setting(room, drift=100)),
    ):
        heard: list[Over] = list(over_voice(assistant, audio.words, gap, (room,), setting))
        yield over_row(f"{what}, {room}", heard, None)


def _own(assistant: Assistant, extent: Extent) -> Iterator[Cost]:
    """Every place of the dialog in every setting, in random order, as far as there is time."""
    pairs = [(setting, node) for setting in SETTINGS for node in places(assistant.script)]
    random.Random(0).shuffle(pairs)
    chosen = pairs[: round(extent.own * 60 / PATIENCE)]
    heard = [
        spell
        for setting in SETTINGS
        for spell in self_heard(assistant, [n for s, n in chosen if s is setting], setting)
    ]
    yield self_row(heard, len(chosen) * PATIENCE / 3600, len({node for _, node in chosen}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
