"""A list of words and phrases to look for; one that ends in "*" stands for all that begin so."""

import re
from collections.abc import Iterable

from .words import key


class Stems:
    def __init__(self, entries: Iterable[str]) -> None:
        parts = sorted(_pattern(entry) for entry in entries)
        self._any = re.compile(rf"\b(?:{'|'.join(parts)})\b")

    def within(self, words: str) -> bool:
        """Tell if any of them stands in these words (as words.key gives them)."""
        return self._any.search(words) is not None


def _pattern(entry: str) -> str:
    stem = re.escape(key(entry.rstrip("*")))
    return stem + r"\w*" if entry.endswith("*") else stem
