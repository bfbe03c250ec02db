"""How a speech model would write a sentence."""

from functools import cache, lru_cache

from .. import words

LARGEST = 100
"""Whole numbers that models write in digits too: "thirty weeks" is "30 weeks"."""
LONGEST = 2
"""Words of the longest of them."""
MARKS = frozenset("[(*♪")
"""How Whisper begins to write down a sound that is no words."""
KEPT = 1 << 14
"""Sentences whose spellings are kept: every ear asks for them."""


@lru_cache(KEPT)
def spellings(sentence: str) -> tuple[str, ...]:
    """Return the ways the model would write `sentence`: their probabilities add up."""
    ways = _written(sentence)
    digits = in_digits(sentence)
    return ways if digits == sentence else ways + _written(digits)


def in_digits(sentence: str) -> str:
    """Write the numbers of a sentence in digits."""
    left, written = sentence.split(), list[str]()
    if words.numerals().isdisjoint(left):
        return sentence
    while left:
        sizes = range(min(LONGEST, len(left)), 0, -1)
        size = next((n for n in sizes if " ".join(left[:n]) in _numbers()), 1)
        said = " ".join(left[:size])
        written.append(_numbers().get(said, said))
        del left[:size]
    return " ".join(written)


def _written(sentence: str) -> tuple[str, ...]:
    written = " ".join(_capital(word) for word in sentence.split())
    written = written[:1].upper() + written[1:]
    if " " in sentence:
        return written + ".", written
    return tuple(dict.fromkeys((written + ".", written, written + "!", sentence)))


@cache
def _numbers() -> dict[str, str]:
    return {words.number(n): str(n) for n in range(LARGEST + 1)}


def _capital(word: str) -> str:
    return "I" + word[1:] if word == "i" or word.startswith("i'") else word


def wordless(text: str) -> bool:
    """Tell if what a model writes begins with a sound that is no words: "[music]", "(sighs) ...".
    Words may come after it.
    """
    return text.strip()[:1] in MARKS


def plain(text: str) -> str:
    """Return what a model wrote as expected sentences are written: lower case, words only."""
    return " ".join(word for word in (w.strip("'") for w in words.plain(text).split()) if word)
