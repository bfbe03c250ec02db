"""A voice that crashes or hangs: beeps instead, and it comes back; what was kept is spoken."""

import asyncio
from pathlib import Path

from voice.devices.beeps import Beeps
from voice.devices.fallback import AGAIN, Fallback
from voice.devices.speech_cache import SpeechCache
from voice.errors import DeviceError
from voice.types import Manner, Speech


class Failing:
    """A voice that fails while it is told to."""

    def __init__(self) -> None:
        self.fails = False
        self.asked = 0

    def render(self, text: str, manner: Manner) -> Speech:  # noqa: ARG002
        self.asked += 1
        if self.fails:
            raise DeviceError("The voice hangs.")
        return Speech(text, b"voice")

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        return self.render(text, manner)


def test_it_beeps_says_so_once_keeps_what_it_has_and_comes_back(tmp_path: Path) -> None:
    voice, warned = Failing(), list[str]()
    fallback = Fallback(SpeechCache(voice, warned.append, tmp_path), Beeps(), warned.append)

    def speaks(text: str) -> bool:
        return fallback.render(text, Manner()).pcm == b"voice"

    assert speaks("Stop at once.")
    voice.fails = True
    assert not speaks("Breathe out.")
    assert speaks("Stop at once.")
    voice.fails, asked = False, voice.asked
    assert not any(speaks(f"Sentence {n}.") for n in range(AGAIN))
    assert voice.asked == asked
    assert speaks("Breathe out.")
    assert warned == [
        "The voice hangs. Until it speaks again there are beeps, and text on the screen."
    ]


def test_it_does_so_while_the_loop_goes_on(tmp_path: Path) -> None:
    voice, warned = Failing(), list[str]()
    voice.fails = True
    fallback = Fallback(SpeechCache(voice, warned.append, tmp_path), Beeps(), warned.append)
    said = asyncio.run(fallback.synthesize("Breathe out.", Manner()))
    assert said == Beeps().render("Breathe out.", Manner())
