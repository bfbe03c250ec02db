"""The real program, on real sound: it is spoken to, and its own voice is recorded.

A virtual sound card carries both.  The person is another voice of espeak-ng, and people's
recordings of yes, no and stop where they lie beside the checkout.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.virtual_card import VirtualCard, virtual_card
from voice.devices.closed_set import MoonshineEar
from voice.devices.models import ModelStore
from voice.devices.rendered import finished
from voice.devices.wav import read_wav, write_wav
from voice.types import RATE
from voice.words import plain

ROOT = Path(__file__).parents[1]
WORDS = ROOT.parent / "shared" / "audio" / "words"

STORE = ModelStore.find()

pytestmark = [
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng: apt install it"),
    pytest.mark.skipif(
        any(STORE.state(STORE.model(m)) != "ready" for m in ("base-en", "tiny-en")),
        reason="needs the models: backtalk models fetch base-en tiny-en",
    ),
]

Line = dict[str, Any]

PLAIN = {
    "consent": "yes",
    "severity": "three out of ten",
    "duration": "yesterday",
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
        command = ["espeak-ng", "-v", "en-gb-x-rp", "-s", "125", "--stdout", words]
        wav = subprocess.run(command, check=True, capture_output=True).stdout
        write_wav(path, finished(wav[44:], 22050))
    return path


def people(word: str, at: int) -> Path:
    files = sorted((WORDS / word).glob("*.wav"))
    if not files:
        pytest.skip("needs the recordings of people beside the checkout")
    return files[at % len(files)]


def converse(
    card: VirtualCard, folder: Path, answer: Callable[[Line], Path | None], rate: int = 220
) -> list[Line]:
    """Talk with the program until it ends; `answer` gives the sound that follows an event."""
    settings = folder / "settings.yaml"
    settings.write_text(f"rate: {rate}\n")
    command = [sys.executable, "-m", "voice", "talk", "--json", "--settings", str(settings)]
    command += ["--record", str(folder / "sessions")]
    lines: list[Line] = []
    with subprocess.Popen(
        command, env=card.env | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout
        for text in program.stdout:
            lines.append(json.loads(text))
            if sound := answer(lines[-1]):
                card.say(sound)
    assert program.returncode == 0
    return lines


def of_type(lines: list[Line], type_: str) -> list[Line]:
    return [line for line in lines if line["type"] == type_]


def test_an_unhurt_person_gets_self_care(card: VirtualCard, tmp_path: Path) -> None:
    def answer(line: Line) -> Path | None:
        if line["type"] != "listen":
            return None
        said = "correct" if "correct" in line["options"] else PLAIN.get(line["node"], "no")
        return spoken(said, tmp_path)

    recording = tmp_path / "voice.wav"
    with card.record(recording):
        lines = converse(card, tmp_path, answer, rate=160)
    assert of_type(lines, "level")[-1]["level"] == "self_care"
    assert lines[-1]["type"] == "end"
    assert lines[-1]["outcome"] == "self_care"
    assert heard_back(recording, of_type(lines, "say")) >= 0.6


def heard_back(recording: Path, said: list[Line]) -> float:
    """Return the share of the first words said that a recogniser writes down again."""
    sound = read_wav(recording)
    first = int(next(iter((abs(sound) > 0.02).nonzero()[0])))
    ear = MoonshineEar(STORE.require("base-en"), "base-en", threads=2)
    written = ear.hear(sound[first : first + 7 * RATE], frozenset()).open.split()
    words = plain(" ".join(line["text"] for line in said)).split()[: len(written)]
    assert len(written) >= 10
    return sum(word in words for word in written) / len(written)


def test_people_who_say_yes_to_numbness_are_sent_to_hospital(
    card: VirtualCard, tmp_path: Path
) -> None:
    asked: dict[str, int] = {}

    def answer(line: Line) -> Path | None:
        if line["type"] != "listen":
            return None
        node = line["node"]
        asked[node] = asked.get(node, -1) + 1
        if node in ("saddle", "closing", "consent"):
            return people("yes", asked[node])
        said = "correct" if "correct" in line["options"] else "no"
        return spoken(said, tmp_path)

    lines = converse(card, tmp_path, answer, rate=280)
    levels = of_type(lines, "level")
    assert [level["level"] for level in levels][:1] == ["emergency"]
    assert levels[0]["reasons"] == ["R3"]
    assert lines[-1]["outcome"] == "emergency"


def test_a_person_who_says_stop_silences_it(card: VirtualCard, tmp_path: Path) -> None:
    tries = iter(range(100))
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

    lines = converse(card, tmp_path, answer)
    stop = next(line for line in of_type(lines, "heard") if line["answer"] == "stop")
    after = [line["text"] for line in of_type(lines, "say") if line["at"] >= stop["at"]]
    assert after[0] == "Stopped."
    assert "Say continue, or goodbye." in after
    assert not [text for text in after if "back" in text and "goodbye" not in text.lower()]
    assert lines[-1]["outcome"] == "goodbye"


def test_in_a_room_that_echoes_it_answers_people_only(tmp_path: Path) -> None:
    """The microphone hears the speaker as loudly as the person."""
    answers = {"consent": "yes", "chest": "no", "stand": "no", "bladder": "goodbye"}

    def answer(line: Line) -> Path | None:
        if line["type"] != "listen":
            return None
        said = "correct" if "correct" in line["options"] else answers.get(line["node"], "no")
        return spoken(said, tmp_path)

    with virtual_card(echo=True) as room:
        lines = converse(room, tmp_path, answer)
    heard = [line["answer"] for line in of_type(lines, "heard") if line["decision"] != "reject"]
    assert set(heard) <= {"yes", "no", "correct", "goodbye"}
    assert "present" not in {line["state"] for line in of_type(lines, "finding")}
    assert lines[-1]["outcome"] == "goodbye"
