"""Sentences as a tree of tokens, and the search for what a sound is likely to be in it."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .dictation import Dictation
from .moonshine import Begun, Floats, Moonshine
from .tokens import END

Scores = npt.NDArray[np.float64]
"""Natural-log probabilities, one for each sentence."""
Ways = tuple[tuple[int, ...], ...]
"""The ways a sentence may be written, in tokens."""

WIDTH = 16
"""Branches kept at each token, at most."""
BEAM = 9.0
"""Natural-log units below the best hypothesis at which a branch is dropped."""


class Node:
    """What may come after some tokens, and which sentences may end here."""

    def __init__(self) -> None:
        self.next: dict[int, Node] = {}
        self.ends: list[int] = []

    @cached_property
    def tokens(self) -> npt.NDArray[np.int64]:
        return np.array(list(self.next), np.int64)


Front = list[tuple[float, Node]]
"""The log-probability of each row, and what may come after it."""
Branch = tuple[float, int, int, Node]
"""Log-probability, row it comes from, token, and what may come after."""


class TokenTree:
    def __init__(self, sentences: Iterable[Ways]) -> None:
        self._root, self._size = Node(), 0
        for n, ways in enumerate(sentences):
            self._size = n + 1
            for tokens in ways:
                node = self._root
                for token in tokens:
                    node = node.next.setdefault(token, Node())
                node.ends.append(n)

    def search(self, model: Moonshine, begun: Begun) -> tuple[Scores, Dictation]:
        """Score the likely sentences on a sound, the others are -inf; and write it down.

        Both go through the model together, the dictation as the last row: a row more costs
        little, a step of its own a third of the time.
        """
        found, logp, state = np.full(self._size, -np.inf), begun.logp, begun.state
        dictation = Dictation(model.tokens, begun.seconds)
        front: Front = [(0.0, self._root)]
        while True:
            _end(front, logp, found)
            ahead = _best(_branches(front, logp), float(found.max(initial=-np.inf)))
            last = [len(logp) - 1] if dictation.write(logp[-1]) else []
            if not ahead and not last:
                return found, dictation
            rows = [branch[1] for branch in ahead] + last
            tokens = [branch[2] for branch in ahead] + dictation.tokens[-1:][: len(last)]
            logp, state = model.step(state, rows, tokens)
            front = [(branch[0], branch[3]) for branch in ahead]


def _end(front: Front, logp: Floats, found: Scores) -> None:
    for row, (total, node) in enumerate(front):
        for n in node.ends:
            found[n] = np.logaddexp(found[n], total + float(logp[row, END]))


def _branches(front: Front, logp: Floats) -> list[Branch]:
    return [
        (total + gain, row, token, after)
        for row, (total, node) in enumerate(front)
        for gain, (token, after) in zip(
            logp[row, node.tokens].tolist(), node.next.items(), strict=True
        )
    ]


def _best(ahead: list[Branch], found: float) -> list[Branch]:
    """Return the likeliest branches, those with a chance against what was found already."""
    ahead.sort(key=lambda branch: -branch[0])
    floor = max([found, *(branch[0] for branch in ahead[:1])]) - BEAM
    return [branch for branch in ahead[:WIDTH] if branch[0] > floor]
