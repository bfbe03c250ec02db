"""The closed-set ear on real models and real sound."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voice.devices.background import background
from voice.devices.closed_set import MoonshineEar
from voice.devices.loudness import speech
from voice.devices.spelling import plain
from voice.devices.tokens import Tokens
from voice.devices.wav import read_wav
from voice.errors import ModelError
from voice.types import RATE, Samples

ROOT = Path(__file__).parents[1]
TINY = ROOT / "models" / "moonshine-tiny-en"
AUDIO = ROOT.parent / "shared" / "audio"
ANSWERS = frozenset(
    {"yes", "yeah", "yes i do", "no", "no i don't", "i'm not sure", "stop", "pause", "repeat"}
    | {"seven", "seven out of ten", "i can't feel my legs", "it's the left leg"}
)

needs_model = pytest.mark.skipif(not TINY.is_dir(), reason=f"{TINY} is absent: script/setup")
needs_audio = pytest.mark.skipif(not AUDIO.is_dir(), reason=f"{AUDIO} is absent")


@pytest.fixture(scope="module")
def ear() -> MoonshineEar:
    ear = MoonshineEar(TINY, "tiny")
    ear.prepare(ANSWERS)
    return ear


def noise(seconds: float, level: float) -> Samples:
    random = np.random.default_rng(1)
    return random.normal(0, level, int(seconds * RATE)).astype(np.float32)


def recordings(word: str) -> list[Samples]:
    return [read_wav(path) for path in sorted((AUDIO / "words" / word).glob("*.wav"))]


def best(heard: dict[str, float]) -> str:
    return max(heard, key=heard.__getitem__)


@needs_model
@given(sound=arrays(np.float32, st.integers(0, 3000), elements=st.floats(width=32)))
@settings(max_examples=20, deadline=None)
def test_any_sound_is_heard_as_probabilities(ear: MoonshineEar, sound: Samples) -> None:
    heard = ear.hear(sound, ANSWERS)
    assert set(heard.sentences) == ANSWERS
    assert all(0 <= p <= 1 for p in heard.sentences.values())
    assert sum(heard.sentences.values()) <= 1 + 1e-9
    assert 0 <= heard.certainty <= 1


@needs_model
@pytest.mark.parametrize("seconds", [0.0, 0.01, 1.0, 10.0, 30.0])
@pytest.mark.parametrize("level", [0.0, 1e-5, 1e-3, 0.3, 5.0, np.nan, np.inf])
def test_no_speech_is_something_else(ear: MoonshineEar, seconds: float, level: float) -> None:
    sound = np.full(int(seconds * RATE), level, np.float32)
    if np.isfinite(level):
        sound = noise(seconds, level)
    heard = ear.hear(sound, ANSWERS)
    assert sum(heard.sentences.values()) < 0.6


@needs_model
@needs_audio
@pytest.mark.parametrize("word", ["yes", "no", "stop"])
def test_answers_of_people_are_mostly_heard(ear: MoonshineEar, word: str) -> None:
    heard = [ear.hear(sound, ANSWERS).sentences for sound in recordings(word)]
    sure = [h for h in heard if max(h.values()) >= 0.6]
    assert len(sure) >= len(heard) * 0.6
    assert all(best(dict(h)) == word for h in sure)


@needs_model
@needs_audio
def test_words_of_people_that_are_not_expected_are_something_else(ear: MoonshineEar) -> None:
    sounds = [sound for word in ("cat", "house", "wow", "tree") for sound in recordings(word)]
    taken = [s for s in sounds if max(ear.hear(s, ANSWERS).sentences.values()) >= 0.6]
    assert len(taken) <= 1


@needs_model
@needs_audio
@pytest.mark.parametrize("change", [0.01, 0.1, 4.0])
def test_loudness_does_not_matter(ear: MoonshineEar, change: float) -> None:
    for sound in recordings("yes"):
        heard = ear.hear((sound * np.float32(change)).clip(-1, 1), ANSWERS)
        assert best(dict(heard.sentences)) == "yes"


@needs_model
@needs_audio
def test_what_is_written_down_is_plain_words(ear: MoonshineEar) -> None:
    written = [ear.hear(sound, ANSWERS) for sound in recordings("yes")]
    assert sum(heard.open == "yes" for heard in written) >= len(written) * 0.8
    assert all(heard.certainty > 0.2 for heard in written)


@needs_model
@needs_audio
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(order=st.permutations(sorted(ANSWERS)))
def test_order_of_sentences_does_not_matter(order: list[str]) -> None:
    sound = recordings("no")[0]
    first, other = MoonshineEar(TINY, "a"), MoonshineEar(TINY, "b")
    expected = first.hear(sound, ANSWERS).sentences
    for sentence in order[:3]:
        other.prepare(frozenset([sentence]))
    heard = other.hear(sound, frozenset(order)).sentences
    assert heard == pytest.approx(dict(expected), abs=0.05)


@needs_model
def test_no_sentences_is_no_failure(ear: MoonshineEar) -> None:
    assert ear.hear(noise(0.5, 0.1), frozenset()).sentences == {}


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tokenizer\.bin.*models"):
        MoonshineEar(tmp_path, "none")


@needs_model
@pytest.mark.parametrize("name", ["encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"])
@pytest.mark.parametrize("size", [0, 1000])
def test_a_damaged_model_is_told(tmp_path: Path, name: str, size: int) -> None:
    for path in filter(Path.is_file, TINY.iterdir()):
        shutil.copy(path, tmp_path)
    (tmp_path / name).write_bytes((TINY / name).read_bytes()[:size])
    with pytest.raises(ModelError, match=name):
        MoonshineEar(tmp_path, "damaged")


@needs_model
@settings(deadline=None)
@given(text=st.text(st.characters(exclude_characters="\u2581", codec="utf-8")))
def test_tokens_give_the_text_back(text: str) -> None:
    tokens = Tokens(TINY / "tokenizer.bin")
    assert tokens.decode(tokens.encode(text)) == text.strip()


def test_homophones_of_what_is_expected_are_no_background() -> None:
    assert {"know", "for", "won", "no"}.isdisjoint(background(frozenset(["no", "four", "one"])))
    assert {"for", "won"} <= set(background(frozenset(["yes"])))


def test_expected_words_are_no_background() -> None:
    assert "sure" not in background(frozenset(["sure"]))
    assert "sure" in background(frozenset(["i'm not sure"]))


@pytest.mark.parametrize(
    ("written", "words"),
    [("Yes.", "yes"), ("I can\u2019t feel, it!", "i can't feel it"), ("...", ""), ("'no'", "no")],
)
def test_plain_words(written: str, words: str) -> None:
    assert plain(written) == words


@given(st.integers(1, 20 * RATE))
def test_speech_is_never_longer_than_the_model_takes(size: int) -> None:
    clean = speech(np.ones(size, np.float32))
    assert clean is not None
    assert RATE // 2 <= clean.size <= 9 * RATE
