"""docs/triage.md says what the dialogs say."""

from bench.triage_page import PAGE, page
from voice.loading import load

PAGE_NOW = page(load())


def test_the_page_is_what_the_dialogs_are() -> None:
    assert PAGE.read_text("utf-8") == PAGE_NOW, "make it anew: script/docs"


def test_nothing_is_without_a_test_or_a_place() -> None:
    assert "**nowhere**" not in PAGE_NOW
    assert "Tests: none" not in PAGE_NOW
