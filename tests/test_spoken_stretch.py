"""A session of stretches on the virtual sound card: led, counted and interrupted by voice."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.bounded import bounded, check
from tests.test_spoken import pytestmark, spoken
from tests.virtual_card import VirtualCard, virtual_card
from voice.devices.wav import read_wav
from voice.types import RATE

__all__ = ["pytestmark"]

ROOT = Path(__file__).parents[1]

LIMIT = 240.0
"""Seconds; a session takes 150."""

COUNT = ("hold", "one", "two", "three", "four", "five")

Line = dict[str, Any]


@pytest.fixture(scope="module")
def card() -> Iterator[VirtualCard]:
    with virtual_card() as card:
        yield card


class Person:
    """Says each wish as soon as its time has come, and once more until it shows."""

    def __init__(self, card: VirtualCard, folder: Path, wishes: list[tuple[str, str, str]]) -> None:
        """A wish is when (a word that is said, or "?" for a question), what, and what shows it."""
        self._card = card
        self._folder = folder
        self._wishes = wishes

    def hear(self, line: Line) -> None:
        if not self._wishes:
            return
        when, words, shown = self._wishes[0]
        if line.get("text") == shown or line.get("answer") == shown:
            self._wishes.pop(0)
        elif line["type"] == "listen" if when == "?" else line.get("text") in when.split():
            self._card.say(spoken(words, self._folder))


def lead(card: VirtualCard, folder: Path, wishes: list[tuple[str, str, str]]) -> list[Line]:
    settings = folder / "settings.yaml"
    settings.write_text("rate: 190\n")
    command = [sys.executable, "-m", "voice", "stretch", "pelvic_tilt", "--level", "easy"]
    command += ["--json", "--no-record", "--settings", str(settings)]
    person, lines = Person(card, folder, wishes), list[Line]()
    with bounded(command, card.env | {"PYTHONPATH": str(ROOT)}, LIMIT) as program:
        assert program.stdout
        for text in program.stdout:
            lines.append(json.loads(text))
            person.hear(lines[-1])
        check(program)
    return lines


def test_a_session_is_led_and_interrupted_by_voice(card: VirtualCard, tmp_path: Path) -> None:
    recording = tmp_path / "voice.wav"
    wishes = [
        ("?", "three out of ten", "The pelvic tilt, on your back."),
        ("one two three", "stop", "Stopped."),
        ("?", "continue", "continue"),
        ("one two three", "how long left", "how_long"),
        ("one two three", "pause", "Paused."),
        ("?", "continue", "continue"),
        ("?", "two out of ten", "Pain before: three. Pain after: two."),
    ]
    with card.record(recording):
        lines = lead(card, tmp_path, wishes)
    said = [line["text"] for line in lines if line["type"] == "say"]
    assert not wishes, said
    begin = said.index("hold")
    first = said[begin : said.index("Let go, and breathe in.")]
    assert [word for word in first if word in COUNT] == list(COUNT), "no count is lost"
    assert said.count("Let go, and breathe in.") == 3
    assert said[-1] == "Take care of your back."
    assert {"type": "move", "done": True}.items() <= next(
        line for line in lines if line["type"] == "move"
    ).items()
    assert np.abs(read_wav(recording)).max() > 0.1
    assert read_wav(recording).size > 60 * RATE
