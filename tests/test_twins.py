"""Fourteen and forty sound alike, can and can't: where it matters, they are asked back."""

import pytest

from voice.acts import Say
from voice.dialog import Dialog
from voice.loading import load
from voice.twins import digits, twin
from voice.types import Heard, Utterance

SCRIPT = load()


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("forty", "fourteen"),
        ("I'm fourteen years old", "im forty years old"),
        ("sixty two", ""),
        ("nineteen", "ninety"),
        ("twelve", ""),
        ("I can't call", "i can call"),
        ("", ""),
    ],
)
def test_the_other_of_two_numbers(said: str, other: str) -> None:
    assert twin(said) == other


def test_a_number_digit_by_digit() -> None:
    assert digits(40) == "four zero"


def heard(words: str, written: str = "") -> Utterance:
    """What two ears are certain of; and what each would write down."""
    ears = tuple(Heard(name, {words: 0.97}, written or words, 0.9) for name in ("one", "two"))
    return Utterance({words: 0.97}, written or words, 0.9, ears=ears)


@pytest.mark.parametrize("words", ["forty", "fourteen", "i'm sixty years old", "thirteen"])
def test_an_age_that_may_be_another_is_asked_back(words: str) -> None:
    dialog = Dialog.waiting_at(SCRIPT, "age")
    reading, _ = dialog.hear(heard(words))
    assert reading.decision == "confirm"


def test_that_they_can_call_is_asked_back() -> None:
    reading, _ = Dialog.waiting_at(SCRIPT, "alone").hear(heard("i can call"))
    assert reading.decision == "confirm"


@pytest.mark.parametrize("words", ["thirty four", "twelve", "seventy one"])
def test_any_other_age_is_taken(words: str) -> None:
    reading, _ = Dialog.waiting_at(SCRIPT, "age").hear(heard(words))
    assert reading.decision == "accept"


def test_what_is_typed_is_no_other_number() -> None:
    reading, _ = Dialog.waiting_at(SCRIPT, "age").hear(Utterance({"forty": 1.0}, "forty", 1.0))
    assert reading.decision == "accept"


def test_both_digits_are_said() -> None:
    dialog = Dialog.waiting_at(SCRIPT, "age")
    dialog.hear(heard("forty"))
    assert dialog.next() == Say("Did you say forty, four zero?")


def test_where_every_ear_writes_far_more_a_short_answer_was_not_said() -> None:
    story = "now i'm going to have a funky train"
    reading, _ = Dialog.waiting_at(SCRIPT, "saddle").hear(heard("no", story))
    assert reading.decision == "reject"
    assert Dialog.waiting_at(SCRIPT, "saddle").hear(heard("no", "no i am not"))[0].meaning


def test_a_stop_is_heard_in_whatever_noise() -> None:
    story = "now i'm going to have a funky train"
    reading, _ = Dialog.waiting_at(SCRIPT, "saddle").hear(heard("stop", story))
    assert reading.decision == "accept"
