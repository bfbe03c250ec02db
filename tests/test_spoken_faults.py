"""The real program, spoken to, while its devices go and come back: the advice is the same."""

from pathlib import Path

from tests.card_faults import FAULTS, Happening
from tests.talking import Person, converse
from tests.test_spoken import FAST, PLAIN, of_type, pytestmark, settings, spoken
from tests.virtual_card import virtual_card

__all__ = ["pytestmark"]

LIMIT = 400.0
"""Seconds; on a machine that nothing else keeps busy, it is 150."""


def test_whatever_happens_to_the_card_the_advice_is_the_same(tmp_path: Path) -> None:
    person = Person(lambda words: spoken(words, tmp_path), PLAIN)
    with virtual_card() as card:
        happening = Happening(card, FAULTS.values(), every=7, folder=tmp_path)
        lines = converse(card, settings(tmp_path, FAST), person, LIMIT, happening)
    assert len(happening.done) == len(FAULTS)
    assert [line["fault"] for line in of_type(lines, "failed")].count("back") >= len(FAULTS)
    assert "deaf" in [line["fault"] for line in of_type(lines, "failed")]
    assert of_type(lines, "level")[-1]["level"] == "self_care"
    assert lines[-1]["outcome"] == "self_care"
