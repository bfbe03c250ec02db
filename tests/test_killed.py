"""A program that is killed at any event of its record goes on, and comes to the same advice."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.past_sessions import keep
from voice.acts import End, Event, Listen, Say
from voice.cli.before import Before
from voice.devices.rehearsal import Heard, Timed
from voice.dialog import Dialog
from voice.history import read
from voice.loading import DIALOG, load
from voice.noted import Moved
from voice.session import Session
from voice.settings import Settings
from voice.types import Finding, Level, Manner
from voice.virtual_time import run

from .unhurt import UNHURT

SCRIPT = load(DIALOG)

PEOPLE: Mapping[str, Mapping[str, str]] = {
    "emergency, asked": UNHURT | {"below": "yes", "saddle": "yes"},
    "emergency, unasked": UNHURT | {"age": "my legs have gone"},
    "urgent, mentioned": UNHURT
    | {"story": "my back is sore and it goes down one leg", "cancer": "yes", "severity": "eight"},
}

STRETCHES = UNHURT | {
    "offer": "yes",
    "stretch_length": "three",
    "stretch_pain": "two",
    "stretch_pain_after": "six",
}
"""Their pain grows while they stretch; by then they are numb."""

GROWN = {"below": "yes", "saddle": "yes"}

EVERY = 4
"""Of the events in a stretch not all are tried: most are the words of a count."""

LONGEST = 7200.0


class Person:
    """Answers by the name of the question.  What was said unasked is not said a second time."""

    def __init__(self, answers: Mapping[str, str], said: set[str]) -> None:
        self.events: list[Event] = []
        self._answers = {**answers, **(GROWN if "pain_grew" in said else {})}
        self._said = said
        self._hearing = Heard()

    async def talk(self, dialog: Dialog) -> list[Event]:
        voice = Timed()
        session = Session(
            dialog,
            hearing=self._hearing,
            synthesizer=voice,
            speaker=voice,
            manner=Manner(),
            listeners=(self._attend,),
        )
        async with asyncio.timeout(LONGEST):
            await session.run()
        return self.events

    def _attend(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event.what, Finding) and event.what.id == "pain_grew":
            self._answers |= GROWN
        if isinstance(event.what, Listen):
            answer = self._answers.get(event.node, "no")
            if answer.startswith("my legs"):
                answer = "thirty four" if answer in self._said else answer
                self._said.add(answer)
            self._hearing.say("correct" if "correct" in event.what.options else answer)


def advice(events: Sequence[Event]) -> tuple[str, set[str]]:
    """Return the level in the end, and what is present."""
    levels = [event.what for event in events if isinstance(event.what, Level)]
    states = {e.what.id: e.what.state for e in events if isinstance(e.what, Finding)}
    return levels[-1].id, {id_ for id_, state in states.items() if state == "present"}


def hold(dialog: Dialog, person: Person) -> list[Event]:
    return run(person.talk(dialog))


@pytest.mark.parametrize("answers", PEOPLE.values(), ids=PEOPLE)
def test_killed_after_any_event_it_comes_to_the_same_advice(
    answers: Mapping[str, str], tmp_path: Path
) -> None:
    whole = hold(Dialog(SCRIPT), Person(answers, set()))
    raw = keep(tmp_path, whole).read_bytes().splitlines(keepends=True)
    assert isinstance(whole[-1].what, End)
    for cut in range(2, len(raw)):
        before = b"".join(raw[:cut])
        past = read("killed", "killed", before)
        assert past is not None
        said = {text for text in answers.values() if text.encode() in before}
        rest = hold(Before(past).dialog(SCRIPT, Settings()), Person(answers, said))
        assert advice([*whole[: cut - 1], *rest]) == advice(whole), raw[cut - 1]


def test_killed_in_or_after_stretches_no_sign_that_has_come_is_passed_by(tmp_path: Path) -> None:
    whole = hold(Dialog(SCRIPT), Person(STRETCHES, set()))
    assert advice(whole)[0] == "emergency"
    raw = keep(tmp_path, whole).read_bytes().splitlines(keepends=True)
    first = next(n for n, event in enumerate(whole) if event.node == "offer")
    grown = next(n for n, text in enumerate(raw) if b"pain_grew" in text)
    for cut in (*range(first, grown, EVERY), *range(grown, len(raw))):
        before = b"".join(raw[:cut])
        past = read("killed", "killed", before)
        assert past is not None
        said = {"pain_grew"} if b"pain_grew" in before else set()
        rest = hold(Before(past).dialog(SCRIPT, Settings()), Person(STRETCHES, said))
        assert advice([*whole[: cut - 1], *rest])[0] == "emergency", raw[cut - 1]


def test_killed_in_a_stretch_it_goes_on_with_the_moves_that_are_left(tmp_path: Path) -> None:
    person = STRETCHES | {"stretch_length": "six", "stretch_pain_after": "one"}
    whole = hold(Dialog(SCRIPT), Person(person, set()))
    moved = [n for n, event in enumerate(whole, 2) if isinstance(event.what, Moved)]
    assert len(moved) == 2
    raw = keep(tmp_path, whole).read_bytes().splitlines(keepends=True)
    past = read("killed", "killed", b"".join(raw[: moved[0] + 3]))
    assert past is not None
    rest = hold(Before(past).dialog(SCRIPT, Settings()), Person(person, set()))
    assert [e.what for e in rest if isinstance(e.what, Moved)] == [whole[moved[1] - 2].what]
    assert rest[0].what == Say("We were cut off.")
    asked = {event.node for event in rest if isinstance(event.what, Listen)}
    assert asked == {"stretch_lead", "stretch_pain_after", "closing"}
