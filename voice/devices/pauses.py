"""Python's own pauses, kept short: the sound card asks for 10 ms of sound every 10 ms."""

import gc
import sys

TAKES_TURNS = 0.001
"""Seconds after which a thread that works hands Python's lock to one that waits.  Python's own
5 ms are half a block for each thread that works."""


def shorten() -> None:
    """Let threads take turns quickly, and spare what is there the search for garbage."""
    sys.setswitchinterval(TAKES_TURNS)
    spare()


def spare() -> None:
    """Never look again whether what there is now is garbage: it stays.

    To look through a dialog and three ears takes 25 to 40 ms, in which no other thread runs: a
    block came too late each time, and an echo at another time from then on.
    """
    gc.freeze()
