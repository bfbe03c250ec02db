"""Recognisers and voices that crash or hang in the middle of a conversation, in virtual time."""

from tests.test_faults import WHOLE, Conversation, Happens, known

from .moments import moments


def recogniser_fails(count: int) -> int:
    """Let no ear read what is said next, and count the same advice."""
    return _survived(count, "unheard")


def voice_fails(count: int) -> int:
    """Let the voice fail for a minute, and count the same advice."""
    return _survived(count, "mute")


def _survived(count: int, happens: Happens) -> int:
    places = moments(count, len(WHOLE))
    return sum(known(Conversation([(at, happens)]).hold()) == known(WHOLE) for at in places)
