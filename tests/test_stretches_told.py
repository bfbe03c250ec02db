"""docs/stretches.md tells each move as a person hears it, and the doses there are."""

import pytest

from bench.stretches_page import PAGE, page
from voice.loading import load

COACHING = load().coaching

TEXT = PAGE.read_text("utf-8")


@pytest.mark.parametrize("move", COACHING.stretches)
def test_every_sentence_of_a_move_is_told(move: str) -> None:
    stretch = COACHING.stretches[move]
    one, other = stretch.sides or ("", "")
    for text in stretch.sentences:
        names = (one, other) if text != stretch.change else (other, one)
        assert text.format(side=names[0], other=names[1]) in TEXT


def test_the_page_is_what_the_moves_are() -> None:
    assert page(COACHING, TEXT) == TEXT, "make it anew: script/docs"


@pytest.mark.parametrize("name", COACHING.programmes)
def test_every_programme_is_told(name: str) -> None:
    programme = COACHING.programmes[name]
    moves = (f"{COACHING.stretches[m].name} ({level})" for m, level in programme.moves.items())
    assert f"| {name} (about {programme.minutes} minutes) | {', '.join(moves)} |" in TEXT


def test_every_command_is_told() -> None:
    for name, sentences in COACHING.commands.items():
        assert any(sentence.text in TEXT.lower() for sentence in sentences), name
