"""How bad it is, from zero to ten: "seven or eight", "six, ten when I move"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .words import follows, key, leads, number

_HALF = re.compile(r"(\d+)[.,]\d+")
LARGEST = 100

JOINS = ("or", "to")
"""Between two numbers of one thing: "four or five times a day"."""


@dataclass(frozen=True, slots=True)
class Score:
    """`sure`: nothing near it lets the number be that of something else."""

    value: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """Words around scores, as measures.yaml has them.  `most` is the end of the scale."""

    not_before: Sequence[str]
    not_after: Sequence[str]
    before: Sequence[str]
    unsure_after: Sequence[str]
    scale: Sequence[str]
    unsure_before: Sequence[str]
    nothing: Sequence[str]
    after_nothing: Sequence[str]
    worst: Sequence[str]
    half: Sequence[str]
    most: int


class Scores:
    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._numbers = {number(n): n for n in range(LARGEST + 1)}

    def read(self, text: str, most: int = 0) -> Score | None:
        """Return the largest score that is named, halves rounded up; None if there is none.

        One that is sure counts more than one that is not.  What is above `most`, or the end of the
        scale, is taken for that.
        """
        line = f" {key(_HALF.sub(lambda m: f'{m[1]} point five', text))} "
        found = list(self._found(line.split()))
        if found and not most and any(f" {words} " in line for words in self._scale.worst):
            return Score(self._scale.most, sure=False)
        if found:
            largest = max(found, key=lambda score: (score.sure, score.value))
            return replace(largest, value=min(largest.value, most or self._scale.most))
        return Score(0) if self._none(line.split()) else None

    def _none(self, words: list[str]) -> bool:
        """Tell if there is no pain at all, and no condition to it: "no pain till I move"."""
        ends = (n for n in range(len(words) + 1) if self._ended(words, n))
        return any(leads(words, end, self._scale.nothing) for end in ends)

    def _ended(self, words: list[str], at: int) -> bool:
        return at == len(words) or follows(words, at, self._scale.after_nothing)

    def _found(self, words: list[str]) -> Iterator[Score]:
        at = 0
        while at < len(words):
            value, end = self._number(words, at)
            if value is not None and not self._other(words, at, end):
                half = follows(words, end, self._scale.half)
                yield Score(value + half, self._sure(words, at, end))
            at = end

    def _number(self, words: list[str], at: int) -> tuple[int | None, int]:
        for size in range(min(3, len(words) - at), 0, -1):
            if (value := self._numbers.get(" ".join(words[at : at + size]))) is not None:
                return value, at + size
        return None, at + 1

    def _other(self, words: list[str], at: int, end: int) -> bool:
        """Tell if it counts something else, or is the end of the scale."""
        if leads(words, at, (*self._scale.not_after, *self._scale.scale)):
            return True
        if words[end : end + 1] and words[end] in JOINS:
            value, after = self._number(words, end + 1)
            if value is not None and follows(words, after, self._scale.not_before):
                return True
        return follows(words, end, self._scale.not_before)

    def _sure(self, words: list[str], at: int, end: int) -> bool:
        """Tell if nothing compares it, and what stands behind it is nothing that it may count."""
        scale = self._scale
        if leads(words, at, scale.unsure_after) or follows(words, end, scale.unsure_before):
            return False
        goes_on = (*scale.before, *scale.half, *scale.scale)
        last = end == len(words) or self._number(words, end)[0] is not None
        return last or follows(words, end, goes_on)
