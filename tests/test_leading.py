"""Every move, side and dose, interrupted at every cue by everything that can be said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.leading import AT_ONCE, SCRIPT, Leader, Led
from voice.acts import Count, Say
from voice.alone import alone
from voice.coaching import Programme
from voice.counting import LEAD
from voice.dialog import Dialog
from voice.findings import Findings
from voice.types import RATE, Utterance

MOVES = list(SCRIPT.coaching.stretches)
LEVELS = list(SCRIPT.coaching.levels)

STAY = {
    "pause": ("pause", "continue"),
    "stop": ("stop", "continue"),
    "pause, easier to hear": ("pause", "louder", "continue"),
    "pause twice": ("pause", "pause", "continue"),
    "pause, beeps": ("pause", "just beep", "continue"),
    "pause, how long": ("pause", "how long left", "continue"),
    "how long": ("how long left",),
    "what do I do": ("what do I do",),
    "what do I do, how long": ("what do I do", "how long left"),
    "describe": ("describe it again",),
    "feel": ("what should I feel",),
    "down": ("count down",),
    "up": ("count up",),
    "beep": ("just beep",),
    "tick": ("metronome",),
    "aloud": ("count aloud",),
    "slower": ("slower",),
    "faster": ("faster",),
    "louder": ("louder",),
    "quieter": ("quieter",),
    "help": ("help",),
    "where": ("where are we",),
    "voice": ("another voice",),
    "more": ("tell me more",),
    "in more detail": ("more detail",),
    "with and without soft sounds": ("sounds off", "sounds on"),
    "forget this and keep it": ("forget this conversation", "keep it"),
    "forget all and keep it": ("forget everything", "keep everything"),
    "last time": ("what did I say last time",),
    "why": ("why do you ask",),
    "wait longer": ("wait longer",),
    "wait less": ("wait less",),
    "mistake": ("I made a mistake",),
    "thinking": ("let me think",),
    "backchannel": ("okay",),
    "nonsense": ("the weather is nice",),
}
"""What leaves the place as it is: every count is still done, once, and nothing else is."""

GO = ("next", "back", "again", "longer", "shorter", "easier", "harder", "other side", "ready",
      "that's enough")  # fmt: skip
"""What goes elsewhere, or changes how much is done."""

LEAVE = {"that hurts": "stretch_hurts", "start over": "stretch_one"}
"""What leaves the stretch, and where it leads."""

END = {"my chest hurts": "advice", "goodbye": "stretch_lead"}
"""What ends the session, and where."""


class Dosed:
    """One move at one dose, as a programme of its own, and what it is when nobody speaks."""

    def __init__(self, leader: Leader, move: str, level: str) -> None:
        self.name = f"{move} {level}"
        self.leader = leader
        self.plain = self.lead()

    def lead(self, at: int = -1, *words: str) -> Led:
        return self.leader.lead(self.name, at, words)

    def interrupted(self, *words: str) -> Iterator[tuple[int, Led]]:
        for at in self.places():
            yield at, self.lead(at, *words)

    def places(self) -> list[int]:
        """Every act that takes time."""
        return [n for n, act in enumerate(self.plain.done) if not isinstance(act, AT_ONCE)]


@pytest.fixture(scope="module")
def leader() -> Leader:
    """Every move at every dose is a programme."""
    leader, coaching = Leader(), SCRIPT.coaching
    own = {
        f"{move} {level}": Programme(f"{move} {level}", 1, {move: level})
        for move in MOVES
        for level in LEVELS
    }
    coaching = replace(coaching, programmes={**coaching.programmes, **own})
    leader.coaching = coaching
    return leader


@pytest.fixture(params=[(m, d) for m in MOVES for d in LEVELS], ids=lambda p: f"{p[0]}-{p[1]}")
def dosed(request: pytest.FixtureRequest, leader: Leader) -> Dosed:
    return Dosed(leader, *request.param)


def texts(led: Led) -> list[int]:
    """Beats of each count; a change of words or pace does not change how many there are."""
    return [len(count.beats) for count in led.counts]


def test_uninterrupted_it_counts_every_repetition_and_ends(dosed: Dosed) -> None:
    stretch_id, level = dosed.name.split()
    stretch = SCRIPT.coaching.stretches[stretch_id]
    times = sum(work.doses[level].times for work in stretch.work)
    assert len(dosed.plain.counts) == times * max(1, len(stretch.sides))
    assert dosed.plain.node == "stretch_pain_after"
    assert not dosed.plain.dropped


@pytest.mark.parametrize("words", STAY.values(), ids=STAY)
def test_no_count_is_lost_and_it_goes_on_where_it_was(dosed: Dosed, words: tuple[str, ...]) -> None:
    for at, led in dosed.interrupted(*words):
        assert led.node == "stretch_pain_after", at
        assert texts(led) == texts(dosed.plain), at
        assert not led.dropped, at
        told = iter(led.said)
        assert all(text in told for text in dosed.plain.said), "each is told, in turn"


@pytest.mark.parametrize("word", GO)
def test_it_is_never_stuck_and_never_loses_its_way(dosed: Dosed, word: str) -> None:
    for at, led in dosed.interrupted(word):
        assert led.node == "stretch_pain_after", at
        assert len(led.dropped) <= 1, at


def test_every_command_is_tried(leader: Leader) -> None:
    words = {text for texts in STAY.values() for text in texts} | {*GO} | LEAVE.keys() | END.keys()
    leader.lead("three", 5, ("pause", "goodbye"))
    commands = SCRIPT.commands.keys() | SCRIPT.coaching.commands.keys()
    assert commands <= {leader.meaning(text) for text in words}


@pytest.mark.parametrize("step", range(6))
def test_a_count_can_be_held_and_changed_at_each_of_its_beats(leader: Leader, step: int) -> None:
    """The tests above speak 1.4 s into each; here it is a little before and after each beat."""
    plain = leader.lead("three")
    at = next(n for n, act in enumerate(plain.done) if isinstance(act, Count))
    for progress in (step + LEAD / RATE - 0.05, step + LEAD / RATE + 0.05):
        for words in STAY.values():
            led = leader.lead("three", at, words, progress)
            assert texts(led) == texts(plain), (words, progress)
            assert not led.dropped, (words, progress)


@pytest.mark.parametrize("word", GO)
def test_from_every_cue_of_the_longest_programme_it_comes_to_its_end(
    leader: Leader, word: str
) -> None:
    """Here "next" and "back" have a move to lead to."""
    plain = leader.lead("twelve")
    for at, act in enumerate(plain.done):
        if not isinstance(act, AT_ONCE):
            led = leader.lead("twelve", at, (word,))
            assert led.node == "stretch_pain_after", at
            assert len(led.dropped) <= 1, at


def test_next_ends_a_single_move(dosed: Dosed) -> None:
    for at, led in dosed.interrupted("next"):
        assert texts(led) == texts(dosed.plain)[: len(led.counts)], at
        assert led.said[-1] == SCRIPT.coaching.confirms["last_move"]


def test_again_does_the_same_hold_once_more(dosed: Dosed) -> None:
    for at, act in enumerate(dosed.plain.done):
        if isinstance(act, Count):
            led = dosed.lead(at, "again")
            assert len(led.dropped) == 1
            assert texts(led) == texts(dosed.plain)


def test_longer_and_shorter_change_the_hold_that_is_going_on(dosed: Dosed) -> None:
    for at, act in enumerate(dosed.plain.done):
        if isinstance(act, Count):
            done = sum(isinstance(one, Count) for one in dosed.plain.done[:at])
            longer, shorter = dosed.lead(at, "longer"), dosed.lead(at, "shorter")
            plain = dosed.plain.counts[done]
            assert not longer.dropped + shorter.dropped
            assert longer.counts[done].seconds >= plain.seconds
            assert shorter.counts[done].seconds <= plain.seconds
            assert longer.counts[done].beats[0] == plain.beats[0]


def test_a_hold_is_changed_without_being_cut(dosed: Dosed) -> None:
    spoken = ("count down", "just beep", "slower", "longer", "how long left")
    for at, act in enumerate(dosed.plain.done):
        if isinstance(act, Count):
            for words in spoken:
                led = dosed.lead(at, words)
                done = sum(isinstance(one, Count) for one in dosed.plain.done[:at])
                assert led.counts[done].aside, "it is confirmed between the beats"
                assert len(led.counts[done].aside.split()) <= 3


def test_the_other_side_is_done_next(dosed: Dosed) -> None:
    stretch = SCRIPT.coaching.stretches[dosed.name.split()[0]]
    for at in dosed.places():
        led = dosed.lead(at, "other side")
        if not stretch.sides:
            assert texts(led) == texts(dosed.plain)
        else:
            assert SCRIPT.coaching.confirms["side"] in led.said


@pytest.mark.parametrize("word", LEAVE)
def test_pain_stops_at_once_whatever_is_going_on(dosed: Dosed, word: str) -> None:
    for at, led in dosed.interrupted(word):
        assert led.node == LEAVE[word], at
        assert [act for act in led.done if isinstance(act, Count)] == [
            act for act in dosed.plain.done[:at] if isinstance(act, Count)
        ], at


@pytest.mark.parametrize("word", END)
def test_danger_and_goodbye_stop_at_once_whatever_is_going_on(dosed: Dosed, word: str) -> None:
    """Each in a dialog of its own: what was found, or said, by the one before would count."""
    for at in dosed.places()[::5]:
        leader = Leader()
        leader.coaching = dosed.leader.coaching
        assert leader.lead(dosed.name, at, (word,)).node == END[word], at


@pytest.mark.parametrize("words", ["that's enough", "easier", "longer", "other side", "count down"])
def test_what_is_said_before_the_first_act_is_done(words: str) -> None:
    dialog = Dialog(alone(SCRIPT, "one"))
    dialog.course.coach.open("one", Findings())
    dialog.switch(dialog.course.enter("stretch_lead"))
    dialog.hear(Utterance({words: 1.0}, words, 1.0))
    assert any(isinstance(dialog.next(), Say) for _ in range(4))
