"""How the assistant speaks, one step slower, louder or in another voice."""

from collections.abc import Sequence
from dataclasses import replace

from .acts import Adjust
from .types import Habits, Manner, Verbosity

RATES = (80, 300)
"""Words a minute: slower becomes hard to follow, faster is for people used to a screen reader."""

RATE_STEP = 1.2

VOLUMES = (0.2, 1.0)
"""Loudness: never so quiet that it seems to be gone."""

VOLUME_STEP = 0.15


VERBOSITIES: tuple[Verbosity, ...] = ("short", "normal", "detailed")

PATIENCES = (0.5, 5.0)
"""Times the usual: four seconds at least for an answer, and never so long that it seems gone."""


def worded(habits: Habits, by: int) -> Habits:
    """Return the habits with one step less or more said, within the limits."""
    at = VERBOSITIES.index(habits.verbosity) + by
    return replace(habits, verbosity=VERBOSITIES[min(max(at, 0), len(VERBOSITIES) - 1)])


def waiting(habits: Habits, factor: float) -> Habits:
    """Return the habits with more or less patience, within its limits."""
    patience = min(max(habits.patience * factor, PATIENCES[0]), PATIENCES[1])
    return replace(habits, patience=round(patience, 3))


def adjusted(manner: Manner, adjust: Adjust, voices: Sequence[str] = ()) -> Manner:
    """Return the manner one step up or down, within its limits."""
    match adjust.what:
        case "rate":
            rate = manner.rate * RATE_STEP**adjust.by
            return replace(manner, rate=round(min(max(rate, RATES[0]), RATES[1])))
        case "volume":
            volume = manner.volume + VOLUME_STEP * adjust.by
            return replace(manner, volume=round(min(max(volume, VOLUMES[0]), VOLUMES[1]), 2))
        case "sounds":
            return replace(manner, sounds=adjust.by > 0)
        case "voice" if voices:
            at = voices.index(manner.voice) if manner.voice in voices else -1
            return replace(manner, voice=voices[(at + adjust.by) % len(voices)])
    return manner
