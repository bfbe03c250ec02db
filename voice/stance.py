"""How something is spoken of: denied, or said of somebody else, or of a time long over.

In doubt it counts as said: a warning sign must not be lost to a clumsy sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .grammar import Grammar
from .patterns import Found
from .vocabulary import END, Vocabulary

_LISTS = """
negators light restarts thinks copulas no_denial me people pronouns reports tells long_ago still
"""


class Stance:
    def __init__(self, grammar: Grammar) -> None:
        self._lists = Vocabulary({name: grammar.lists[name] for name in _LISTS.split()})

    def judge(self, words: Sequence[str], known: frozenset[int]) -> "Judge":
        """Look at one clause.  `known` are its words that belong to any class."""
        at: dict[str, set[int]] = {name: set() for name in _LISTS.split()}
        for name, spans in self._lists.spans([*words, END]).items():
            at[name] = {n for a, b in spans for n in range(a, b)}
        return Judge(at, (known | at["light"]) - (at["restarts"] - at["thinks"]))


@dataclass(frozen=True, slots=True)
class Judge:
    """One clause.  `at` gives the numbers of its words by list; `soft` those a "no" reaches
    across: words that are known, or light.
    """

    at: Mapping[str, set[int]]
    soft: set[int] | frozenset[int]

    def denied(self, found: Found) -> bool:
        """Tell if a negation reaches it: "no numbness", "my chest doesn't hurt".

        A negation that belongs to what was found ("no feeling") denies nothing.
        """
        inside = {n for a, b in found for n in range(a, b)}
        for n in self.at["negators"] - self.at["no_denial"] - inside:
            ahead = [a for a, _ in found if a > n]
            if ahead and self._reaches(n, min(ahead), max(ahead)):
                return True
        return False

    def _reaches(self, negator: int, first: int, last: int) -> bool:
        """Tell if nothing keeps a negation from the first word and from the last of a symptom."""
        said_anew = (self.at["copulas"] - self.at["thinks"]) & set(range(first, last))
        return not said_anew and all(n in self.soft for n in range(negator + 1, first))

    def aside(self, found: Found, *, ever: bool) -> bool:
        """Tell if it is said of somebody else, or of long ago and not of now."""
        at, end = self.at, found[-1][1]
        inside = {n for a, b in found for n in range(a, b)}
        if at["long_ago"] and not at["still"] and not ever:
            return True
        mine = {n for n in at["me"] - at["reports"] if not self._possessive(n)}
        others = {n for n in at["people"] if not any(m < n for m in mine)} | at["pronouns"]
        others -= {n for n in others if n + 1 in at["tells"]} | inside
        return any(n < end and not any(m > n for m in mine) for n in others)

    def _possessive(self, n: int) -> bool:
        """Tell if this "my" belongs to a person: "my dad", "my best friend"."""
        return n + 1 in self.at["people"] or n + 2 in self.at["people"]
