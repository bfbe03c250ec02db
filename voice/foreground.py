"""Words said nearer than the talk that goes on: what stands out of it in loudness.

With a television in the room speech has no end, and "stop" drowns in the seconds around it.  Of
120 stops said into other people's talk, at its loudness to 12 dB above, 12 were understood where
all was read in one; of such words cut out by hand, two in three.
"""

from collections import deque

REACH, GOES_ON = 6.0, 1.0
"""Seconds that are looked back, and how many of them must be talk."""

USUAL = 0.9
"""Quantile of its chunks that is its loudness: few of its own are louder."""

NEARER, OVER = 2.0, 1.4
"""How much louder (6 dB) a chunk is that begins such a word, and (3 dB) that goes on with it."""

GAP = 0.13
"""Seconds below that which end it.  A closed "p" lasts as long."""

SHORTEST, LONGEST = 0.15, 1.5
"""Seconds of such words: a click has less, and a television that was turned up more."""


class Foreground:
    """`seconds` is the length of a chunk."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._talk: deque[float] = deque(maxlen=round(REACH / seconds))
        self._word: list[float] = []
        self._usual = 0.0

    def feed(self, loudness: float) -> int:
        """Take a chunk of talk; return the size of the word that ends with it, in chunks, with
        the gap after it, or 0.
        """
        if not self._word:
            self._usual = self._loudness()
            if not (self._usual and loudness >= NEARER * self._usual):
                self._talk.append(loudness)
                return 0
        self._word.append(loudness)
        word = self._spoken()
        long = len(self._word) * self._seconds > LONGEST + GAP
        if (len(self._word) - word) * self._seconds < GAP and not long:
            return 0
        size = len(self._word) if SHORTEST <= word * self._seconds <= LONGEST else 0
        if not size:
            self._talk.extend(self._word)
        self._word.clear()
        return size

    def _loudness(self) -> float:
        """Return how loud the talk is; 0 where none goes on."""
        talk = sorted(level for level in self._talk if level)
        return talk[int(USUAL * len(talk))] if len(talk) * self._seconds >= GOES_ON else 0.0

    def _spoken(self) -> int:
        """Return how many chunks of the word there are, without the gap after it."""
        loud = [n for n, level in enumerate(self._word) if level >= OVER * self._usual]
        return loud[-1] + 1
