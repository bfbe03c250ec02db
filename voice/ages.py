"""How old someone is: whether a number can be that."""

from collections.abc import Sequence

from .words import key, number

CENTURIES = (19, 20)
YEARS = range(100)


class Ages:
    def __init__(self, instead: Sequence[str]) -> None:
        """`instead` are words beside which a number is no age: born, kilos."""
        self._instead = tuple(key(words) for words in instead)
        self._years = frozenset(
            f"{number(century)} {number(year)}" for century in CENTURIES for year in YEARS
        )

    def other(self, text: str) -> bool:
        """Tell if the numbers in a text are something else, as the year of birth is."""
        words = key(text).split()
        line = f" {' '.join(words)} "
        pairs = (" ".join(words[at : at + 2]) for at in range(len(words) - 1))
        return any(f" {w} " in line for w in self._instead) or any(p in self._years for p in pairs)
