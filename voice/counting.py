"""Counts as beats on the sample clock: holds, breaths and presses, up or down, changed midway."""

from dataclasses import dataclass, replace

from .acts import Beat, Count, Sound
from .coaching import Counting
from .stretch import Counted
from .types import RATE
from .words import number

LEAD = RATE * 3 // 10
"""Samples between the start of a count's sound and its first beat: room for the consonants
before the vowel of the first word."""

SOON = RATE // 2
"""Samples (0.5 s) that it may take until a changed count sounds: what comes earlier stays."""

FIRST, LAST, PLAIN = 7, 12, 0
"""Semitones above C5 of the tones of a hold: where it begins, where it ends, between."""

STEP = 2
"""Semitones from beat to beat of a cycle, up in its first half, down in its second."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the person likes it counted.  `pace` 1.25 takes a quarter longer from beat to beat."""

    sound: Sound = "word"
    down: bool = False
    pace: float = 1.0


def count(counting: Counting, what: Counted, length: int, ways: Ways) -> Count:
    """Count `length` seconds of a hold, or breaths, or presses; one beat more than it lasts."""
    match what:
        case "hold":
            words, pitches = _hold(counting, length, ways.down)
        case "breath":
            words, pitches = _cycles(counting.breath, length, counting.end)
        case "press":
            words, pitches = _cycles(counting.press, length, counting.end)
    every = round(counting.every * ways.pace * RATE)
    beats = zip(words, pitches, strict=True)
    return Count(tuple(Beat(n * every, w, ways.sound, p) for n, (w, p) in enumerate(beats)))


def _hold(counting: Counting, seconds: int, down: bool) -> tuple[list[str], list[int]]:
    if down:
        words = [*(number(n) for n in range(seconds, 0, -1)), counting.end]
    else:
        words = [counting.begin, *(number(n) for n in range(1, seconds + 1))]
    if seconds >= counting.halfway_from:
        words[seconds // 2] = counting.halfway
    return words, [FIRST, *[PLAIN] * (seconds - 1), LAST]


def _cycles(cycle: tuple[str, ...], times: int, end: str) -> tuple[list[str], list[int]]:
    half = len(cycle) // 2
    rise = [STEP * n for n in range(half)]
    fall = [STEP * (len(cycle) - 1 - n) for n in range(half, len(cycle))]
    return [*cycle * times, end], [*(rise + fall) * times, LAST]


def spliced(old: Count, new: Count, since: int) -> Count:
    """Return `old` up to the sample `since` after its first beat, and from the next beat on the
    beats of `new`, with its intervals; the last of `new` if it would be over by then.
    """
    kept = tuple(beat for beat in old.beats if beat.at <= since) or old.beats[:1]
    at = len(kept)
    interval = new.beats[1].at - new.beats[0].at
    rest = new.beats[at:] or (new.beats[-1:] if at < len(old.beats) else ())
    later = (replace(b, at=kept[-1].at + (n + 1) * interval) for n, b in enumerate(rest))
    return replace(new, beats=(*kept, *later))


def since(progress: float) -> int:
    """Return from which sample after its first beat a count can still be changed."""
    return round(progress * RATE) - LEAD + SOON
