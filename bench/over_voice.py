"""People who say stop, yes or no while the assistant speaks to them through a loudspeaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from voice.acts import Event, Say, Understood
from voice.pcm import from_pcm
from voice.script import Question
from voice.types import Manner, Reading, Samples

from .acoustics import PLACES, responses
from .assistant import Assistant
from .levels import at_level, power
from .recordings import Recording
from .room_card import RoomCard, Setting

NODE = "below"
"""An emergency question, and a long one."""

LEVEL = 0.05
"""Amplitude of the person's loud frames at the microphone, of full scale (-26 dB)."""

SAID_AT = (2.2, 3.4, 4.6)
"""Seconds into the prompt at which they begin, in turn."""

LEARNING = 5.0
"""Seconds that the assistant has spoken before in this room."""

AFTER = 4.0
"""Seconds in which they must have been understood."""

WORDS = ("stop", "yes", "no")


@dataclass(frozen=True, slots=True)
class Over:
    """`gap` is how much louder the person is than the assistant, in decibels."""

    word: str
    name: str
    room: str
    gap: float
    reading: Reading | None

    @property
    def understood(self) -> bool:
        """Taken, or asked back, for what it was."""
        return self._means and self.reading is not None and self.reading.decision != "reject"

    @property
    def taken(self) -> bool:
        return self._means and self.reading is not None and self.reading.decision == "accept"

    @property
    def wrong(self) -> bool:
        """Taken for something else."""
        return self.reading is not None and self.reading.decision == "accept" and not self._means

    @property
    def _means(self) -> bool:
        meaning = self.reading.meaning if self.reading else None
        return meaning is not None and meaning.id == self.word


def over_voice(
    assistant: Assistant,
    words: Sequence[Recording],
    gap: float,
    rooms: Sequence[str] = tuple(PLACES),
    setting: Setting | None = None,
) -> Iterator[Over]:
    """Hear every recording in every room, over the same prompt at different places of it."""
    said = [word for word in words if word.word in WORDS]
    for room in rooms:
        card = RoomCard(_setting(assistant, replace(setting or Setting(room), room=room), gap))
        assistant.converse(card, NODE, LEARNING, _nothing)
        for n, word in enumerate(said):
            heard = at_level(np.convolve(word.sound, responses(room).person), LEVEL)
            reading = _heard(assistant, card, heard, SAID_AT[n % len(SAID_AT)])
            yield Over(word.word, word.path.stem, room, gap, reading)


def _setting(assistant: Assistant, setting: Setting, gap: float) -> Setting:
    """Choose how much of the voice comes back, so that the person is `gap` louder."""
    question = assistant.script.nodes[NODE]
    assert isinstance(question, Question)
    voice = from_pcm(assistant.voice.render(question.ask, Manner()).pcm)
    alone = np.convolve(voice * Manner().volume, responses(setting.room).loudspeaker)
    echo = LEVEL / np.sqrt(power(alone)) / 10 ** (gap / 20)
    return replace(setting, echo=float(echo))


def _heard(assistant: Assistant, card: RoomCard, sound: Samples, at: float) -> Reading | None:
    """Return what the words were read as, if they were heard: the best of several utterances."""
    readings: list[Reading] = []
    began = False

    def listen(event: Event) -> None:
        nonlocal began
        if isinstance(event.what, Say) and not began:
            began = True
            card.speak(sound, at)
        if isinstance(event.what, Understood) and event.what.utterance.ended > at:
            readings.append(event.what.reading)

    assistant.converse(card, NODE, at + AFTER, listen)
    order = ("reject", "confirm", "accept")
    return max(readings, key=lambda r: (order.index(r.decision), r.p), default=None)


def _nothing(event: Event) -> None:
    """Nobody listens."""
