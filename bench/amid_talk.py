"""People who say "stop" while others in the room talk, and the assistant speaks or waits."""

from collections.abc import Iterator

import numpy as np

from voice.acts import Event, Understood
from voice.types import RATE, Samples

from .acoustics import responses
from .assistant import Assistant
from .disturbance import LEVELS, ROOM
from .levels import at_level
from .recordings import Recording
from .room_card import RoomCard, Setting

NODE = "below"
"""A question that takes some seconds to ask."""

SAID_AT = (3.4, 5.6, 12.2, 15.4)
"""Seconds after it began: over the voice, and while an answer is awaited."""

WITHIN = 2.5
"""Seconds in which it must have been understood."""


def amid_talk(
    assistant: Assistant, words: list[Recording], talk: Samples, louder: float
) -> Iterator[bool]:
    """Tell of every "stop" if it was taken for one.  It is so many decibels `louder` than the
    talk.
    """
    random = np.random.default_rng(0)
    for word in (word for word in words if word.word == "stop"):
        loud = LEVELS["talk"] * 10 ** (louder / 20)
        sound = at_level(np.convolve(word.sound, responses(ROOM).person), loud)
        for at in SAID_AT:
            begins = int(random.integers(talk.size))
            yield _heard(assistant, np.roll(talk, -begins), sound, at)


def _heard(assistant: Assistant, talk: Samples, sound: Samples, at: float) -> bool:
    card, taken = RoomCard(Setting(ROOM, 0.2)), False

    def listen(event: Event) -> None:
        nonlocal taken
        match event.what:
            case Understood(utterance, reading) if utterance.ended > at and reading.meaning:
                taken |= reading.meaning.id == "stop" and reading.decision == "accept"

    card.speak(np.resize(talk, round((at + WITHIN) * RATE)))
    card.speak(sound, at)
    assistant.converse(card, NODE, at + WITHIN, listen)
    return taken
