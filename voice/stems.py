"""A list of words and phrases to look for; one that ends in "*" stands for all that begin so."""

import re
from collections.abc import Iterable

from .words import key


class Stems:
    def __init__(self, entries: Iterable[str]) -> None:
        self._any = _any(_pattern(entry) for entry in entries)

    def left_of(self, words: str) -> str:
        """Return what is left of these words (as words.key gives them) without any of these."""
        return " ".join(self._any.sub(" ", words).split())


def without(words: str, phrases: Iterable[str]) -> str:
    """Return words without these phrases, as whole words."""
    return " ".join(_any(map(re.escape, phrases)).sub(" ", words).split())


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Find any of these, of several the longest."""
    parts = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def _pattern(entry: str) -> str:
    stem = re.escape(key(entry.rstrip("*")))
    return stem + r"\w*" if entry.endswith("*") else stem


NONE = Stems(())
