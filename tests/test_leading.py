"""Every move, side and dose, interrupted at every cue by everything that can be said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.leading import AT_ONCE, SCRIPT, Leader, Led
from voice.acts import Count
from voice.coaching import Programme

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
    "thinking": ("let me think",),
    "backchannel": ("okay",),
    "nonsense": ("the weather is nice",),
}
"""What leaves the place as it is: every count is still done, once, and nothing else is."""

GO = ("next", "back", "again", "longer", "shorter", "easier", "harder", "other side", "ready",
      "that's enough")  # fmt: skip
"""What goes elsewhere, or changes how much is done."""


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


def test_pain_stops_at_once_whatever_is_going_on(dosed: Dosed) -> None:
    for at, led in dosed.interrupted("that hurts"):
        assert led.node == "stretch_hurts", at
        assert led.done == dosed.plain.done[:at], at


def test_danger_stops_at_once_whatever_is_going_on(dosed: Dosed) -> None:
    coaching = SCRIPT.coaching
    assert coaching
    for at in dosed.places()[::5]:
        leader = Leader()
        leader.coaching = dosed.leader.coaching
        led = leader.lead(dosed.name, at, ("my chest hurts",))
        assert led.node == "advice", at
