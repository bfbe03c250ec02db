"""The words of a count, said by a voice: each once, and fast enough to end before the next."""

from dataclasses import replace

from .acts import Count
from .manner import RATES
from .ports import Synthesizer
from .track import beat_length, count_track
from .types import RATE, Manner, Speech

FILLED = 0.75
"""Share of the time from beat to beat that a word may take from its P-centre on."""

QUICKER = 1.25
"""How much faster a word is said that takes too long, at a time."""


async def spoken(count: Count, synthesizer: Synthesizer, manner: Manner, since: int = 0) -> Speech:
    """Return the count as sound; its aside is said after the sample `since`."""
    most = FILLED * (count.beats[-1].at - count.beats[-2].at) / RATE if count.beats[1:] else 1.0
    words = dict.fromkeys(beat.text for beat in count.beats if beat.sound == "word")
    sounds = {word: await _fitting(word, most, synthesizer, manner) for word in words}
    aside = await synthesizer.synthesize(count.aside, manner) if count.aside else None
    return count_track(count, sounds, aside, since)


async def _fitting(word: str, most: float, synthesizer: Synthesizer, manner: Manner) -> Speech:
    sound = await synthesizer.synthesize(word, manner)
    while beat_length(sound) > most and manner.rate < RATES[1]:
        manner = replace(manner, rate=min(RATES[1], round(manner.rate * QUICKER)))
        sound = await synthesizer.synthesize(word, manner)
    return sound
