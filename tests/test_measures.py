"""Days, scores and sides in free words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.loading_measures import shipped
from voice.scores import Score

THURSDAY = 3

MEASURES = shipped()


@pytest.mark.parametrize(
    ("words", "days", "worse"),
    [
        ("since Monday", 3, None),
        ("since Thursday", 7, None),
        ("it started on Friday", 6, None),
        ("a couple of weeks", 14, None),
        ("a week or so", 10, None),
        ("about a week", 10, None),
        ("on and off for years but worse since Monday", 1095, 3),
        ("on and off for years worse since yesterday", 1095, 1),
        ("a month ago, and it flared up two days ago", 31, 2),
        ("it got worse yesterday", 1, 1),
        ("for ages", 365, None),
        ("yesterday", 1, None),
        ("this morning", 0, None),
        ("an hour ago", 0, None),
        ("ten days", 10, None),
        ("10 days", 10, None),
        ("two or three days", 3, None),
        ("3-4 days", 4, None),
        ("a week or two", 14, None),
        ("a week and a half", 11, None),
        ("half a year", 183, None),
        ("48 hours", 2, None),
        ("for weeks", 42, None),
        ("the day before yesterday", 2, None),
        ("a few days", 4, None),
        ("twenty one days", 21, None),
        ("a fortnight", 14, None),
        ("since last night", 1, None),
        ("more than three months", 131, None),
        ("two and a half weeks", 18, None),
        ("six whole days", 6, None),
        ("seven long days", 7, None),
        ("a solid week", 7, None),
        ("twelve or more days", 12, None),
        ("a hundred days", 100, None),
        ("day nine today", 9, None),
        ("week three now", 21, None),
    ],
)
def test_days(words: str, days: int, worse: int | None) -> None:
    duration = MEASURES.durations.read(words, THURSDAY)
    assert duration is not None
    assert (duration.days, duration.worse) == (days, worse)


@pytest.mark.parametrize(
    "words", ["", "I have a pain", "one", "it hurts a lot", "my left leg", "three times a day"]
)
def test_no_days(words: str) -> None:
    assert MEASURES.durations.read(words, THURSDAY) is None


@settings(deadline=None)
@given(st.integers(1, 399), st.sampled_from(["day", "week", "month"]))
def test_numbers_and_units(count: int, unit: str) -> None:
    sizes = {"day": 1, "week": 7, "month": 31}
    duration = MEASURES.durations.read(f"it has been {count} {unit}s", THURSDAY)
    assert duration is not None
    assert duration.days == count * sizes[unit]


@settings(deadline=None)
@given(st.integers(0, 6), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_weekday_was_within_the_last_week(today: int, day: str) -> None:
    duration = MEASURES.durations.read(f"since {day}", today)
    assert duration is not None
    assert 1 <= duration.days <= 7


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("seven or eight", 8),
        ("about three", 3),
        ("six, ten when I move", 10),
        ("7/10", 7),
        ("eight out of ten", 8),
        ("6.5", 7),
        ("five and a half", 6),
        ("two days ago it was five", 5),
        ("no pain", 0),
        ("zero", 0),
        ("eleven out of ten", 10),
        ("one of the worst, a nine", 9),
        ("on a scale of one to ten a four", 4),
        ("three at rest, five moving", 5),
        ("four, no nine", 9),
        ("two now, ten last night", 10),
        ("seven of ten", 7),
        ("no pain at all", 0),
    ],
)
def test_scores(words: str, score: int) -> None:
    assert MEASURES.scores.read(words) == Score(score)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "banana",
        "for three days",
        "in one leg",
        "quite bad",
        "I took two paracetamol",
        "four or five times a day",
        "three fingers wide",
        "since nine this morning",
        "two times worse",
        "three out of five",
        "the other one",
        "no pain killers touch it",
        "nothing works",
        "no pain till I move",
    ],
)
def test_no_score(words: str) -> None:
    assert MEASURES.scores.read(words) is None


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("I had one twinge", 1),
        ("worse than a two", 2),
        ("less than three", 3),
        ("it woke me at three", 3),
        ("seven pints", 7),
        ("six or more", 6),
        ("at least six", 6),
        ("four with morphine", 4),
        ("three lying still, moving it's through the roof", 10),
    ],
)
def test_a_number_that_may_be_of_something_else(words: str, score: int) -> None:
    assert MEASURES.scores.read(words) == Score(score, sure=False)


def test_a_sure_score_counts_more() -> None:
    assert MEASURES.scores.read("it woke me at ten, it's a four now") == Score(4)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("two days", 48),
        ("not for two days", 48),
        ("half a day", 12),
        ("ten and a half hours", 11),
        ("eight hours", 8),
        ("an hour and a half", 2),
        ("twenty minutes", 1),
        ("two hours, no, two nights", 48),
        ("since yesterday", 24),
        ("not today", None),
        ("three times", None),
        ("two", None),
    ],
)
def test_hours(words: str, hours: int | None) -> None:
    assert MEASURES.durations.hours(words, THURSDAY) == hours


@pytest.mark.parametrize(
    "words",
    [
        "born in 1950",
        "nineteen fifty",
        "I weigh ninety kilos",
        "seven five",
        "over fifty",
        "my dad is 40",
    ],
)
def test_no_age(words: str) -> None:
    assert MEASURES.ages.other(words)


@pytest.mark.parametrize("words", ["fifty", "I'm nineteen", "my knees are ninety but I'm forty"])
def test_an_age(words: str) -> None:
    assert not MEASURES.ages.other(words)


@settings(deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=4))
def test_the_largest_counts(scores: list[int]) -> None:
    assert MEASURES.scores.read(", then ".join(map(str, scores))) == Score(max(scores))


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("only on the left", "left"),
        ("just my right foot", "right"),
        ("mostly the right, a bit the left", "both"),
        ("right now it's my left leg", "left"),
        ("both legs", "both"),
        ("I left the gym and my right leg hurt", "right"),
        ("left, not the right", "left"),
        ("left leg, the right is fine", "left"),
        ("all right", ""),
        ("it doesn't feel right", ""),
        ("down my right leg", "right"),
        ("the left one and sometimes the right", "both"),
        ("in one of my legs", ""),
        ("left, now the right", "both"),
        ("my right is worse", "both"),
        ("right leg, the other is fine", "right"),
        ("it's in the other leg too", "both"),
        ("", ""),
    ],
)
def test_sides(words: str, side: str) -> None:
    assert MEASURES.sides.read(words) == side


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_them(text: str) -> None:
    MEASURES.durations.read(text, THURSDAY)
    assert (MEASURES.durations.hours(text, THURSDAY) or 0) >= 0
    score = MEASURES.scores.read(text)
    assert score is None or score.value <= 10
    assert MEASURES.sides.read(text) in ("left", "right", "both", "")
