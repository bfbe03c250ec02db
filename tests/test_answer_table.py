"""What is said at each question, and what is found by it: answers.txt, line by line."""

import pytest

from tests import answered
from voice.loading import load
from voice.script import ONWARD, Question

SCRIPT = load()


@pytest.mark.parametrize("row", answered.rows(), ids=lambda row: f"{row.node} {row.words}")
def test_what_is_said_is_found(row: answered.Row) -> None:
    assert answered.found(SCRIPT, row.node, row.words) == row.found


def test_every_question_stands_in_the_table() -> None:
    asked = {n.name for n in SCRIPT.nodes.values() if isinstance(n, Question) and n.next != ONWARD}
    assert asked == {row.node for row in answered.rows()}
