"""Which side: "only on the left", "mostly the right, a bit the left"."""

from collections.abc import Mapping, Sequence
from typing import Literal

from .vocabulary import Vocabulary
from .words import key

Side = Literal["left", "right", "both", ""]

PARTS = "left right both other_left other_right denied"
"""What measures.yaml has to say under `sides`."""


class Sides:
    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._words = Vocabulary(lists)

    def read(self, text: str) -> Side:
        """Return the side that is named; a side that is only named to be well is not."""
        spans = self._words.spans(key(text).split())
        at = {name: {n for a, b in spans.get(name, ()) for n in range(a, b)} for name in _PARTS}
        left = at["left"] - at["other_left"] - at["denied"]
        right = at["right"] - at["other_right"] - at["denied"]
        if at["both"] - at["denied"] or (left and right):
            return "both"
        return "left" if left else "right" if right else ""


_PARTS = PARTS.split()
