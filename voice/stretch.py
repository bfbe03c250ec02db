"""A stretch: what is told of it, what is counted, whom it is not for.  Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .documents import Place

PARTS = ("start", "contact", "movement", "feel", "stop", "breathing")
"""What every stretch tells before it begins, in this order."""

Counted = Literal["hold", "breath", "press"]
"""What is counted: the seconds of a hold, slow breaths, or slow presses."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How often, and how long each time: seconds of a hold, else breaths or presses."""

    times: int
    hold: int


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do again and again: what begins it, what ends it, seconds of rest after."""

    count: Counted
    begin: str
    release: str
    rest: float
    doses: Mapping[str, Dose]
    """By level: easy, standard, long."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What a finding does to a stretch.  `because` says why; `say` is how it is done instead,
    empty where it is not done at all.
    """

    when: str
    because: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    id: str
    place: Place
    name: str
    called: str
    """A sentence that announces it."""

    told: Mapping[str, tuple[str, ...]]
    """Each of PARTS; {side} and {other} stand for the sides."""

    work: tuple[Work, ...]
    sides: tuple[str, ...]
    """Both sides in turn; empty for a stretch that has none."""

    change: str
    """What leads from one side to the other; {side} is the new one."""

    never: tuple[Caution, ...]
    change_if: tuple[Caution, ...]
    easier: str
    harder: str
    done: str
    places: Mapping[str, Place]
    """Where each text stands."""

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(self.work[0].doses)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that is said of it."""
        told = [line for part in PARTS for line in self.told[part]]
        worked = [line for work in self.work for line in (work.begin, work.release)]
        changed = [c.say for c in self.change_if]
        own = [self.called, self.change, self.easier, self.harder, self.done]
        return tuple(line for line in (*told, *worked, *changed, *own) if line)
