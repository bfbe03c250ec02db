"""What is noted of stretches, and of the pain before, during and after them.  Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain score from 0 to 10, told before the stretches, during them or after them."""

    score: int
    when: Literal["before", "during", "after"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A stretch was done to its end, or (`done` false) broken off; `holds` are counts done."""

    move: str
    done: bool
    holds: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """Moves of a programme that are to be done, the current one first, each with the level of its
    dose; none once the stretches are over.
    """

    programme: str
    moves: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recheck:
    """Warning signs that are asked for once more: a "no" to them from before counts no more."""

    findings: tuple[str, ...]
