"""Which words stand against what is expected."""

import shutil

import pytest

from voice.devices.background import background
from voice.devices.pronunciation import pronounced


def test_the_list_of_homophones_holds_without_espeak() -> None:
    assert "for" not in background(frozenset(["four"]))
    assert "for" in background(frozenset(["yes"]))


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng: apt install it")
def test_a_homophone_that_nobody_listed_leaves_the_background() -> None:
    """Words of one's own may sound like anything."""
    words = set(background(frozenset()))
    for own, common in (("thyme", "time"), ("wood", "would"), ("wich", "which")):
        assert words - set(background(frozenset([own]))) == {common}


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng: apt install it")
def test_words_sound_the_same_or_not() -> None:
    sounds = pronounced(["new", "knew", "no", "knows", "four", "for"])
    assert sounds["new"] == sounds["knew"]
    assert sounds["no"] != sounds["knows"]


@pytest.mark.parametrize("strange", ["", ".", "a.b", "!?", "'", "日本", "x" * 5000, "-v", "\x00"])
def test_strange_words_do_not_break_it(strange: str) -> None:
    known = pronounced([strange, "yes"])
    assert known.get("yes") in (None, pronounced(["yes"]).get("yes"))
