"""How long something has been going on: "since Monday", "a week or so", "on and off for years"."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .words import follows, key, leads, number

WEEK = 7
LARGEST = 400
"""Numbers up to this one are understood in words."""

DAY = 24
"""Hours."""

CLOSE = 0.1
"""Hours.  A unit of an hour is written in days, to four places."""

HALVES = (["and", "a", "half"], ["and", "a", "bit"])

JOINS = ("or", "to", "and")
"""Between two numbers of which the larger counts: "two or three"."""


@dataclass(frozen=True, slots=True)
class Duration:
    """In days, the longest that is plausible; and since when it is newly worse, if said."""

    days: int
    worse: int | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """Words for times, as measures.yaml has them.  Phrases are tuples of words; units in days."""

    counts: Mapping[str, float]
    units: Mapping[str, float]
    bare: Mapping[str, float]
    fixed: Mapping[str, float]
    about: Sequence[str]
    about_times: float
    weekdays: Sequence[str]
    week_before: Sequence[str]
    worse: Sequence[str]
    between: Sequence[str]
    each: Sequence[str]


class Durations:
    def __init__(self, times: Times) -> None:
        self._times = times
        numbers = {number(n): float(n) for n in range(LARGEST)}
        self._counts = {**numbers, **{key(word): n for word, n in times.counts.items()}}
        self._fixed = {key(words): days for words, days in times.fixed.items()}

    def read(self, text: str, weekday: int) -> Duration | None:
        """Return how long, if that is said.  `weekday` is today's, 0 for Monday."""
        words = key(text).split()
        found = [(at, _whole(days)) for at, days in self._found(words, weekday)]
        if not found:
            return None
        worse = self._after_worse(words)
        newly = [days for at, days in found if worse is not None and at > worse]
        return Duration(max(d for _, d in found), max(newly, default=None))

    def hours(self, text: str, weekday: int) -> int | None:
        """Return how many hours, rounded up; None where only a part of today is named."""
        days = max((days for _, days in self._found(key(text).split(), weekday)), default=0.0)
        return math.ceil(days * DAY - CLOSE) if days else None

    def _found(self, words: list[str], weekday: int) -> Iterator[tuple[int, float]]:
        """Every time that is named: where it stands, and how many days ago it is at most."""
        at = 0
        while at < len(words):
            days, end = self._at(words, at, weekday)
            if days is None:
                at += 1
            else:
                yield at, days * self._vague(words, at, end)
                at = end

    def _at(self, words: list[str], at: int, weekday: int) -> tuple[float | None, int]:
        """Read one time that begins at this word; return its days, and where it ends."""
        if at and words[at - 1] in self._times.each:
            return None, at + 1
        for size in range(min(6, len(words) - at), 0, -1):
            if (fixed := self._fixed.get(" ".join(words[at : at + size]))) is not None:
                return fixed, at + size
        if words[at] in self._times.weekdays:
            return self._weekday(words, at, weekday), at + 1
        count, end = self._count(words, at)
        if count is not None:
            half, end = self._up_to_unit(words, end)
            if self._unit(words, end):
                return self._more(words, (count + half) * self._times.units[words[end]], end)
            return None, at + 1
        if self._unit(words, at):
            ordinal, end = self._number(words, at + 1)
            if ordinal is not None and not self._unit(words, end):
                return ordinal * self._times.units[words[at]], end
        return self._times.bare.get(words[at]), at + 1

    def _more(self, words: list[str], days: float, unit: int) -> tuple[float, int]:
        """Read on after the unit: "a week or two", "a week and a half"."""
        end, size = unit + 1, self._times.units[words[unit]]
        if words[end : end + 3] in HALVES:
            return days + size / 2, end + 3
        if words[end : end + 1] and words[end] in JOINS[:2]:
            more, after = self._count(words, end + 1)
            if more is not None and not self._unit(words, after):
                return more * size, after
        return days, end

    def _up_to_unit(self, words: list[str], at: int) -> tuple[float, int]:
        """Read on from a number to its unit: "ten and a half long days"."""
        half, end = (0.5, at + 3) if words[at : at + 3] in HALVES else (0.0, at)
        while end < len(words) and words[end] in self._times.between:
            end += 1
        return half, end

    def _count(self, words: list[str], at: int) -> tuple[float | None, int]:
        """Read "three", "a couple of", "two or three", "half a"; None if there is no number."""
        if words[at : at + 1] == ["half"]:
            return 0.5, at + 2 if words[at + 1 : at + 2] in (["a"], ["an"]) else at + 1
        best, end = self._number(words, at)
        if best is None or words[end : end + 3] in HALVES:
            return best, end
        ahead = end + 1 if words[end : end + 1] and words[end] in JOINS else end
        more, after = self._number(words, ahead)
        return (best, end) if more is None else (max(best, more), after)

    def _number(self, words: list[str], at: int) -> tuple[float | None, int]:
        for size in range(min(4, len(words) - at), 0, -1):
            if (count := self._counts.get(" ".join(words[at : at + size]))) is not None:
                return count, at + size
        return None, at

    def _unit(self, words: list[str], at: int) -> bool:
        return at < len(words) and words[at] in self._times.units

    def _weekday(self, words: list[str], at: int, weekday: int) -> float:
        """How long ago that day was; of today's name, a week."""
        days = (weekday - self._times.weekdays.index(words[at])) % WEEK or WEEK
        before = " ".join(words[:at])
        return days + WEEK * any(before.endswith(key(w)) for w in self._times.week_before)

    def _vague(self, words: list[str], at: int, end: int) -> float:
        """How much longer it may have been: "about ...", "... or so"."""
        about = self._times.about
        vague = leads(words, at, about) or follows(words, end, about)
        return self._times.about_times if vague else 1.0

    def _after_worse(self, words: list[str]) -> int | None:
        """Where it is said that it is worse; what is named behind it is since when."""
        line = f" {' '.join(words)} "
        places = [line.find(f" {key(w)} ") for w in self._times.worse]
        found = [line[:place].count(" ") for place in places if place >= 0]
        return min(found, default=None)


def _whole(days: float) -> int:
    """Full days, rounded up; what is less than a day is today."""
    return math.ceil(days) if days >= 1 else 0
