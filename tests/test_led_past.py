"""A word said unasked may lead past a question, but never past what a grave one depends on."""

import pytest

from voice.dialog import Dialog
from voice.loading import load
from voice.person import Person, Way
from voice.walking import begin

SCRIPT = load()
WELL = Person(SCRIPT.rules, "", Way("", ()))

HALF = 0.4
"""Probability of words that are asked about before they count."""


@pytest.mark.parametrize(
    ("node", "words", "depends"),
    [
        ("legs", "my foot has gone numb", "R25"),
        ("legs", "both legs feel tingly", "R7b"),
    ],
)
def test_what_decides_if_a_grave_question_is_asked_is_never_led_past(
    node: str, words: str, depends: str
) -> None:
    walk = begin(Dialog(SCRIPT))
    while walk.at != node:
        WELL.answer(walk)
    assert depends not in walk.dialog.course.findings
    walk.say(words, HALF)
    assert WELL.advised(walk)
    assert depends in walk.dialog.course.findings
