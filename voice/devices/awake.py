"""A clock that goes on while the computer sleeps."""

import time

CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Linux alone has one.  Elsewhere a sleep is seen only by streams that stall."""


def awake() -> float:
    """Return seconds since some moment, those asleep included; no setting of the time moves it."""
    return time.clock_gettime(CLOCK)
