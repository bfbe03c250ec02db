"""Counts as beats: exact, up and down, in breaths, and changed while they go on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voice.acts import Count
from voice.counting import Ways, count, spliced
from voice.loading import load
from voice.stretch import Counted
from voice.types import RATE

COUNTING = load().coaching.counting

kinds = st.sampled_from(["hold", "breath", "press"])
ways = st.builds(
    Ways, st.sampled_from(["word", "tone", "tick"]), st.booleans(), st.sampled_from([0.8, 1, 1.25])
)


def words(what: Counted, length: int, **how: bool) -> str:
    return count(COUNTING, what, length, Ways(**how)).text  # type: ignore[arg-type]


def test_a_hold_of_five_seconds_is_five_seconds_from_beat_to_beat() -> None:
    one = count(COUNTING, "hold", 5, Ways())
    assert one.beats[-1].at - one.beats[0].at == 5 * RATE
    assert one.text == "hold one two three four five"


def test_up_down_breaths_and_presses() -> None:
    assert words("hold", 5, down=True) == "five four three two one rest"
    assert words("breath", 1) == "in two three four out two three four rest"
    assert words("press", 2) == "up two three down two three up two three down two three rest"


def test_half_way_is_told_in_a_long_hold_only() -> None:
    assert words("hold", 10).split()[5] == words("hold", 10, down=True).split()[5] == "halfway"
    assert "halfway" not in words("hold", 9)


@given(kinds, st.integers(1, 60), ways)
def test_beats_never_drift(what: Counted, length: int, how: Ways) -> None:
    one = count(COUNTING, what, length, how)
    every = round(COUNTING.every * how.pace * RATE)
    assert [beat.at for beat in one.beats] == [n * every for n in range(len(one.beats))]


@given(kinds, st.integers(1, 30), ways, st.integers(1, 30), ways, st.integers(-RATE, 40 * RATE))
def test_a_change_keeps_what_was_counted_and_goes_on_from_the_next_beat(
    what: Counted, length: int, how: Ways, length2: int, how2: Ways, since: int
) -> None:
    old, new = count(COUNTING, what, length, how), count(COUNTING, what, length2, how2)
    mixed = spliced(old, new, since)
    kept = max(1, sum(beat.at <= since for beat in old.beats))
    assert mixed.beats[:kept] == old.beats[:kept]
    assert [b.text for b in mixed.beats[kept:]] == _rest(old, new, kept)
    every = round(COUNTING.every * how2.pace * RATE)
    assert all(b.at - a.at == every for a, b in pairwise(mixed.beats[kept - 1 :]))


def _rest(old: Count, new: Count, kept: int) -> list[str]:
    """A count that would be over by now has its last beat next, unless it is over anyway."""
    rest = [beat.text for beat in new.beats[kept:]]
    return rest or ([new.beats[-1].text] if kept < len(old.beats) else [])
