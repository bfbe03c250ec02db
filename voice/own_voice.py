"""Telling the assistant's own voice from a person's, by loudness.

An echo canceller leaves something, and some rooms have none.  What is left stays in proportion
to what is played; whoever speaks over it is louder than that.
"""

import math
from collections import deque
from itertools import islice

EARLY, LATE = 0.1, 0.3
"""Seconds around the delay in which a sound that was played may be heard; rooms reverberate."""

FARTHEST = 2.0
"""Seconds that the longest delay lasts."""

SILENT = 20.0
"""Loudness of what is played (root mean square, 16 bit) from which on it may come back."""

MARGIN = 3.0
"""How much louder than the usual remainder (10 dB) only another voice is.  It is measured
against the loudest of what was just played, so that pauses do not lower it."""

USUAL = 3000.0
"""Loudness at which the assistant usually speaks: what it knows before it has spoken."""

LEARN = 1.0
"""Seconds in which the remainder is learnt from what is below the margin."""

DOUBT = 8.0
"""The same from what is above: most of it is another voice, some a room that has changed."""


class OwnVoice:
    """`seconds` is the length of the pieces of sound it is told of."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.delay = EARLY
        """Seconds from being played to being heard."""
        self._recent: deque[float] = deque(maxlen=round((FARTHEST + LATE) / seconds))
        self._heard = self._played = USUAL**2
        """Mean power of what is heard, and of what is played, while something is played.  At
        first they are alike: nothing is cancelled yet."""

    def may_reach(self, heard: float, played: float) -> float:
        """Return the loudness below which this piece of sound may be the assistant's own voice.

        `heard` and `played` are loudness (root mean square, 16 bit); 0 when nothing is played.
        """
        self._recent.appendleft(played)
        first = max(0, round((self.delay - EARLY) / self._seconds))
        last = round((self.delay + LATE) / self._seconds)
        loudest = max(islice(self._recent, first, last), default=0.0)
        if loudest < SILENT:
            return 0.0
        reach = MARGIN * loudest * math.sqrt(self._heard / self._played)
        weight = self._seconds / (LEARN if heard < reach else DOUBT)
        self._heard += weight * (heard**2 - self._heard)
        self._played += weight * (played**2 - self._played)
        return reach
