"""The files in tests/conversations say each command in each phase, and pain in each move."""

from collections.abc import Iterator
from functools import cache

from tests.test_conversations import CONVERSATIONS, SCRIPT, dialog, said
from tests.virtual import converse
from voice.acts import Event, Listen, Say, Understood
from voice.leading import LEADING
from voice.timeline import PHASES

TOLD_PHASES = {"set-up", *PHASES.values()}

ALWAYS = {"pause", "stop", "hurts"}
"""What the coach leaves to the dialog, and is meant for stretches all the same."""

Place = tuple[str, str, str]
"""A command, the phase it was said in, and the move."""


@cache
def places() -> frozenset[Place]:
    return frozenset(place for path in CONVERSATIONS for place in _places(path.read_text("utf-8")))


def _places(text: str) -> Iterator[Place]:
    """Every command of a conversation, and where it was when it was said."""
    written, found = text.splitlines(), list[Place]()
    held = dialog(written)
    at = ("", "")

    def listen(event: Event) -> None:
        nonlocal at
        coach = held.course.coach
        match event.what:
            case Understood(_, reading) if reading.meaning and at[0]:
                found.append((reading.meaning.id, *at))
            case Say() | Listen():
                at = (coach.phase, coach.station.stretch.id) if coach.leading else ("", "")

    converse(held, said(written), 7200.0, listen)
    yield from found


def test_each_command_is_said_in_each_phase() -> None:
    found = {(command, phase) for command, phase, _ in places()}
    wanted = {(c, p) for c in LEADING.keys() | ALWAYS for p in TOLD_PHASES}
    assert not sorted(wanted - found)


def test_pain_is_told_at_each_move() -> None:
    hurts = {move for command, _, move in places() if command == "hurts"}
    assert hurts == SCRIPT.coaching.stretches.keys()
