"""The closed-set ear on real models, of each make, and real sound."""

import shutil
import struct
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voice.devices import moonshine, whisper
from voice.devices.background import background
from voice.devices.closed_set import ClosedSetEar
from voice.devices.loudness import speech
from voice.devices.spelling import in_digits, plain
from voice.devices.wav import read_wav
from voice.devices.whisper_weights import read_weights
from voice.errors import ModelError
from voice.turn import CONFIRM
from voice.types import RATE, Samples

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "tiny-en": ROOT / "models" / "moonshine-tiny-en",
    "whisper-en": ROOT / "models" / "whisper-tiny-en",
}
FILES = {
    "tiny-en": ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"),
    "whisper-en": ("model.bin", "vocabulary.txt"),
}
AUDIO = ROOT.parent / "shared" / "audio"
ANSWERS = frozenset(
    {"yes", "yeah", "yes i do", "no", "no i don't", "i'm not sure", "stop", "pause", "repeat"}
    | {"seven", "seven out of ten", "i can't feel my legs", "it's the left leg"}
)

needs_models = pytest.mark.skipif(
    not all(folder.is_dir() for folder in FOLDERS.values()),
    reason="needs the models: script/setup",
)
needs_audio = pytest.mark.skipif(not AUDIO.is_dir(), reason=f"{AUDIO} is absent")


def ear_of(name: str, folder: Path | None = None) -> ClosedSetEar:
    folder = folder or FOLDERS[name]
    load = whisper.whisper if name == "whisper-en" else moonshine.moonshine
    return ClosedSetEar(name, load(folder))


@pytest.fixture(scope="module", params=list(FOLDERS))
def ear(request: pytest.FixtureRequest) -> ClosedSetEar:
    ear = ear_of(request.param)
    ear.prepare(ANSWERS)
    return ear


def noise(seconds: float, level: float) -> Samples:
    random = np.random.default_rng(1)
    return random.normal(0, level, int(seconds * RATE)).astype(np.float32)


def recordings(word: str) -> list[Samples]:
    return [read_wav(path) for path in sorted((AUDIO / "words" / word).glob("*.wav"))]


def best(heard: dict[str, float]) -> str:
    return max(heard, key=heard.__getitem__)


@needs_models
@given(sound=arrays(np.float32, st.integers(0, 3000), elements=st.floats(width=32)))
@settings(max_examples=20, deadline=None)
def test_any_sound_is_heard_as_probabilities(ear: ClosedSetEar, sound: Samples) -> None:
    heard = ear.hear(sound, ANSWERS)
    assert set(heard.sentences) == ANSWERS
    assert all(0 <= p <= 1 for p in heard.sentences.values())
    assert sum(heard.sentences.values()) <= 1 + 1e-9
    assert 0 <= heard.certainty <= 1


@needs_models
@pytest.mark.parametrize("seconds", [0.0, 0.01, 1.0, 10.0, 30.0])
@pytest.mark.parametrize("level", [0.0, 1e-5, 1e-3, 0.3, 5.0, np.nan, np.inf])
def test_no_speech_is_something_else(ear: ClosedSetEar, seconds: float, level: float) -> None:
    sound = np.full(int(seconds * RATE), level, np.float32)
    if np.isfinite(level):
        sound = noise(seconds, level)
    heard = ear.hear(sound, ANSWERS)
    assert sum(heard.sentences.values()) < 0.6


@needs_models
@pytest.mark.parametrize("pitch", [440, 880, 1800])
def test_a_sound_that_is_no_words_is_none(pitch: int) -> None:
    time = np.arange(RATE) / RATE
    whistle = 0.3 * np.sin(2 * np.pi * (pitch + pitch * time) * time)
    heard = ear_of("whisper-en").hear(whistle.astype(np.float32), ANSWERS)
    assert sum(heard.sentences.values()) < CONFIRM


@needs_models
@needs_audio
@pytest.mark.parametrize("word", ["yes", "no", "stop"])
def test_answers_of_people_are_mostly_heard(ear: ClosedSetEar, word: str) -> None:
    heard = [ear.hear(sound, ANSWERS).sentences for sound in recordings(word)]
    sure = [h for h in heard if max(h.values()) >= 0.6]
    assert len(sure) >= len(heard) * 0.6
    assert all(best(dict(h)) == word for h in sure)


@needs_models
@needs_audio
def test_words_of_people_that_are_not_expected_are_something_else(ear: ClosedSetEar) -> None:
    sounds = [sound for word in ("cat", "house", "wow", "tree") for sound in recordings(word)]
    taken = [s for s in sounds if max(ear.hear(s, ANSWERS).sentences.values()) >= 0.6]
    assert len(taken) <= 1


@needs_models
@needs_audio
@pytest.mark.parametrize("change", [0.01, 0.1, 4.0])
def test_loudness_does_not_matter(ear: ClosedSetEar, change: float) -> None:
    for sound in recordings("yes"):
        heard = ear.hear((sound * np.float32(change)).clip(-1, 1), ANSWERS)
        assert best(dict(heard.sentences)) == "yes"


