"""How old someone is: whether a number can be that."""

from collections.abc import Sequence

from .words import key, number

CENTURIES = (19, 20)
YEARS = range(100)
DIGITS = range(10)


class Ages:
    def __init__(self, instead: Sequence[str]) -> None:
        """`instead` are words beside which a number is no age: born, kilos."""
        self._instead = tuple(key(words) for words in instead)
        years = (f"{number(c)} {number(y)}" for c in CENTURIES for y in YEARS)
        digits = (f"{number(a)} {number(b)}" for a in DIGITS for b in DIGITS)
        self._pairs = frozenset([*years, *digits])

    def other(self, text: str) -> bool:
        """Tell if the numbers in a text are something else, or no number: the year of birth, "seven
        five", "over fifty".
        """
        words = key(text).split()
        line = f" {' '.join(words)} "
        pairs = (" ".join(words[at : at + 2]) for at in range(len(words) - 1))
        return any(f" {w} " in line for w in self._instead) or any(p in self._pairs for p in pairs)
