"""Long talk about something else is told by its words; what is told of a sore back never is."""

from pathlib import Path

import pytest

from voice.lexicon import Lexicon
from voice.loading_mentions import shipped
from voice.words import key

TOLD = [
    words
    for path in sorted((Path(__file__).parent / "wordings").glob("R*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if not line.startswith("#")
    for words in line.split("|")
]


@pytest.mark.parametrize(
    "words",
    [
        "i'd like a sixteen ounce iced coffee with whole milk and a little bit of sugar",
        "the minister said that parliament would vote on the budget a bit later",
        "and the referee has given a penalty, yes, unbelievable scenes at the stadium",
    ],
)
def test_other_talk_is_about_something_else(words: str) -> None:
    assert shipped().elsewhere(words)


@pytest.mark.parametrize(
    "words",
    [
        "yes a little bit when I get up in the morning",
        "it started when I was lifting bags of cement out of the van, a bit in my leg",
        "milk sugar coffee yes",
        "",
    ],
)
def test_a_sore_back_and_short_words_are_not(words: str) -> None:
    assert not shipped().elsewhere(words)


def test_no_red_flag_is_ever_about_something_else() -> None:
    assert len(TOLD) > 1500
    assert [words for words in TOLD if shipped().elsewhere(words)] == []


@pytest.mark.parametrize(
    ("strange", "size", "expected"),
    [(2, 7, True), (1, 7, False), (2, 6, False), (2, 20, True), (2, 21, False), (3, 21, True)],
)
def test_how_many_words_are_strange(strange: int, size: int, expected: bool) -> None:
    words = ["sugar"] * strange + ["numbing"] * (size - strange)
    assert Lexicon(["numb*", "pins/needles and"]).elsewhere(" ".join(words)) is expected


def test_words_are_compared_as_everywhere() -> None:
    lexicon = Lexicon(["can't", "stand"])
    words = "can't cant CAN'T stand 5 stand stand"
    assert len(key(words).split()) == 7
    assert not lexicon.elsewhere(words)
