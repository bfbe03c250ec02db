"""Free words cut into clauses: at punctuation, at "but", at "and" before a new subject."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .grammar import Grammar
from .words import key

COMMA = ","
"""Kept inside a clause that goes on after it: "it is numb, between my legs"."""

OR = ("or", "nor")

_SENTENCE = re.compile('[?!;:()\n"\u2014\u2026]+|\\.(?!\\d)|\\s[-\u2013]+\\s')
_COMMA = re.compile(r",(?!\d)")
_IS = re.compile(
    "\\b(?!(?:it|he|she|that|there|what|who|how|where|when|why|let|here)\\b)(\\w+)['\u2019]s\\b",
    re.IGNORECASE,
)
"""Someone's or something's: "my calf's red", but not "it's"."""

_VERBS = ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "could", "would")
_NOT = {**{verb: f"{verb}nt" for verb in _VERBS}, "can": "cant", "will": "wont"}
_SCOTS = {"canna": "cant", "cannae": "cant", "willnae": "wont", "winna": "wont", "dinna": "dont"}
_SCOTS |= {"dinnae": "dont"} | {f"{verb}nae": f"{verb}nt" for verb in _VERBS}


Clause = tuple[str, ...]
"""The words of one clause, as they are compared: "do not" is "dont"."""


class Splitter:
    def __init__(self, grammar: Grammar) -> None:
        self._breaks = grammar.words("breaks")
        self._and = grammar.words("and_words")
        self._joins = grammar.words("joins")
        self._subjects = grammar.words("subjects")
        self._pairs = grammar.words("pairs")
        self._verbs = grammar.words("verbs")
        self._negators = grammar.words("negators")
        self._settled = grammar.words("settled")

    def clauses(self, text: str) -> Iterator[Clause]:
        for sentence in _SENTENCE.split(_IS.sub(r"\1 s", text)):
            pieces = self._pieces(sentence)
            for piece in pieces:
                yield from self._split(piece)
            for topic, rest in pairwise(pieces):
                if self._settled.isdisjoint(topic) and self._said_of(topic, rest):
                    yield (*topic, COMMA, *rest)

    def _said_of(self, topic: list[str], rest: list[str]) -> bool:
        """Tell if the second has no subject of its own, and speaks of what the first names: "just
        the one calf, swollen", "my legs are dead, won't lift".
        """
        if not self._subjects.isdisjoint(rest[:2]) or not self._negators.isdisjoint(topic):
            return False
        return rest[0] in self._verbs or (
            rest[0] not in self._negators
            and (self._verbs.isdisjoint(topic) or self._verbs.isdisjoint(rest))
        )

    def _pieces(self, sentence: str) -> list[list[str]]:
        """Split at commas, but not before words that need what stands before them."""
        pieces: list[list[str]] = []
        for part in _COMMA.split(sentence):
            words = contracted(key(part).split())
            if words and pieces and words[0] in OR:
                pieces[self._list(pieces) :] = [_joined(pieces[self._list(pieces) :], words)]
            elif words and pieces and words[0] in self._joins:
                pieces[-1] += [COMMA, *words]
            elif words:
                pieces.append(words)
        return pieces

    def _list(self, pieces: list[list[str]]) -> int:
        """Return where a list begins that ends in "or ...": its items have no verb of their own."""
        first = len(pieces) - 1
        while first and self._verbs.isdisjoint(pieces[first]):
            first -= 1
        return first

    def _split(self, words: list[str]) -> Iterator[Clause]:
        start = 0
        for at in range(1, len(words)):
            if at > start and self._new(words, start, at):
                yield tuple(words[start:at])
                start = at
        if words[start:]:
            yield tuple(words[start:])

    def _new(self, words: list[str], start: int, at: int) -> bool:
        """Tell if a clause begins at this word: "but ...", "and I ...", "is fine and my ..."."""
        word, after, second = words[at], words[at + 1 : at + 2], words[at + 2 : at + 3]
        if word in self._breaks:
            return True
        if word not in self._and or not after or after[0] not in self._subjects:
            return False
        if second and second[0] in self._pairs:
            return False
        return after[0].startswith("i") or not self._verbs.isdisjoint(words[start:at])


def _joined(pieces: list[list[str]], last: list[str]) -> list[str]:
    """Write "fever, chills, or pain" as "fever or chills or pain": a "no" reaches all of it."""
    found = list(pieces[0])
    for piece in pieces[1:]:
        found += ["or", *piece]
    return [*found, *last]


def contracted(words: list[str]) -> list[str]:
    """Write "do not" as "dont", "cannot" as "cant"."""
    found: list[str] = []
    for word in words:
        if word == "not" and found and found[-1] in _NOT:
            found[-1] = _NOT[found[-1]]
        else:
            found.append("cant" if word == "cannot" else _SCOTS.get(word, word))
    return found
