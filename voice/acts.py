"""What the dialog asks the session to do, one act after the other; and what happened."""

from dataclasses import dataclass, replace
from typing import Literal

from .noted import Ahead, Moved, Pain, Recheck
from .types import RATE, Correction, Fault, Finding, Level, Reading, Utterance


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence that is part of an exercise, in seconds."""

    seconds: float


Sound = Literal["word", "tone", "tick"]


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat of a count: `at` is samples after the first one, at RATE.

    `text` is its word, whatever marks it; `pitch` is that of its tone, in semitones.
    """

    at: int
    text: str
    sound: Sound = "word"
    pitch: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """Mark each beat when it is due.  `aside` is said between the beats, where there is room."""

    beats: tuple[Beat, ...]
    aside: str = ""

    @property
    def text(self) -> str:
        return " ".join(beat.text for beat in self.beats)

    @property
    def seconds(self) -> float:
        """From the first beat to the last."""
        return self.beats[-1].at / RATE


@dataclass(frozen=True, slots=True)
class Amend:
    """Go on with the count that is going on, but as this one, from the same sample on."""

    count: Count


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
    """Speak otherwise from now on: `what` is rate, volume, voice or sounds; `by` -1 or 1."""

    what: Literal["rate", "volume", "voice", "sounds"]
    by: int


@dataclass(frozen=True, slots=True)
class Learn:
    """Keep a word of the person's own, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Forget:
    """At the end, delete what was kept of this conversation, or of all; or of none after all."""

    what: Literal["this", "all", "none"]


@dataclass(frozen=True, slots=True)
class Locate:
    """Keep where the person lives: a key of the script's regions."""

    region: str


Noted = Finding | Correction | Level | Pain | Moved | Ahead | Recheck


@dataclass(frozen=True, slots=True)
class Note:
    """Nothing to do: something for the record, and the question that told it."""

    what: Noted
    node: str = ""


@dataclass(frozen=True, slots=True)
class End:
    outcome: str


Act = (
    Say
    | Rest
    | Count
    | Amend
    | Listen
    | Chime
    | Hold
    | Resume
    | Adjust
    | Learn
    | Forget
    | Locate
    | Note
    | End
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was heard, and what it was read as."""

    utterance: Utterance
    reading: Reading


@dataclass(frozen=True, slots=True)
class Failed:
    """Sound failed, or is there again."""

    fault: Fault


What = Say | Listen | Understood | Noted | Failed | End
"""What is told to listeners when it happens."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a session, `at` seconds after it began."""

    at: float
    node: str
    what: What


def counted_from(began: float, utterance: Utterance) -> Utterance:
    """Return it with its times counted from the beginning of the session."""
    times = {name: getattr(utterance, name) - began for name in ("began", "ended")}
    if utterance.decided:
        times |= {name: getattr(utterance, name) - began for name in ("detected", "decided")}
    return replace(utterance, **times)
