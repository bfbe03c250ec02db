"""How the assistant speaks, one step slower, louder or in another voice."""

from collections.abc import Sequence
from dataclasses import replace

from .acts import Adjust
from .types import Manner

RATES = (80, 300)
"""Words a minute: slower becomes hard to follow, faster is for people used to a screen reader."""

RATE_STEP = 1.2

VOLUMES = (0.2, 1.0)
"""Loudness: never so quiet that it seems to be gone."""

VOLUME_STEP = 0.15


def adjusted(manner: Manner, adjust: Adjust, voices: Sequence[str] = ()) -> Manner:
    """Return the manner one step up or down, within its limits."""
    match adjust.what:
        case "rate":
            rate = manner.rate * RATE_STEP**adjust.by
            return replace(manner, rate=round(min(max(rate, RATES[0]), RATES[1])))
        case "volume":
            volume = manner.volume + VOLUME_STEP * adjust.by
            return replace(manner, volume=round(min(max(volume, VOLUMES[0]), VOLUMES[1]), 2))
        case "voice" if voices:
            at = voices.index(manner.voice) if manner.voice in voices else -1
            return replace(manner, voice=voices[(at + adjust.by) % len(voices)])
    return manner
