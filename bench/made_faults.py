"""Recognisers and voices that crash or hang in the middle of a conversation, in virtual time."""

from tests.test_faults import WHOLE, Conversation, Happens, known


def recogniser_fails(moments: int) -> int:
    """Let no ear read what is said next, and count the same advice."""
    return _survived(moments, "unheard")


def voice_fails(moments: int) -> int:
    """Let the voice fail for a minute, and count the same advice."""
    return _survived(moments, "mute")


def _survived(moments: int, happens: Happens) -> int:
    last = len(WHOLE) - 2
    places = [1 + round(n * (last - 1) / max(1, moments - 1)) for n in range(moments)]
    return sum(known(Conversation([(at, happens)]).hold()) == known(WHOLE) for at in places)
