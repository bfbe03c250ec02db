"""Words that are not expected: what is likely to be said instead of what may be said."""

from functools import cache, lru_cache
from pathlib import Path

from .pronunciation import pronounced

HERE = Path(__file__).parent


def background(sentences: frozenset[str]) -> tuple[str, ...]:
    """Return the background without what is expected, or sounds the same as that."""
    pronounced(_words())
    return tuple(word for word in _words() if not sounds_like(word, sentences))


def sounds_like(word: str, sentences: frozenset[str]) -> bool:
    """Tell if a word is one of the sentences, or sounds the same as one; so may a sentence be."""
    if ({word} | _homophones().get(word, set())) & sentences:
        return True
    return word.isalpha() and pronounced([word]).get(word) in _sounds(sentences)


@lru_cache(32)
def _sounds(sentences: frozenset[str]) -> frozenset[str]:
    return frozenset(pronounced([s for s in sentences if " " not in s]).values())


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
