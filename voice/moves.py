"""What an answer does to the question that is open."""

from dataclasses import dataclass
from typing import Protocol

from .acts import Act
from .answers import Sentence
from .script import Question
from .types import Meaning, Reading


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has its answer.  `sure`: on two pieces of evidence."""

    meaning: Meaning
    sure: bool


@dataclass(frozen=True, slots=True)
class GaveUp:
    """Three times nothing: `silent`, or not understood."""

    silent: bool


@dataclass(frozen=True, slots=True)
class Continued:
    """The question is still open."""

    scene: "Scene"
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was read back is right."""


@dataclass(frozen=True, slots=True)
class Reask:
    """What was read back is not right, or was not confirmed: ask again."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A finding was said by mistake; the question of this name asks for it again."""

    finding: str
    question: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Nothing was a mistake: everything stays as it was."""


Move = Answered | GaveUp | Continued | Confirmed | Reask | TakenBack | Kept


class Scene(Protocol):
    """A state of the conversation in which an answer is awaited."""

    @property
    def question(self) -> Question: ...

    @property
    def place(self) -> tuple[str, ...]:
        """Equal for scenes in which the same may be said."""
        ...

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What may be said here, beside what is always understood."""
        ...

    def prompt(self) -> tuple[Act, ...]:
        """Say it (again), and listen."""
        ...

    def hear(self, reading: Reading, sure: bool) -> Move:
        """Say what these words do.  `sure`: they alone are two pieces of evidence."""
        ...

    def help(self) -> tuple[Act, ...]:
        """Say what can be said here."""
        ...

    def missed(self) -> Move:
        """Nothing was said in time."""
        ...
