"""Sessions to have had: events as they come, and records written from them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from voice.acts import End, Event, Listen, Say, Understood
from voice.devices.record import Record
from voice.ports import Listener
from voice.types import Decision, Finding, Kind, Level, Meaning, Reading, Utterance

BEGAN = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)

NUMB = "Does it feel numb between your legs?"
SCORE = "From zero to ten, how bad is it?"
AFTER = "How is the pain now, from zero to ten?"


def heard(
    words: str,
    id_: str = "no",
    *,
    value: int | None = None,
    kind: Kind = "answer",
    decision: Decision = "accept",
    over: bool = False,
) -> Understood:
    meaning = Meaning(id_, value, kind) if id_ else None
    reading = Reading(meaning, 0.97, decision, text=words)
    return Understood(Utterance({words: 0.97}, words, 0.9, over=over), reading)


PLAIN = [
    Event(0.0, "welcome", Say("Hello. I'm here to help with your back.")),
    Event(4.0, "saddle", Say(NUMB)),
    Event(8.0, "saddle", Listen(8.0, ("R3",), "yesno", ("yes", "no"))),
    Event(9.0, "saddle", heard("no, nothing “at all”")),
    Event(9.0, "saddle", Finding("R3", "absent", sure=True)),
    Event(9.1, "severity", Say(SCORE)),
    Event(12.0, "severity", Listen(10.0, ("R23",), "number")),
    Event(14.5, "severity", heard("about four", "mild", value=4)),
    Event(14.5, "severity", Finding("R23", "absent", {"score": 4})),
    Event(14.6, "advice", Level("self_care", ("R31",), ("You found no warning sign.",))),
    Event(14.6, "advice", Say("You found no warning sign.")),
    Event(17.0, "advice", Say("You can look after this yourself.")),
    Event(20.0, "pain_after", Say(AFTER)),
    Event(22.0, "pain_after", Listen(10.0, (), "number")),
    Event(24.0, "pain_after", heard("three", "mild", value=3)),
    Event(184.0, "farewell", Say("Take care of your back.")),
    Event(186.0, "farewell", End("self_care")),
]
"""A person with plain soreness, from the first word to the last."""

GRAVE = [
    Event(0.0, "saddle", Say(NUMB)),
    Event(4.0, "saddle", Listen(8.0, ("R3",), "yesno", ("yes", "no"))),
    Event(6.0, "saddle", heard("just pins and needles", "yes", kind="symptom")),
    Event(6.0, "saddle", Finding("R3", "present")),
    Event(6.0, "advice", Level("emergency", ("R3",), ("that it feels numb",))),
    Event(6.1, "advice", Say("This is an emergency.")),
    Event(9.0, "closing", End("emergency")),
]

LEFT = [PLAIN[0], Event(3.0, "welcome", End("goodbye"))]
"""Someone who says goodbye at once."""


def record(
    folder: Path,
    began: datetime = BEGAN,
    warned: list[str] | None = None,
    resumes: str = "",
    live: bool = False,
) -> Record:
    """A record of a session that begins now; its warnings are put into `warned`."""
    warn = warned.append if warned is not None else unexpected
    content = {"triage.yaml": "0123456789ab"}
    return Record(
        folder, began, version="1.2.3", content=content, warn=warn, resumes=resumes, live=live
    )


def keep(folder: Path, events: Sequence[Event], began: datetime = BEGAN, resumes: str = "") -> Path:
    """Write a record of these events; return its file."""
    before = set(folder.glob("*"))
    kept = record(folder, began, resumes=resumes)
    tell(kept, events)
    kept.close()
    (path,) = set(folder.glob("*")) - before
    return path


def tell(listener: Listener, events: Sequence[Event]) -> None:
    for event in events:
        listener(event)


def unexpected(warning: str) -> None:
    raise AssertionError(warning)
