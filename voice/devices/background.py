"""Words that are not expected: what is likely to be said instead of what may be said."""

from functools import cache
from pathlib import Path

from .pronunciation import pronounced

HERE = Path(__file__).parent


def background(sentences: frozenset[str]) -> tuple[str, ...]:
    """Return the background without what is expected, or sounds the same as that."""
    expected = pronounced([s for s in sentences if " " not in s])
    sounds = pronounced(_words())
    heard = set(expected.values())
    return tuple(
        word
        for word in _words()
        if sounds.get(word) not in heard
        and not ({word} | _homophones().get(word, set())) & sentences
    )


@cache
def _words() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lines("background.txt")))


@cache
def _homophones() -> dict[str, set[str]]:
    groups = [set(line.split()) for line in _lines("homophones.txt")]
    return {word: set().union(*(g for g in groups if word in g)) for g in groups for word in g}


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
