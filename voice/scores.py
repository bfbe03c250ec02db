"""How bad it is, from zero to ten: "seven or eight", "six, ten when I move"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .words import key, number

_HALF = re.compile(r"(\d+)[.,]\d+")
LARGEST = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """Words around scores, as measures.yaml has them.  `most` is the end of the scale."""

    not_before: Sequence[str]
    not_after: Sequence[str]
    scale: Sequence[str]
    nothing: Sequence[str]
    half: Sequence[str]
    most: int


class Scores:
    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._numbers = {number(n): n for n in range(LARGEST + 1)}

    def read(self, text: str) -> int | None:
        """Return the largest score that is named, halves rounded up; None if there is none."""
        line = f" {key(_HALF.sub(lambda m: f'{m[1]} point five', text))} "
        found = [min(n, self._scale.most) for n in self._found(line.split())]
        if found:
            return max(found)
        return 0 if any(f" {key(words)} " in line for words in self._scale.nothing) else None

    def _found(self, words: list[str]) -> Iterator[int]:
        at = 0
        while at < len(words):
            value, end = self._number(words, at)
            if value is not None and not self._other(words, at, end):
                yield value + self._follows(words, end, self._scale.half)
            at = end

    def _number(self, words: list[str], at: int) -> tuple[int | None, int]:
        for size in (3, 2, 1):
            if (value := self._numbers.get(" ".join(words[at : at + size]))) is not None:
                return value, at + size
        return None, at + 1

    def _other(self, words: list[str], at: int, end: int) -> bool:
        """Tell if it counts something else, or is the end of the scale."""
        before = f" {' '.join(words[:at])}"
        lead = any(before.endswith(f" {w}") for w in (*self._scale.not_after, *self._scale.scale))
        return lead or self._follows(words, end, self._scale.not_before)

    def _follows(self, words: list[str], at: int, phrases: Sequence[str]) -> bool:
        after = f"{' '.join(words[at:])} "
        return any(after.startswith(f"{phrase} ") for phrase in phrases)
