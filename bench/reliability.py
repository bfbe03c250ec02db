"""Of the meanings heard with p about x, how many were right?"""

from collections.abc import Sequence
from dataclasses import dataclass

from .systems import LIVE
from .trial import Result

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """`heard` answers with probabilities around `p`, of which `right` were what was said."""

    p: float
    heard: int
    right: int


def bins(results: Sequence[Result]) -> list[Bin]:
    """Sort every meaning heard at a question, of what was said inside and outside the set."""
    heaps: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for result in results:
        outcome = result.outcomes[LIVE]
        if result.kind in ("inside", "outside", "synthetic") and outcome.key:
            place = min(int(outcome.p * BINS), BINS - 1)
            heaps[place].append((outcome.p, outcome.key == result.meaning))
    return [
        Bin(sum(p for p, _ in heap) / len(heap), len(heap), sum(right for _, right in heap))
        for heap in heaps
        if heap
    ]


def error(found: Sequence[Bin]) -> float:
    """Mean distance between what was promised and what was kept (expected calibration error)."""
    heard = sum(one.heard for one in found)
    return sum(abs(one.p * one.heard - one.right) for one in found) / max(1, heard)
