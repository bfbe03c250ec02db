"""When each of the two spoke in one session, and how long each step to a reply took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .errors import RecordError
from .record_lines import RecordLine

ACTS = ("say", "listen", "end", "failed")
"""What comes when a sentence is over; one is never said while another is."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of the assistant, seconds after the session began."""

    began: float
    ended: float
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Something a person said, and the moments that led to a reply, seconds after the session
    began: it was noticed, its end was decided, its meaning known, and the first sound of the reply
    given to the speaker (None: nothing was said to it).
    """

    text: str
    began: float
    detected: float
    ended: float
    decided: float
    meant: float
    replied: float | None

    @property
    def latencies(self) -> dict[str, float | None]:
        """Seconds of each step; the last is what the person waits."""
        reply = None if self.replied is None else self.replied - self.meant
        whole = None if self.replied is None else self.replied - self.ended
        return {
            "detected": self.detected - self.began,
            "end decided": self.decided - self.ended,
            "meaning": self.meant - self.decided,
            "first sound": reply,
            "in all": whole,
        }


@dataclass(frozen=True, slots=True)
class Timing:
    """One session: what was said by whom, and when."""

    spoken: tuple[Spoken, ...]
    turns: tuple[Turn, ...]


def timing(file: str, lines: Sequence[RecordLine]) -> Timing:
    """Take the times out of a record.

    Raises RecordError when there are none in it: what was typed, or kept by an older program.
    """
    turns = tuple(_turns(lines))
    if not turns:
        raise RecordError(
            f"{file}: tells no times: nothing was spoken in it, or an older program kept it"
        )
    return Timing(tuple(_spoken(lines)), turns)


def _spoken(lines: Sequence[RecordLine]) -> Iterator[Spoken]:
    for n, line in enumerate(lines):
        if line.type == "say":
            after = (one for one in lines[n + 1 :] if _ends(one))
            ended = next(after, line).at
            yield Spoken(line.at, ended, line.text("text"))


def _ends(line: RecordLine) -> bool:
    """Tell if what was being said is over with this; what is heard meanwhile may let it go on."""
    return line.type in ACTS


def _turns(lines: Sequence[RecordLine]) -> Iterator[Turn]:
    for n, line in enumerate(lines):
        if line.type == "heard" and "decided" in line.values:
            yield _turn(line, lines[n + 1 :])


def _turn(line: RecordLine, after: Sequence[RecordLine]) -> Turn:
    """A reply is what is said before anything else is heard."""
    replied = next((one for one in after if one.type in ("say", "heard")), None)
    return Turn(
        text=line.text("text"),
        began=line.seconds("began"),
        detected=line.seconds("detected"),
        ended=line.seconds("ended"),
        decided=line.seconds("decided"),
        meant=line.at,
        replied=replied.at if replied and replied.type == "say" else None,
    )
