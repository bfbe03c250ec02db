"""Patterns of word classes: `cant > feel > legs` in this order, `chest + hurting` in any.

`a|b` is either class, 'in quotes' stands the word itself, `- training` must not be in the same
clause, and `~6` lets six words stand between two classes instead of GAP.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .vocabulary import Span, Spans

GAP = 4
"""Other words between one class and the next, at most."""

_WITHOUT = re.compile(r"\s-\s*([\w|]+)")
_GAP = re.compile(r"~\s*(\d+)")
_QUOTED = re.compile(r"'[^']+'")

Element = tuple[str, ...]
"""Classes of which one must stand here."""

Found = tuple[Span, ...]
"""Where each class of a pattern stands, from left to right."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Chains in any order, each of elements in this order."""

    text: str
    chains: tuple[tuple[Element, ...], ...]
    without: frozenset[str] = frozenset()
    gap: int = GAP

    @property
    def classes(self) -> frozenset[str]:
        """Every class it names, the quoted ones with their quotes."""
        return self.without.union(*(e for chain in self.chains for e in chain))

    def find(self, spans: Spans, cost: Sequence[int]) -> Iterator[Found]:
        """Return every place it matches.  `cost[n]` counts the words before word n."""
        if not self.without.isdisjoint(spans):
            return
        places = [[_of(element, spans) for element in chain] for chain in self.chains]
        if all(all(chain) for chain in places):
            chains = [list(self._chain(chain, cost)) for chain in places]
            yield from (f for f in self._all(chains, ()) if self._close(f, cost))

    def _chain(self, places: list[list[Span]], cost: Sequence[int]) -> Iterator[Found]:
        """Place the elements of one chain, each after the last and not far from it."""
        first, *rest = places
        for span in first:
            if not rest:
                yield (span,)
                continue
            for others in self._chain(rest, cost):
                if 0 <= self._between(span, others[0], cost) <= self.gap:
                    yield (span, *others)

    def _all(self, chains: list[list[Found]], found: Found) -> Iterator[Found]:
        if not chains:
            yield tuple(sorted(found))
            return
        for chain in chains[0]:
            yield from self._all(chains[1:], (*found, *chain))

    def _close(self, found: Found, cost: Sequence[int]) -> bool:
        """No two overlap, and none stands far from the next."""
        gaps = (self._between(one, other, cost) for one, other in pairwise(found))
        return all(0 <= gap <= self.gap for gap in gaps)

    def _between(self, one: Span, other: Span, cost: Sequence[int]) -> int:
        return -1 if other[0] < one[1] else cost[other[0]] - cost[one[1]]


def parse(text: str) -> Pattern:
    """Read one pattern.  An empty one has a chain without elements: checked where it stands."""
    gap, without = _GAP.search(text), _WITHOUT.findall(text)
    rest, quoted = _GAP.sub("", _WITHOUT.sub("", text)), _QUOTED.findall(text)
    for n, words in enumerate(quoted):
        rest = rest.replace(words, f"'{n}'", 1)
    chains = tuple(
        tuple(_element(e, quoted) for e in chain.split(">")) for chain in rest.split("+")
    )
    names = frozenset(name for group in without for name in group.split("|"))
    return Pattern(text, chains, names, int(gap[1]) if gap else GAP)


def _element(text: str, quoted: list[str]) -> Element:
    names = (name.strip() for name in text.split("|"))
    return tuple(quoted[int(n.strip("'"))] if n.startswith("'") else n for n in names)


def _of(element: Element, spans: Spans) -> list[Span]:
    return [span for name in element for span in spans.get(name, ())]
