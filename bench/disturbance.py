"""Kitchen noise, music, and other people's talk: is anything done for it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from voice.acts import Event, Understood
from voice.types import RATE, Samples

from .acoustics import responses
from .assistant import Assistant
from .levels import at_level
from .recordings import Audio
from .room_card import RoomCard, Setting

ROOM = "living room"

LEVELS = {"kitchen": 0.02, "music": 0.03, "talk": 0.03}
"""Amplitude at the microphone, of full scale (-34 and -30 dB): a person who answers has 0.05."""

SPELL = 60.0
"""Seconds that one question, or one pause, lasts."""

BETWEEN = 1.2
"""Seconds at most between two people who talk."""

INSTANT = 0.01
"""Seconds of the room's time."""

NODES = ("saddle", "story", "severity", "consent", "legs", "offer")
"""Closed and open questions, and one for a number, in turn."""

NOTES = (220.0, 261.63, 329.63, 392.0, 440.0, 523.25)


@dataclass(frozen=True, slots=True)
class Disturbed:
    """What one minute of a sound did; `done` is what it was taken for."""

    kind: str
    asked: bool
    node: str
    done: tuple[str, ...]


class Log:
    """What was understood, and something followed from it at once."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._at, self._what = 0.0, ""

    def __call__(self, event: Event) -> None:
        match event.what:
            case Understood(_, reading):
                meaning = reading.meaning.id if reading.meaning else ""
                taken = meaning and reading.decision != "reject"
                self._what = f"{reading.decision} {meaning} ({reading.text})" if taken else ""
                self._at = event.at
            case _ if self._what and event.at - self._at < INSTANT:
                self.done.append(self._what)
                self._what = ""


def sounds(audio: Audio) -> Mapping[str, Samples]:
    """Return some minutes of each, as loud as LEVELS says, in the room."""
    dry = {"kitchen": audio.noise, "music": _music(180), "talk": _talk(audio)}
    wet = {
        kind: np.convolve(sound, responses(ROOM).person)[: sound.size]
        for kind, sound in dry.items()
    }
    return {kind: at_level(sound.astype(np.float32), LEVELS[kind]) for kind, sound in wet.items()}


def disturbed(
    assistant: Assistant, kind: str, sound: Samples, minutes: float, *, asked: bool
) -> Iterator[Disturbed]:
    """Let a sound go on for so many minutes, from another place of it each time."""
    random = np.random.default_rng(len(kind))
    for n in range(round(minutes * 60 / SPELL)):
        card = RoomCard(Setting(ROOM, 0.2))
        card.speak(np.resize(np.roll(sound, -int(random.integers(sound.size))), 2 * 60 * RATE))
        log, node = Log(), NODES[n % len(NODES)]
        assistant.converse(card, node, SPELL, log, paused=not asked)
        yield Disturbed(kind, asked, node, tuple(log.done))


def _talk(audio: Audio) -> Samples:
    """People order coffee one after the other: fluent speech that is not for the assistant."""
    random = np.random.default_rng(0)
    orders = [recording.sound for recording in audio.orders]
    pauses = [
        np.zeros(round(random.uniform(0.1, BETWEEN) * RATE), np.float32) for _ in range(len(orders))
    ]
    return np.concatenate([part for pair in zip(orders, pauses, strict=True) for part in pair])


def _music(seconds: int) -> Samples:
    """A melody with chords and a beat: synthetic, for there is no recording of music here."""
    random, beat = np.random.default_rng(1), RATE // 2
    time = np.arange(beat) / RATE
    fade = np.exp(-3 * time)
    beats = []
    for _ in range(2 * seconds):
        chord = random.choice(NOTES, 3, replace=False)
        partials = [np.sin(2 * np.pi * f * k * time) / k for f in chord for k in (1, 2, 3)]
        drum = random.normal(0, 1, beat) * np.exp(-40 * time)
        beats.append(np.sum(partials, axis=0) * fade + drum)
    return np.concatenate(beats).astype(np.float32)
