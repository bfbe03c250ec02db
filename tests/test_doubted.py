"""A "no" with words behind it: doubted.txt has those that leave it in doubt."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_answers import typed
from voice.types import Reading

LINES = Path(__file__).with_name("doubted.txt").read_text("utf-8").splitlines()
ROWS = [line.split(" | ") for line in LINES if line and not line.startswith("#")]

ASKING = ["now", "saddle", "bladder", "injury", "fever", "cancer"]


def ruled_out(reading: Reading) -> bool:
    no = reading.meaning is not None and reading.meaning.id == "no"
    return no and reading.decision == "accept"


@pytest.mark.parametrize(("node", "words"), ROWS)
def test_a_no_with_the_sign_behind_it_rules_nothing_out(node: str, words: str) -> None:
    assert not ruled_out(typed(node, words))


@settings(deadline=None)
@given(st.sampled_from(ASKING), st.from_regex(r"\A[b-df-hj-np-tv-z]{7}\Z"))
def test_a_no_with_a_word_that_nobody_knows_rules_nothing_out(node: str, word: str) -> None:
    assert not ruled_out(typed(node, f"no, {word}"))


@pytest.mark.parametrize("node", ASKING)
@pytest.mark.parametrize(
    "words",
    [
        "no, I was only helping my brother move",
        "no, I just did too many squats",
        "no, nothing like that, it's just stiff",
        "no, I overdid it at the gym",
        "no, doctor, nothing",
        "no of course not",
        "no, not that",
        "no, I only did leg day",
        "no way",
        "no, touch wood",
    ],
)
def test_a_no_with_other_things_behind_it_is_a_no(node: str, words: str) -> None:
    assert ruled_out(typed(node, words))
