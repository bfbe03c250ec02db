"""Sentences of the dialog, each with the question it is said at and what it means there."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from voice.dialog import Dialog
from voice.script import Question, Script

SHARES = {"answer": 0.5, "command": 0.25, "danger": 0.25}
"""How many of the sentences are what."""

SOUNDS = frozenset(["mm", "hm", "hmm", "erm", "er", "uh", "um", "ow"])
"""What synthetic voices spell out instead of saying it."""


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    node: str
    meaning: str


def sentences(script: Script, count: int) -> list[Said]:
    """Draw sentences, the same for each run: each meaning at each question in turn."""
    chosen: list[Said] = []
    for kind, share in SHARES.items():
        chosen += _draw(_heaps(script, kind), round(count * share))
    return sorted(chosen, key=lambda said: (said.node, said.text))


def _heaps(script: Script, kind: str) -> list[list[Said]]:
    """Return what may be said, shuffled, one heap for each meaning at each question."""
    heaps: dict[tuple[str, str], list[Said]] = {}
    for said in _all(script):
        if said.meaning.startswith(kind):
            heaps.setdefault((said.node, said.meaning), []).append(said)
    luck, found = random.Random(0), [heaps[place] for place in sorted(heaps)]
    for heap in found:
        luck.shuffle(heap)
    luck.shuffle(found)
    return found


def _all(script: Script) -> Iterator[Said]:
    for name in sorted(n.name for n in script.nodes.values() if isinstance(n, Question)):
        meanings = Dialog.waiting_at(script, name).expected.meanings
        for text in sorted(meanings):
            if not SOUNDS & set(text.split()):
                yield Said(text, name, meanings[text])


def _draw(heaps: list[list[Said]], count: int) -> list[Said]:
    """Take one from each heap in turn, no words twice while there are others."""
    taken: dict[str, Said] = {}
    while len(taken) < count and any(heaps):
        for heap in heaps:
            while heap:
                said = heap.pop()
                if taken.setdefault(said.text, said) is said:
                    break
            if len(taken) == count:
                break
    return list(taken.values())
