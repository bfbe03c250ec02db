"""Telling the assistant's own voice from a person's, by loudness.

An echo canceller leaves something, and some rooms have none.  What is left stays in proportion
to what is played; whoever speaks over it is louder than that.
"""

from collections import deque
from itertools import islice

import numpy as np

EARLY, LATE = 0.1, 0.3
"""Seconds around the delay in which a sound that was played may be heard; rooms reverberate."""

FARTHEST = 2.0
"""Seconds that the longest delay lasts."""

SILENT = 20.0
"""Loudness of what is played (root mean square, 16 bit) from which on it may come back."""

SHARE = 0.75
"""Of the pieces heard while something is played, those that are at most the assistant's own
voice.  Whoever speaks over it does so for less time than that, and does not count."""

MARGIN = 3.0
"""How much louder (10 dB) than the usual remainder only another voice is.  With SHARE, it kept
every piece of an echo out of six made rooms (0.05 to 1 times as loud as what was played, 0 to
0.6 s of reverberation), and lets five of six people's "stop" through where no echo is."""

MEMORY = 5.0
"""Seconds of playing from which the remainder is learnt."""

DOUBT = 0.5
"""Seconds for which, before it has spoken, it takes what is heard and what is played for alike:
nothing is cancelled yet."""

LOOK = 10
"""Pieces after which the remainder is worked out anew."""


class OwnVoice:
    """`seconds` is the length of the pieces of sound it is told of."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.delay = EARLY
        """Seconds from being played to being heard."""
        self._recent: deque[float] = deque(maxlen=round((FARTHEST + LATE) / seconds))
        alike, kept = round(DOUBT / seconds), round(MEMORY / seconds)
        self._shares: deque[float] = deque([1.0] * alike, maxlen=kept)
        """Loudness heard, as a share of the loudest that may be heard at that time."""
        self._usual = 1.0
        self._since = 0

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
        if self._since == 0:
            self._usual = float(np.quantile(self._shares, SHARE))
        self._since = (self._since + 1) % LOOK
        self._shares.append(heard / loudest)
        return MARGIN * self._usual * loudest
