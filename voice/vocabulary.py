"""Classes of words: "hurting" is hurt*, ache, sore ...; and where they stand in a line of words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from .words import key

Span = tuple[int, int]
"""Words from the first number up to, but not with, the second."""

Spans = Mapping[str, Sequence[Span]]
"""By class, where its words stand."""

END = "$"
"""Stands in a class for the end of a clause: "stand $" is "stand" with nothing behind it."""

MASK = "_"
"""Stands for a word that means nothing here: part of "fell in love"."""


Entry = tuple[str, ...]


class Vocabulary:
    """Finds the words of every class at once, in time that does not grow with the classes."""

    def __init__(
        self, classes: Mapping[str, Iterable[str]], noise: frozenset[str] = frozenset()
    ) -> None:
        """`noise` are words that may stand inside an entry without being named in it."""
        self._noise = noise
        self._exact: dict[str, list[tuple[str, Entry]]] = {}
        self._begin: dict[str, list[tuple[str, Entry]]] = {}
        for name, entries in classes.items():
            for entry in entries:
                for first, *rest in spelled(entry):
                    table = self._begin if first.endswith("*") else self._exact
                    table.setdefault(first.rstrip("*"), []).append((name, tuple(rest)))

    def spans(self, words: Sequence[str]) -> dict[str, list[Span]]:
        """Return every place where words of a class stand, by class."""
        found: dict[str, list[Span]] = {}
        for at, word in enumerate(words):
            for name, rest in self._starting(word):
                if end := self._end(words, at + 1, rest):
                    found.setdefault(name, []).append((at, end))
        return found

    def _starting(self, word: str) -> Iterator[tuple[str, Entry]]:
        yield from self._exact.get(word, ())
        for size in range(2, len(word) + 1):
            yield from self._begin.get(word[:size], ())

    def _end(self, words: Sequence[str], at: int, rest: Entry) -> int:
        """Return where an entry ends whose rest should stand from here; 0 if it does not."""
        for part in rest:
            while at < len(words) and not _same(words[at], part):
                if words[at] not in self._noise:
                    return 0
                at += 1
            at += 1
        return at if at <= len(words) else 0


@cache
def spelled(entry: str) -> tuple[Entry, ...]:
    """Spell out an entry: "lost/losing the feel*" is ("lost", "the", "feel*") and ("losing" ...).

    Nothing is left of an entry without words.
    """
    words = [[_word(part) for part in word.split("/")] for word in entry.split()]
    lines = (tuple(word for word in line if word) for line in product(*words))
    return tuple(line for line in dict.fromkeys(lines) if line)


@cache
def _word(part: str) -> str:
    return part if part == END else key(part) + "*" * part.endswith("*")


def _same(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