@needs_models
@needs_audio
def test_what_is_written_down_is_plain_words(ear: ClosedSetEar) -> None:
    written = [ear.hear(sound, ANSWERS) for sound in recordings("yes")]
    assert sum(set(heard.open.split()) == {"yes"} for heard in written) >= len(written) * 0.8
    assert all(heard.certainty > 0.2 for heard in written)


@needs_models
@needs_audio
@pytest.mark.parametrize("name", list(FOLDERS))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(order=st.permutations(sorted(ANSWERS)))
def test_order_of_sentences_does_not_matter(name: str, order: list[str]) -> None:
    sound = recordings("no")[0]
    first, other = ear_of(name), ear_of(name)
    expected = first.hear(sound, ANSWERS).sentences
    for sentence in order[:3]:
        other.prepare(frozenset([sentence]))
    heard = other.hear(sound, frozenset(order)).sentences
    assert heard == pytest.approx(dict(expected), abs=0.05)


@needs_models
def test_no_sentences_is_no_failure(ear: ClosedSetEar) -> None:
    assert ear.hear(noise(0.5, 0.1), frozenset()).sentences == {}


@pytest.mark.parametrize("name", list(FOLDERS))
def test_a_missing_model_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"(tokenizer\.bin|vocabulary\.txt).*models"):
        ear_of(name, tmp_path)


@needs_models
@pytest.mark.parametrize(("name", "file"), [(n, f) for n, files in FILES.items() for f in files])
@pytest.mark.parametrize("size", [0, 1000])
def test_a_damaged_model_is_told(name: str, file: str, size: int, tmp_path: Path) -> None:
    for path in filter(Path.is_file, FOLDERS[name].iterdir()):
        shutil.copy(path, tmp_path)
    (tmp_path / file).write_bytes((FOLDERS[name] / file).read_bytes()[:size])
    with pytest.raises(ModelError, match=file):
        ear_of(name, tmp_path)


@needs_models
@settings(deadline=None)
@given(text=st.text(st.characters(exclude_characters="\u2581", codec="utf-8")))
def test_tokens_give_the_text_back(text: str) -> None:
    pieces = moonshine.tokens(FOLDERS["tiny-en"] / "tokenizer.bin")
    assert pieces.decode(pieces.encode(text)) == text.strip()
    pieces = whisper.tokens(FOLDERS["whisper-en"] / "vocabulary.txt")
    assert pieces.decode(pieces.encode(text)) == " ".join(text.split())


HEAD = struct.pack("<I", 6) + struct.pack("<H", 12) + b"WhisperSpec\0" + struct.pack("<II", 3, 1)


@given(rest=st.binary())
@example(rest=struct.pack("<H", 2) + b"w\0" + struct.pack("<BIBI", 1, 1, 0, 3) + b"abc")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_weights_of_any_bytes_are_no_crash(tmp_path: Path, rest: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(HEAD + rest)
    with suppress(ModelError):
        assert len(read_weights(tmp_path / "model.bin")) == 1


def test_halves_become_floats(tmp_path: Path) -> None:
    array = struct.pack("<H", 2) + b"w\0" + struct.pack("<BIIBI", 2, 1, 2, 4, 4)
    halves = np.array([[0.5, -2.0]], np.float16).tobytes()
    (tmp_path / "model.bin").write_bytes(HEAD + array + halves)
    (weights,) = read_weights(tmp_path / "model.bin").values()
    assert weights.dtype == np.float32
    assert weights.tolist() == [[0.5, -2.0]]


@needs_models
@pytest.mark.parametrize(
    ("text", "numbers"),
    # As the tokenizer.json that comes with the model gives them (Hugging Face tokenizers).
    [
        ("No, I don't know.", (1400, 11, 314, 836, 470, 760, 13)),
        ("I'm 35 weeks", (314, 1101, 3439, 2745)),
    ],
)
def test_whisper_s_tokens_are_those_it_learnt(text: str, numbers: tuple[int, ...]) -> None:
    assert whisper.tokens(FOLDERS["whisper-en"] / "vocabulary.txt").encode(text) == numbers


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("seven or eight", "7 or 8"),
        ("i'm thirty five weeks", "i'm 35 weeks"),
        ("one hundred", "100"),
        ("no", "no"),
        ("", ""),
    ],
)
def test_numbers_are_written_in_digits_too(said: str, written: str) -> None:
    assert in_digits(said) == written


def test_homophones_of_what_is_expected_are_no_background() -> None:
    assert {"know", "for", "won", "no"}.isdisjoint(background(frozenset(["no", "four", "one"])))
    assert {"for", "won"} <= set(background(frozenset(["yes"])))


def test_expected_words_are_no_background() -> None:
    assert "sure" not in background(frozenset(["sure"]))
    assert "sure" in background(frozenset(["i'm not sure"]))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Yes.", "yes"),
        ("I can\u2019t feel, it!", "i can't feel it"),
        ("...", ""),
        ("'no'", "no"),
        ("[groans] I can't feel my legs.", "groans i can't feel my legs"),
    ],
)
def test_plain_words(written: str, words: str) -> None:
    assert plain(written) == words


@given(st.integers(1, 20 * RATE))
def test_speech_is_never_longer_than_the_model_takes(size: int) -> None:
    clean = speech(np.ones(size, np.float32))
    assert clean is not None
    assert RATE // 2 <= clean.size <= 9 * RATE
