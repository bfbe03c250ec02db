"""A room in which others never stop talking."""

import asyncio

import pytest

from tests.virtual import Script, converse
from voice.acts import Say, Understood
from voice.dialog import Dialog
from voice.loading import load
from voice.types import Finding, Heard, Utterance

SCRIPT = load()

COFFEE = "i'd like a sixteen ounce iced coffee with whole milk and a little bit of sugar"

PIECE = 8.0
"""Seconds after which talk without an end is read."""


class Television(Script):
    """Hears nothing but others, without a pause."""

    busy = True

    async def utterance(self) -> Utterance:
        await asyncio.sleep(PIECE)
        now = asyncio.get_running_loop().time()
        ears = tuple(Heard(name, {}, COFFEE, 0.9) for name in "abc")
        return Utterance({}, COFFEE, 0.9, began=now - PIECE, ended=now, ears=ears)


class Kitchen(Script):
    """Hears a bang now and then, in which no ear hears words."""

    async def utterance(self) -> Utterance:
        await asyncio.sleep(1.7)
        now = asyncio.get_running_loop().time()
        ears = tuple(Heard(name, {}, "", 0.9) for name in "abc")
        return Utterance({}, "", 0.9, began=now - 0.5, ended=now, ears=ears)


def asked(name: str) -> Dialog:
    dialog = Dialog(SCRIPT)
    dialog.switch(dialog.course.enter(name, again=True))
    return dialog


def test_a_warning_sign_is_asked_about_again_and_never_ruled_out() -> None:
    events = converse(asked("saddle"), [], 240, hearing=Television([]))
    said = [event.what.text for event in events if isinstance(event.what, Say)]
    found = [event.what for event in events if isinstance(event.what, Finding)]
    assert len({text for text in said if text.endswith("?")}) > 1
    assert [(finding.id, finding.state) for finding in found][:1] == [("R3", "present")]


def test_nothing_that_others_say_is_taken_for_an_answer() -> None:
    events = converse(asked("saddle"), [], 60, hearing=Television([]))
    heard = [event.what.reading for event in events if isinstance(event.what, Understood)]
    assert len(heard) > 3
    assert {reading.decision for reading in heard} == {"reject"}


@pytest.mark.parametrize("name", ["saddle", "severity", "story"])
def test_bangs_are_no_silence(name: str) -> None:
    quiet, loud = (converse(asked(name), [], 90, hearing=h) for h in (Script([]), Kitchen([])))
    assert [event.what for event in loud] == [event.what for event in quiet]
    assert [event.at for event in loud] == pytest.approx([event.at for event in quiet], abs=0.1)


@pytest.mark.parametrize(
    "story",
    [
        "my physiotherapist kevin thinks its the sacroiliac thingy acting up",
        "we were unloading paving slabs from the trailer all afternoon with my nephew",
    ],
)
def test_a_story_may_be_about_anything(story: str) -> None:
    dialog = Dialog.waiting_at(SCRIPT, "story")
    ears = tuple(Heard(name, {}, story, 0.9) for name in "abc")
    _, moved = dialog.hear(Utterance({}, story, 0.9, ears=ears))
    assert moved


def test_other_peoples_talk_is_not_asked_about_but_what_is_typed_or_a_symptom_is() -> None:
    def moves(words: str, *, typed: bool = False) -> bool:
        ears = () if typed else (Heard("ear", {}, words, 0.9),)
        return Dialog.waiting_at(SCRIPT, "saddle").hear(Utterance({}, words, 0.9, ears=ears))[1]

    assert not moves(COFFEE)
    assert moves(COFFEE, typed=True)
    assert moves(f"{COFFEE} and my bottom is numb")
    assert moves("nothing that i could understand")
