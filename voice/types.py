"""The values that flow through the assistant.  Nothing in this file does anything.

Frame -> Utterance -> Reading -> Act ... -> Speech
mic      hearing      turn       dialog     voice
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

RATE = 16_000
"""Hertz.  Inside voice/ all sound is mono at this rate."""

Samples = npt.NDArray[np.float32]
"""Sound as numbers, shape (n,), -1 to 1, at RATE."""


Fault = Literal["", "deaf", "back", "unheard"]
"""What went wrong with sound: from now on there is no microphone; sound was gone, and is there
again; something was said, and could not be read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A short piece of sound from the microphone: signed 16 bit, mono, at RATE.

    Where it is not louder than `echo` (root mean square, 16 bit), it may be the assistant's own
    voice.  `said` is what was being played then; nothing is silence.  One with a `fault` is empty:
    sound is missing between those around it.
    """

    pcm: bytes
    echo: float = 0.0
    said: bytes = b""
    fault: Fault = ""

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / RATE


@dataclass(frozen=True, slots=True)
class Mark:
    """A word inside a longer piece of sound, and when it is heard, in seconds."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound ready to play: signed 16 bit, mono, at RATE.

    `marks` are the words of a count, each told when it sounds; a sentence has none.
    """

    text: str
    pcm: bytes
    marks: tuple[Mark, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / RATE


@dataclass(frozen=True, slots=True)
class Manner:
    """How the assistant speaks: words a minute, loudness 0 to 1, which voice, and whether soft
    sounds tell that it listens and that it understood.
    """

    rate: int = 155
    volume: float = 0.8
    voice: str = ""
    sounds: bool = True


Verbosity = Literal["short", "normal", "detailed"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How much the assistant says, and how many times the usual it waits for an answer."""

    verbosity: Verbosity = "normal"
    patience: float = 1.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What may be said now: each sentence with the key of what it means.

    `waiting` tells that nothing is being said and an answer is awaited; `long` that the
    answer is free speech, with pauses in it; `grave` that an emergency hangs on the answer.
    Meanings in `careful` need every ear wherever they are heard, those `at_once` (stop, pain)
    never more than one.  `patience` stretches the silence that ends an answer, for who speaks
    slowly.
    """

    meanings: Mapping[str, str] = field(default_factory=dict)
    waiting: bool = False
    long: bool = False
    grave: bool = False
    careful: frozenset[str] = frozenset()
    at_once: frozenset[str] = frozenset()
    patience: float = 1.0

    @property
    def sentences(self) -> frozenset[str]:
        return frozenset(self.meanings)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one ear made of a piece of speech.

    `sentences` are probabilities of what may be said here; what is missing from 1 is
    something else.  `open` is what it would write down with nothing expected, `certainty`
    (0 to 1) how sure it is of that.  Ears of one `make` mishear alike.
    """

    ear: str
    sentences: Mapping[str, float]
    open: str = ""
    certainty: float = 0.0
    make: str = ""


OwnVoice = Literal["none", "cancelled", "whole"]
"""What of the assistant's own voice may be in a sound: nothing, what a canceller leaves, all."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing that was said: the ears' common opinion, and what each ear said.

    `began` and `ended` are seconds on the clock of the session, as are when it was `detected`, and
    its end `decided` (0: it was typed).  `over` tells that it began while the assistant was still
    speaking, `own` what of its voice may be in it, `likeness` (0 to 1) how much it sounds like what
    was being played.  No sentence and no transcript is silence, or a fault.
    """

    sentences: Mapping[str, float]
    open: str = ""
    certainty: float = 0.0
    began: float = 0.0
    ended: float = 0.0
    detected: float = 0.0
    decided: float = 0.0
    over: bool = False
    own: OwnVoice = "none"
    likeness: float = 0.0
    ears: tuple[Heard, ...] = ()
    fault: Fault = ""

    @property
    def silent(self) -> bool:
        return not self.sentences and not self.open


Kind = Literal["answer", "symptom", "command", "danger"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words mean here.

    `symptom` is an answer that names what is wrong ("just pins and needles"): it wins over a
    "no" beside it.  `danger` is a red flag said unasked.  `which` tells words of one meaning
    apart: the finding that a yes names, the kind of doubt.
    """

    id: str
    value: int | None = None
    kind: Kind = "answer"
    which: str = ""

    @property
    def key(self) -> str:
        """Equal for everything that has the same consequence: its probabilities add up."""
        kind = "answer" if self.kind == "symptom" else self.kind
        return f"{kind}:{self.id}" if self.value is None else f"{kind}:{self.id}:{self.value}"

    @property
    def label(self) -> str | int:
        """For events and displays: yes, no, unsure, a number, or the id of a command."""
        return self.id if self.value is None else self.value


Decision = Literal["accept", "confirm", "reject"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an utterance means at this point, and what the contract of a turn makes of it.

    `clear` tells that the open transcript does not contradict it, and that two ears agree.
    `told` are findings and facts that the words mention beside their meaning here; `elsewhere`
    tells that they were heard, not typed, and are long and about something else.
    """

    meaning: Meaning | None
    p: float
    decision: Decision
    runner_up: Meaning | None = None
    p2: float = 0.0
    text: str = ""
    clear: bool = True
    told: tuple[str, ...] = ()
    elsewhere: bool = False


State = Literal["present", "absent", "unsure"]

Detail = int | str
"""A number (score 0 to 10, age in years, hours, days) or a word (side: left, right, both)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something known of the person, with its details: score, side, hours, age ...

    `said` is theirs; without it nothing ruled it out.  `sure` tells that an absence rests on
    two pieces of evidence.
    """

    id: str
    state: State
    details: Mapping[str, Detail] = field(default_factory=dict)
    said: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """A finding that was taken back as said by mistake; it is asked about again."""

    id: str


@dataclass(frozen=True, slots=True)
class Level:
    """A disposition, the ids of the rules that led to it, and their reasons in words."""

    id: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]
