"""What the dialog asks the session to do, one act after the other; and what happened."""

from dataclasses import dataclass
from typing import Literal

from .types import Correction, Finding, Level, Reading, Utterance


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence that is part of an exercise, in seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Count:
    """Say each word on the beat, `every` seconds from one to the next."""

    words: tuple[str, ...]
    every: float = 1.0


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for an answer, but no longer than `patience` seconds."""

    patience: float
    asks: tuple[str, ...] = ()
    expects: str = "choice"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chime:
    """A soft tone that tells a waiting person that the assistant is still there."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep the sound that was just cut short, at that exact place."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with the sound that is being held."""


@dataclass(frozen=True, slots=True)
class Adjust:
    """Speak otherwise from now on: `what` is rate, volume or voice; `by` -1 or 1."""

    what: Literal["rate", "volume", "voice"]
    by: int


@dataclass(frozen=True, slots=True)
class Learn:
    """Keep a word of the person's own, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Locate:
    """Keep where the person lives: a key of the script's regions."""

    region: str


@dataclass(frozen=True, slots=True)
class Note:
    """Nothing to do: something for the record, and the question that told it."""

    what: Finding | Correction | Level
    node: str = ""


@dataclass(frozen=True, slots=True)
class End:
    outcome: str


Act = Say | Rest | Count | Listen | Chime | Hold | Resume | Adjust | Learn | Locate | Note | End


@dataclass(frozen=True, slots=True)
class Understood:
    """What was heard, and what it was read as."""

    utterance: Utterance
    reading: Reading


What = Say | Listen | Understood | Finding | Correction | Level | End
"""What is told to listeners when it happens."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a session, `at` seconds after it began."""

    at: float
    node: str
    what: What
