"""A word that is nearer than the talk around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.foreground import GAP, GOES_ON, LONGEST, NEARER, REACH, SHORTEST, Foreground

CHUNK = 0.032
"""Seconds."""
TALK = [0.0, 800.0, 1000.0, 1000.0]
NEAR = NEARER * 1000.0
ENOUGH = round(2 * GOES_ON / CHUNK)
WORD = round(0.4 / CHUNK)
PAUSED = round(GAP / CHUNK) + 1


def talk(chunks: int) -> list[float]:
    return (TALK * chunks)[:chunks]


def sizes(*loudness: list[float]) -> list[int]:
    """Return the sizes of the words found in these chunks, in chunks."""
    foreground = Foreground(CHUNK)
    return [size for part in loudness for level in part if (size := foreground.feed(level))]


def test_a_word_that_stands_out_of_talk_is_found_with_the_gap_after_it() -> None:
    assert sizes(talk(ENOUGH), [NEAR] * WORD, talk(ENOUGH)) == [WORD + PAUSED]


def test_it_may_have_a_closure_in_it() -> None:
    word = [NEAR] * 6 + [1.0] * 2 + [NEAR] * 4
    assert sizes(talk(ENOUGH), word, talk(ENOUGH)) == [WORD + PAUSED]


def test_each_of_two_is_found() -> None:
    word = [NEAR] * WORD + talk(PAUSED)
    assert len(sizes(talk(ENOUGH), word, word)) == 2


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ([0.0] * ENOUGH, [NEAR] * WORD),
        (talk(round(GOES_ON / CHUNK / 2)), [NEAR] * WORD),
        ([*talk(ENOUGH), *[0.0] * round(REACH / CHUNK)], [NEAR] * WORD),
        (talk(ENOUGH), [0.9 * NEAR] * WORD),
        (talk(ENOUGH), [NEAR] * (round(SHORTEST / CHUNK) - 1)),
        (talk(ENOUGH), [NEAR] * round(2 * LONGEST / CHUNK)),
    ],
    ids=["silence", "talk that began", "talk long over", "no louder", "a click", "turned up"],
)
def test_nothing_else_is(before: list[float], word: list[float]) -> None:
    assert sizes(before, word, talk(ENOUGH)) == []


def test_what_is_turned_up_is_the_talk_from_then_on() -> None:
    louder = [level * NEARER for level in talk(round(REACH / CHUNK))]
    assert sizes(talk(ENOUGH), louder, louder, [NEAR] * WORD, louder) == []


@given(st.lists(st.floats(500.0, 999.0), max_size=400))
def test_even_talk_has_no_foreground(loudness: list[float]) -> None:
    assert sizes(loudness) == []
