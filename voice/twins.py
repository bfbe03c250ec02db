"""Words that differ by one faint sound: thirteen and thirty, can and can't."""

from itertools import pairwise

from .words import key, number

_TEENS = {number(n): number((n - 10) * 10) for n in range(13, 20)}
_UNITS = {number(unit) for unit in range(1, 10)}
_TWINS = {**_TEENS, "can": "cant"}
_TWINS |= {other: word for word, other in _TWINS.items()}


def twin(text: str) -> str:
    """Return a text with the other word of each such pair; empty if there is none."""
    words = key(text).split()
    other = [
        # "Forty two" is no fourteen.
        word if after in _UNITS else _TWINS.get(word, word)
        for word, after in pairwise([*words, ""])
    ]
    return " ".join(other) if other != words else ""


def digits(value: int) -> str:
    """Spell a number digit by digit: 40 is "four zero"."""
    return " ".join(number(int(digit)) for digit in str(value))
