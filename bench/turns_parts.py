"""The parts of the table of turns: each some rows that belong together."""

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .acoustics import PLACES
from .amid_talk import amid_talk
from .assistant import Assistant
from .cost import Cost, spread
from .cut_off import paused
from .disturbance import disturbed, sounds
from .live import measured, missing
from .over_voice import Over, over_voice
from .recordings import Audio
from .room_card import Setting
from .self_heard import PATIENCE, SETTINGS, places, self_heard
from .soak import soak
from .turns_rows import amid_row, cut_off_row, disturbed_rows, over_row, self_row


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


@dataclass(frozen=True, slots=True)
class Ground:
    """What is measured on: the assistant, recordings of people, how much of it; the first live
    conversation is drawn into `picture`.
    """

    assistant: Assistant
    audio: Audio
    extent: Extent
    picture: Path | None

    @property
    def words(self) -> Path:
        return self.audio.folder / "words"


def _sound_card(part: str) -> bool:
    if lacking := missing():
        print(f"No {part}: there is no {', '.join(lacking)}.", file=sys.stderr)
    return not lacking


def _live(on: Ground) -> Iterator[Cost]:
    if not _sound_card("live"):
        return
    ours = measured(on.words, on.extent.live, picture=on.picture)
    theirs = measured(on.words, on.extent.fixed, "bench.fixed_silence")
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


def _rooms(on: Ground) -> Iterator[Cost]:
    for gap, goal in ((0.0, 90.0), (-6.0, 75.0)):
        heard = list(over_voice(on.assistant, on.audio.words, gap, on.extent.rooms))
        yield over_row(f"{gap:+.0f} dB", heard, goal)
    if on.extent.rooms == tuple(PLACES):
        yield from _hard(on)


def _hard(on: Ground) -> Iterator[Cost]:
    """Louder and softer loudspeaker, clipped, drifting clocks, and others who talk; in one room."""
    room = "living room"
    for gap, what, setting in (
        (60.0, "no voice", Setting(room)),
        (10.0, "+10 dB", Setting(room)),
        (-10.0, "-10 dB", Setting(room)),
        (0.0, "+0 dB, loudspeaker clipped", Setting(room, clip=0.2)),
        (0.0, "+0 dB, clocks 100 ppm apart", Setting(room, drift=100)),
    ):
        heard: list[Over] = list(over_voice(on.assistant, on.audio.words, gap, (room,), setting))
        yield over_row(f"{what}, {room}", heard, None)
    talk = sounds(on.audio)["talk"]
    for louder in (6.0, 12.0):
        yield amid_row(louder, list(amid_talk(on.assistant, on.audio.words, talk, louder)))


def _own(on: Ground) -> Iterator[Cost]:
    """Every place of the dialog in every setting, in random order, as far as there is time."""
    pairs = [(setting, node) for setting in SETTINGS for node in places(on.assistant.script)]
    random.Random(0).shuffle(pairs)
    chosen = pairs[: round(on.extent.own * 60 / PATIENCE)]
    heard = [
        spell
        for setting in SETTINGS
        for spell in self_heard(on.assistant, [n for s, n in chosen if s is setting], setting)
    ]
    yield self_row(heard, len(chosen) * PATIENCE / 3600, len({node for _, node in chosen}))


def _noise(on: Ground) -> Iterator[Cost]:
    for asked in (False, True):
        found = [
            spell
            for kind, sound in sounds(on.audio).items()
            for spell in disturbed(on.assistant, kind, sound, on.extent.noise, asked=asked)
        ]
        yield from disturbed_rows(found, asked=asked)


def _pauses(on: Ground) -> Iterator[Cost]:
    yield cut_off_row(list(paused(on.assistant, on.extent.answers)))


def _soak(on: Ground) -> Iterator[Cost]:
    if _sound_card("soak"):
        yield from soak(on.words, on.extent.soak)


PARTS: Mapping[str, Callable[[Ground], Iterator[Cost]]] = {
    "live": _live,
    "rooms": _rooms,
    "own": _own,
    "noise": _noise,
    "pauses": _pauses,
    "soak": _soak,
}
"""In the order in which they stand in the table."""
