"""Words as they are compared: lower case, digits spelled out, no punctuation."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from unicode_rbnf import RbnfEngine

_OUT_OF = re.compile(r"(\d+)\s*/\s*(\d+)")
_NUMBER = re.compile(r"\d+")
_NOT_A_WORD = re.compile(r"[^\w' ]+|_")
_SENTENCE = re.compile(r"[^.?!:]+")
_LARGEST = 10**6
_KEPT = 1 << 14
"""Sentences whose words are kept: every ear weighs some hundred in each turn, mostly the same."""
_CURLY = dict.fromkeys((0x2018, 0x2019), "'")
"""Typographic apostrophes, as phones write them."""


@lru_cache(_KEPT)
def plain(text: str) -> str:
    """Return lower-case words with one space between them; apostrophes stay: "i can't"."""
    text = text.lower().translate(_CURLY)
    text = _OUT_OF.sub(r"\1 out of \2", text)
    text = _NUMBER.sub(lambda m: f" {number(int(m[0]))} " if int(m[0]) < _LARGEST else " ", text)
    return " ".join(_NOT_A_WORD.sub(" ", text).split())


@lru_cache(_KEPT)
def key(text: str) -> str:
    """Like plain, without apostrophes: people type "cant", recognisers write "can't"."""
    return plain(text).replace("'", "")


def sentences(text: str) -> list[str]:
    """Split what is spoken at its full stops, and colons."""
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]


def leads(words: list[str], at: int, phrases: Iterable[str]) -> bool:
    """Tell if one of these phrases stands right before word number `at`."""
    before = f" {' '.join(words[:at])}"
    return any(before.endswith(f" {phrase}") for phrase in phrases)


def follows(words: list[str], at: int, phrases: Iterable[str]) -> bool:
    """Tell if one of these phrases begins with word number `at`."""
    after = f"{' '.join(words[at:])} "
    return any(after.startswith(f"{phrase} ") for phrase in phrases)


@cache
def number(value: int) -> str:
    """Spell a number: 21 is "twenty one"."""
    return _english().format_number(value).text.replace("-", " ")


@cache
def numerals() -> frozenset[str]:
    """Return the words of which numbers up to a hundred and more are made: "two", "hundred"."""
    return frozenset(word for value in range(101) for word in number(value).split())


@cache
def _english() -> RbnfEngine:
    return RbnfEngine.for_language("en")
