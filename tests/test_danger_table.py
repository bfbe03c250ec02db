"""The danger phrases that are listened for at every moment: danger.txt, line by line."""

from tests import dangers
from voice.loading import load

SCRIPT = load()


def test_every_row_is_listened_for_and_acts() -> None:
    assert not list(dangers.unheard(SCRIPT))


def test_every_finding_that_has_danger_phrases_stands_in_the_table() -> None:
    assert {s.meaning.id for s in SCRIPT.danger} == {row.finding for row in dangers.rows()}
