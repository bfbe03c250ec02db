"""Answers with a pause inside: does the end of speech come too early?"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from voice import virtual_time
from voice.devices.activity import SileroActivity
from voice.devices.sound_file import BEFORE, SoundFile
from voice.dialog import Dialog
from voice.ears import Ears
from voice.hearing import SpokenHearing
from voice.types import RATE, Manner, Reading, Samples

from .assistant import Assistant
from .room_card import ROOM_NOISE
from .sentences import sentences

PAUSES = (0.2, 0.3, 0.4, 0.5, 0.6)
"""Seconds of silence inside an answer, in turn."""

LEAST = 3
"""Words of an answer that has a pause inside."""

AFTER = 1.5


@dataclass(frozen=True, slots=True)
class Paused:
    """`cut`: it was over in the pause, and not yet understood; `wrong`: and was taken for
    something else.
    """

    text: str
    pause: float
    cut: bool
    wrong: bool


def paused(assistant: Assistant, count: int) -> Iterator[Paused]:
    """Say `count` sentences of the dialog, each with a pause between two of its words."""
    random = np.random.default_rng(0)
    # Half of what is drawn is too short.
    drawn = [s for s in sentences(assistant.script, 4 * count) if len(s.text.split()) >= LEAST]
    for n, said in enumerate(drawn[:: max(1, len(drawn) // count)][:count]):
        words, pause = said.text.split(), PAUSES[n % len(PAUSES)]
        at = int(random.integers(1, len(words)))
        first = _spoken(assistant, " ".join(words[:at]))
        second = _spoken(assistant, " ".join(words[at:]))
        gap = np.zeros(round(pause * RATE), np.float32)
        sound = np.concatenate([first, gap, second])
        sound += random.normal(0, ROOM_NOISE, sound.size).astype(np.float32)
        begins = BEFORE + (first.size + gap.size) / RATE
        ended, reading = _first(assistant, sound, said.node)
        accepted = reading.decision == "accept"
        right = accepted and reading.meaning is not None and reading.meaning.key == said.meaning
        cut = ended < begins and not right
        wrong = cut and accepted
        yield Paused(f"{' '.join(words[:at])} ... {' '.join(words[at:])}", pause, cut, wrong)


def _spoken(assistant: Assistant, words: str) -> Samples:
    speech = assistant.voice.render(words, Manner(voice="gmw/en-gb-x-rp"))
    sound = np.frombuffer(speech.pcm, "<i2").astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return np.asarray(0.3 * sound[loud[0] : loud[-1] + 1], np.float32)


def _first(assistant: Assistant, sound: Samples, node: str) -> tuple[float, Reading]:
    """Return when the first thing that was heard ended, and what it was read as."""
    return virtual_time.run(_hear(assistant, sound, node))


async def _hear(assistant: Assistant, sound: Samples, node: str) -> tuple[float, Reading]:
    dialog, file = Dialog.waiting_at(assistant.script, node), SoundFile(sound)
    hearing = SpokenHearing(file, SileroActivity(), Ears(assistant.ears))
    hearing.expect(dialog.expected)
    try:
        async with asyncio.timeout(file.seconds + AFTER):
            utterance = await hearing.utterance()
    except TimeoutError:
        return file.seconds, Reading(None, 0.0, "reject")
    return utterance.ended, dialog.read(utterance)
