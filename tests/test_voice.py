"""The voice, what is kept of it on disk, and the beeps in its place."""

import asyncio
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from voice.devices.beeps import Beeps
from voice.devices.pyttsx3_voice import Pyttsx3Voice
from voice.devices.rendered import AFTER, BEFORE, PEAK, resampled
from voice.devices.speech_cache import SpeechCache
from voice.errors import DeviceError, SettingsError
from voice.pcm import from_pcm
from voice.types import RATE, Manner, Samples, Speech

ROOT = Path(__file__).parents[1]
QUESTION = "Can you feel both legs?"
MANNER = Manner()


@pytest.fixture(scope="module")
def voice() -> Pyttsx3Voice:
    try:
        return Pyttsx3Voice()
    except DeviceError as error:
        pytest.skip(str(error))


def same_length(speech: Speech) -> object:
    """espeak-ng renders the same sentence a little otherwise each time."""
    return pytest.approx(speech.seconds, abs=0.03)


def refuse(warning: str) -> None:
    raise AssertionError(warning)


def test_a_sentence_is_as_long_as_it_takes_to_say(voice: Pyttsx3Voice) -> None:
    speech = voice.render(QUESTION, MANNER)
    assert speech.text == QUESTION
    assert 0.8 < speech.seconds < 2.5
    assert voice.render(QUESTION, Manner(rate=110)).seconds > 1.2 * speech.seconds


def test_loudness_and_edges_are_always_the_same(voice: Pyttsx3Voice) -> None:
    for text in (QUESTION, "no", "Stopped. Say continue, or goodbye."):
        sound = np.abs(from_pcm(voice.render(text, Manner(volume=0.1)).pcm))
        loud = np.flatnonzero(sound > 0.01)
        assert sound.max() == pytest.approx(PEAK, abs=0.001)
        assert loud[0] < 2 * BEFORE * RATE
        assert len(sound) - loud[-1] < 2 * AFTER * RATE


def test_nothing_to_say_is_silence(voice: Pyttsx3Voice) -> None:
    assert voice.render("", MANNER).pcm == voice.render(" ... ", MANNER).pcm == b""


def test_voices_differ_and_the_first_is_the_usual_one(voice: Pyttsx3Voice) -> None:
    first, second, *_ = voice.voices()
    usual = same_length(voice.render(QUESTION, MANNER))
    assert voice.render(QUESTION, Manner(voice=first)).seconds == usual
    assert voice.render(QUESTION, Manner(voice=second)).seconds != usual
    assert voice.render(QUESTION, MANNER).seconds == usual


def test_an_unknown_voice_is_told_with_some_that_exist(voice: Pyttsx3Voice) -> None:
    with pytest.raises(SettingsError) as error:
        voice.render(QUESTION, Manner(voice="nobody"))
    assert "'nobody'" in str(error.value)
    assert voice.voices()[0] in str(error.value)


async def at_once(voice: Pyttsx3Voice, texts: list[str], manner: Manner) -> list[Speech]:
    return await asyncio.gather(*(voice.synthesize(text, manner) for text in texts))


def test_sentences_asked_for_at_once_do_not_mix(voice: Pyttsx3Voice) -> None:
    texts = ["one", QUESTION, "stop", "Lie on your back.", "Breathe out."] * 4
    for manner in (MANNER, Manner(rate=220)):
        speeches = asyncio.run(at_once(voice, texts, manner))
        assert [speech.text for speech in speeches] == texts
        for speech in speeches:
            assert speech.seconds == same_length(voice.render(speech.text, manner))


def test_rendering_prints_nothing() -> None:
    program = (
        "from voice.devices.pyttsx3_voice import Pyttsx3Voice as V; from voice.types import Manner;"
        "v = V(); s = v.render('hello', Manner()); print(len(s.pcm) > 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if "DeviceError" in ran.stderr:
        pytest.skip("no voice is installed")
    assert (ran.stdout, ran.stderr) == ("True\n", "")


def test_a_sentence_is_rendered_once(voice: Pyttsx3Voice, tmp_path: Path) -> None:
    cache = SpeechCache(voice, refuse, tmp_path / "speech")
    first = cache.render(QUESTION, MANNER)
    (file,) = (tmp_path / "speech").iterdir()
    written = file.stat().st_mtime_ns
    again = asyncio.run(cache.synthesize(QUESTION, Manner(volume=0.3)))
    assert first == again
    assert [(f, f.stat().st_mtime_ns) for f in (tmp_path / "speech").iterdir()] == [(file, written)]


def test_each_voice_rate_and_text_is_kept_for_itself(voice: Pyttsx3Voice, tmp_path: Path) -> None:
    cache = SpeechCache(voice, refuse, tmp_path)
    manners = [MANNER, Manner(rate=120), Manner(voice=voice.voices()[1])]
    asked = [(text, manner) for text in (QUESTION, "no") for manner in manners]
    sounds = [cache.render(*one).pcm for one in asked]
    assert len(set(sounds)) == len(list(tmp_path.iterdir())) == 6
    assert [cache.render(*one).pcm for one in asked] == sounds


@pytest.mark.parametrize("damage", [b"", b"short", bytes(5000)])
def test_a_damaged_file_is_rendered_again(
    voice: Pyttsx3Voice, tmp_path: Path, damage: bytes
) -> None:
    cache = SpeechCache(voice, refuse, tmp_path)
    speech = cache.render(QUESTION, MANNER)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert not cache.has(QUESTION, MANNER)
    again = cache.render(QUESTION, MANNER)
    assert again.seconds == same_length(speech)
    assert file.read_bytes().endswith(again.pcm)
    assert cache.has(QUESTION, MANNER)


def test_a_folder_that_cannot_be_used_is_told_once(voice: Pyttsx3Voice, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    warnings: list[str] = []
    cache = SpeechCache(voice, warnings.append, tmp_path / "file" / "speech")
    assert cache.render(QUESTION, MANNER).pcm
    assert cache.render(QUESTION, MANNER).pcm
    (warning,) = warnings
    assert str(tmp_path / "file" / "speech") in warning


def test_the_oldest_goes_when_there_is_too_much(voice: Pyttsx3Voice, tmp_path: Path) -> None:
    cache = SpeechCache(voice, refuse, tmp_path, limit=60_000)
    for text in ("one", "two", "three", "four", "five"):
        cache.render(text, MANNER)
    assert cache.has("five", MANNER)
    assert not cache.has("one", MANNER)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 60_000


def tone(hertz: float, rate: int) -> Samples:
    return np.sin(2 * np.pi * hertz * np.arange(rate) / rate).astype(np.float32)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 24_000, 44_100, 48_000])
def test_another_rate_is_the_same_sound(rate: int) -> None:
    sound = resampled(tone(1000, rate), rate)
    assert len(sound) == RATE
    assert np.allclose(sound[800:-800], tone(1000, RATE)[800:-800], atol=0.01)


def test_what_the_lower_rate_cannot_hold_is_gone() -> None:
    assert np.abs(resampled(tone(9000, 22_050), 22_050)[800:-800]).max() < 0.01


def test_beeps_ask_and_tell_and_count() -> None:
    beeps = Beeps()
    asked, told, one = (beeps.render(t, MANNER) for t in (QUESTION, "Breathe out.", "one"))
    assert asked.seconds == told.seconds > one.seconds > 0
    assert asked.pcm != told.pcm
    assert 0.2 < np.abs(from_pcm(asked.pcm)).max() < 0.5
    assert asyncio.run(beeps.synthesize(QUESTION, MANNER)) == asked
