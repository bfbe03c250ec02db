"""How stretches are led: numbers, words and programmes.  Values only."""

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import Sentence
from .documents import Place
from .stretch import Stretch


@dataclass(frozen=True, slots=True)
class Counting:
    """`every` is seconds from beat to beat; `breath` and `press` are the words of one cycle."""

    every: float
    begin: str
    end: str
    halfway: str
    halfway_from: int
    breath: tuple[str, ...]
    press: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """How much a command changes: seconds of a hold, and the pace of counting."""

    longer: int
    hold_least: int
    hold_most: int
    pace: float
    pace_least: float
    pace_most: float


@dataclass(frozen=True, slots=True)
class Never:
    """Whom no stretch is for."""

    levels: tuple[str, ...]
    findings: tuple[str, ...]
    told: str
    doubt: str
    refusal: tuple[str, ...]
    left_out: str
    nothing_left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """Moves in turn, each with the level of its dose."""

    name: str
    minutes: int
    moves: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """One level up after `good` good sessions in a row, one back after a bad one; bad is a
    rise of the pain by `rise`, or an end because it hurt.
    """

    good: int
    rise: int


@dataclass(frozen=True, slots=True)
class Alone:
    """A session by itself: the node where it begins, where it goes after the last one, and the
    level of the dose of a single move.
    """

    start: str
    last: str
    then: str
    level: str


@dataclass(frozen=True, slots=True)
class Coaching:
    stretches: Mapping[str, Stretch]
    """The safest first."""

    findings: Mapping[str, str]
    """Findings that no question asks for, in words that complete "you told me ..."."""

    never: Never
    counting: Counting
    follow: Mapping[str, float]
    """Seconds of silence after each part, in which one can follow."""

    get_ready: float
    between_moves: float
    says: Mapping[str, tuple[str, ...]]
    confirms: Mapping[str, str]
    commands: Mapping[str, tuple[Sentence, ...]]
    steps: Steps
    programmes: Mapping[str, Programme]
    progress: Progress
    levels: tuple[str, ...]
    """Doses, the smallest first."""

    alone: Alone
    eyes: tuple[str, ...]
    """Words that need eyes."""

    places: Mapping[str, Place]
    """Where each part of the file stands: "moves", "commands longer"."""
