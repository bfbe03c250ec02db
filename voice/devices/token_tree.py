"""Sentences as a tree of tokens, and the search for what a sound is likely to be in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from .dictation import Dictation
from .speech_model import Begun, Floats, SpeechModel

Scores = npt.NDArray[np.float64]
"""Natural-log probabilities, one for each sentence."""
Ways = tuple[tuple[int, ...], ...]
"""The ways a sentence may be written, in tokens."""

FIRST, WIDTH = 40, 16
"""Branches kept at the first token, and at each later one, at most.  A rare word heard in noise
is not among the sixteen likeliest beginnings: with forty, 69 % of words are heard at 6 dB
instead of 64 (150 words of people, sixty expected), for a fifth more time."""
BEAM = 12.0
"""Natural-log units below the best hypothesis at which a branch is dropped."""


@dataclass(slots=True, eq=False)
class Node:
    """What may come after some tokens, and which sentences may end here."""

    number: int
    next: dict[int, "Node"] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a tree that may be said at one point: some of its sentences, in order."""

    sentences: tuple[int, ...]
    nodes: bytes
    """1 where a node leads to one of them; nodes made later lead to none."""

    def has(self, node: Node) -> bool:
        return node.number < len(self.nodes) and self.nodes[node.number] == 1


Front = list[tuple[float, Node]]
"""The log-probability of each row, and what may come after it."""
Branch = tuple[float, int, int, Node]
"""Log-probability, row it comes from, token, and what may come after."""


class TokenTree:
    """Every sentence met so far.

    What is said at one point is mostly what is said everywhere: a sentence is put in
    once, and what may be said now is a part of the tree.
    """

    def __init__(self) -> None:
        self._root, self._nodes = Node(0), 1
        self._paths: list[list[int]] = []

    def add(self, ways: Ways) -> int:
        """Put in a sentence and return its number."""
        sentence = len(self._paths)
        path = [self._root.number]
        for tokens in ways:
            node = self._root
            for token in tokens:
                node = node.next.get(token) or self._grown(node, token)
                path.append(node.number)
            node.ends.append(sentence)
        self._paths.append(path)
        return sentence

    def part(self, sentences: Sequence[int]) -> Part:
        lit = np.zeros(self._nodes, np.uint8)
        lit[list(chain.from_iterable(self._paths[n] for n in sentences))] = 1
        return Part(tuple(sentences), lit.tobytes())

    def search(self, part: Part, model: SpeechModel, begun: Begun) -> tuple[Scores, Dictation]:
        """Score the likely sentences on a sound, the others are -inf; and write it down.

        Both go through the model together, the dictation as the last row: a row more costs
        little, a step of its own a third of the time.
        """
        found, logp, state = dict.fromkeys(part.sentences, -np.inf), begun.logp, begun.state
        dictation = Dictation(model.tokens, begun.seconds)
        front: Front = [(0.0, self._root)]
        width = FIRST
        while True:
            _end(front, logp[:, model.tokens.end], found)
            ahead = _best(_branches(front, logp, part), width, max(found.values(), default=-np.inf))
            last = [len(logp) - 1] if dictation.write(logp[-1]) else []
            if not ahead and not last:
                return np.array(list(found.values())), dictation
            rows = [branch[1] for branch in ahead] + last
            tokens = [branch[2] for branch in ahead] + dictation.tokens[-1:][: len(last)]
            logp, state = model.step(state, rows, tokens)
            front = [(branch[0], branch[3]) for branch in ahead]
            width = WIDTH

    def _grown(self, node: Node, token: int) -> Node:
        new = node.next[token] = Node(self._nodes)
        self._nodes += 1
        return new


def _end(front: Front, over: Floats, found: dict[int, float]) -> None:
    """`over` is the log-probability of the end, after each row."""
    for row, (total, node) in enumerate(front):
        for n in node.ends:
            if n in found:
                found[n] = float(np.logaddexp(found[n], total + float(over[row])))


def _branches(front: Front, logp: Floats, part: Part) -> Iterable[Branch]:
    for row, (total, node) in enumerate(front):
        after = {token: new for token, new in node.next.items() if part.has(new)}
        gains = logp[row, list(after)].tolist()
        yield from (
            (total + gain, row, token, new)
            for gain, (token, new) in zip(gains, after.items(), strict=True)
        )


def _best(branches: Iterable[Branch], width: int, found: float) -> list[Branch]:
    """Return the likeliest branches, those with a chance against what was found already."""
    ahead = sorted(branches, key=lambda branch: -branch[0])
    floor = max([found, *(branch[0] for branch in ahead[:1])]) - BEAM
    return [branch for branch in ahead[:width] if branch[0] > floor]
