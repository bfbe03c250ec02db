"""The real program, on real sound: it is spoken to, and its own voice is recorded.

A virtual sound card carries both.  The person is another voice of espeak-ng, and people's
recordings of yes, no and stop where they lie beside the checkout.
"""

import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.talking import Line, Person, converse
from tests.virtual_card import SOUND, VirtualCard, virtual_card
from voice.devices.closed_set import ClosedSetEar
from voice.devices.models import ModelStore
from voice.devices.moonshine import moonshine
from voice.devices.rendered import finished
from voice.devices.wav import read_wav, write_wav
from voice.types import RATE
from voice.words import plain

WORDS = Path(__file__).parents[2] / "shared" / "audio" / "words"

STORE = ModelStore.find()

pytestmark = [
    SOUND,
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng: apt install it"),
    pytest.mark.skipif(
        any(STORE.state(STORE.model(m)) != "ready" for m in ("base-en", "tiny-en")),
        reason="needs the models: backtalk models fetch base-en tiny-en",
    ),
]

FAST = 300
"""Words a minute, where it does not matter how it speaks."""

HURTS = {"consent": "yes", "story": "my back is sore"}

PLAIN = HURTS | {
    "age": "thirty four",
    "severity": "three out of ten",
    "duration": "since yesterday",
    "offer": "no thanks",
    "closing": "goodbye",
}
"""What an unhurt person says, beside "no"."""


@pytest.fixture(scope="module")
def card() -> Iterator[VirtualCard]:
    with virtual_card() as card:
        yield card


def spoken(words: str, folder: Path) -> Path:
    """Render what the person says, in a voice that is not the assistant's."""
    path = folder / f"{words.replace(' ', '_')}.wav"
    if not path.exists():
        # Of espeak-ng's voices this one is understood best by far: "goodbye" with 0.98, not 0.5.
        command = ["espeak-ng", "-v", "en-gb-scotland+m3", "-s", "140", "--stdout", words]
        wav = subprocess.run(command, check=True, timeout=60, capture_output=True).stdout
        write_wav(path, finished(wav[44:], 22050))
    return path


def people(word: str, at: int) -> Path:
    files = sorted((WORDS / word).glob("*.wav"))
    if not files:
        pytest.skip("needs the recordings of people beside the checkout")
    return files[at % len(files)]


def settings(folder: Path, rate: int) -> Path:
    path = folder / "settings.yaml"
    path.write_text(f"rate: {rate}\n")
    return path


def of_type(lines: list[Line], type_: str) -> list[Line]:
    return [line for line in lines if line["type"] == type_]


def test_an_unhurt_person_gets_self_care(card: VirtualCard, tmp_path: Path) -> None:
    person = Person(lambda words: spoken(words, tmp_path), PLAIN)
    lines = converse(card, settings(tmp_path, FAST), person)
    assert of_type(lines, "level")[-1]["level"] == "self_care"
    assert lines[-1]["type"] == "end"
    assert lines[-1]["outcome"] == "self_care"


def test_people_who_say_yes_to_numbness_are_sent_to_hospital(
    card: VirtualCard, tmp_path: Path
) -> None:
    tries = count()

    def sound(words: str) -> Path:
        return people("yes", next(tries)) if words == "yes" else spoken(words, tmp_path)

    person = Person(sound, HURTS | {"below": "yes", "saddle": "yes"})
    lines = converse(card, settings(tmp_path, FAST), person)
    levels = of_type(lines, "level")
    assert [level["level"] for level in levels][:1] == ["emergency"]
    assert levels[0]["rules"] == ["R3"]
    assert lines[-1]["outcome"] == "emergency"


def test_a_person_who_says_stop_silences_it(card: VirtualCard, tmp_path: Path) -> None:
    tries = count()
    begun = False

    def answer(line: Line) -> Path | None:
        nonlocal begun
        if line["type"] == "say" and line["text"] == "Stopped.":
            begun = True
        if line["type"] == "say" and not begun:
            return people("stop", next(tries))
        if line["type"] == "listen" and begun:
            return spoken("goodbye", tmp_path)
        return None

    lines = converse(card, settings(tmp_path, 220), answer)
    heard = [line for line in of_type(lines, "heard") if line["decision"] == "accept"]
    stop = next(line for line in heard if line["answer"] == "stop")
    after = [line["text"] for line in of_type(lines, "say") if line["at"] >= stop["at"]]
    assert after[0] == "Stopped."
    assert "Say continue, or goodbye." in after
    assert not [text for text in after if "back" in text and "goodbye" not in text.lower()]
    assert lines[-1]["outcome"] == "goodbye"


def test_in_a_room_that_echoes_it_answers_people_only(tmp_path: Path) -> None:
    """The microphone hears the speaker as loudly as the person."""
    answers = HURTS | {"below": "goodbye"}
    person = Person(lambda words: spoken(words, tmp_path), answers)
    recording = tmp_path / "voice.wav"
    with virtual_card(echo=True) as room, room.record(recording):
        lines = converse(room, settings(tmp_path, 180), person)
    heard = [line for line in of_type(lines, "heard") if line["node"] != "story"]
    taken = {line["answer"] for line in heard if line["decision"] == "accept"}
    assert taken <= {"yes", "no", "correct", "goodbye"}
    assert "present" not in {line["state"] for line in of_type(lines, "finding")}
    assert lines[-1]["outcome"] == "goodbye"
    assert heard_back(recording, of_type(lines, "say")) >= 0.6


def heard_back(recording: Path, said: list[Line]) -> float:
    """Return the share of the first words said that a recogniser writes down again."""
    sound = read_wav(recording)
    first = int(next(iter((abs(sound) > 0.02).nonzero()[0])))
    ear = ClosedSetEar("base-en", moonshine(STORE.require("base-en"), threads=2))
    written = ear.hear(sound[first : first + 7 * RATE], frozenset()).open.split()
    words = plain(" ".join(line["text"] for line in said)).split()[: len(written)]
    assert len(written) >= 10
    return sum(word in words for word in written) / len(written)
