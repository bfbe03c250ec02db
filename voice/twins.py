"""Words that differ by one faint sound: thirteen and thirty, can and can't."""

from .words import key, number

_TEENS = {number(n): number((n - 10) * 10) for n in range(13, 20)}
_TWINS = {**_TEENS, "can": "cant"}
_TWINS |= {other: word for word, other in _TWINS.items()}


def twin(text: str) -> str:
    """Return a text with the other word of each such pair; empty if there is none."""
    words = key(text).split()
    other = [
        # "Forty two" is no fourteen.
        word if _goes_on(words[at + 1 :]) else _TWINS.get(word, word)
        for at, word in enumerate(words)
    ]
    return " ".join(other) if other != words else ""


def digits(value: int) -> str:
    """Spell a number digit by digit: 40 is "four zero"."""
    return " ".join(number(int(digit)) for digit in str(value))


def _goes_on(words: list[str]) -> bool:
    return words[:1] != [] and words[0] in {number(n) for n in range(1, 10)}
