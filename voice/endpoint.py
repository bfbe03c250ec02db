"""Where speech begins and ends, from the probability that each chunk of sound is speech."""

from collections import deque

from .pcm import faint_end
from .types import RATE

BEGIN = 0.35
"""Probability from which LEAST chunks count as speech when none is going on.  Silero's own
default, 0.5, misses short words over a telephone; at this, two minutes of a noisy kitchen are
still silence at any loudness."""

AT_ONCE = 0.5
"""Probability from which a single chunk begins an utterance: of 150 words in each of four rooms
587 are found instead of 579; kitchen and music begin none more."""

END = 0.35
"""Probability below which speech that is going on has become silent (Silero's default)."""

LEAST = 2
"""Chunks of likely speech in a row that begin an utterance.  A clipped "no" has four."""

LEAD_IN = 0.35
"""Seconds kept from before the first chunk of speech: soft consonants lie there."""

LONGEST = 8.0
"""Seconds.  A longer utterance is read in pieces."""

PIECE = RATE // 100
"""Samples (10 ms) by which the end of speech is looked for: a chunk of 32 ms is too coarse."""

FAINT = 10**-1.5
"""Share of the loudest piece (-30 dB) below which the end of speech is only believed to be speech:
the probability falls later than the sound (97 ms, median of 15 short answers)."""

FADING = 10
"""Pieces (0.1 s) of that at most."""

SOFT = 20
"""Pieces (0.2 s) from which on it is soft speech after something loud, a bang or an "ow"."""

SEAM = 2.0
"""Seconds before LONGEST in which a piece ends, where it sounds least like speech: a word that
is cut in two is lost."""


Chunk = tuple[bytes, float]
"""Sound, and the probability that it is speech."""


class Endpoint:
    """Collects one utterance.  `chunk` is the number of samples given at a time."""

    def __init__(self, chunk: int) -> None:
        self.seconds = chunk / RATE
        """Length of a chunk."""
        self._before: deque[tuple[bytes, float]] = deque(
            maxlen=round(LEAD_IN / self.seconds) + LEAST
        )
        self._row = 0
        self._chunks: list[Chunk] = []
        self.reset()

    def reset(self) -> None:
        """The utterance was taken: wait for the next one, which may be going on already."""
        rest = self._chunks[self._piece :] if self.speaking else []
        self._chunks = []
        self.lead = 0.0
        """Seconds of the sound that lie before the speech."""
        self.silence = 0.0
        """Seconds of silence since the last speech."""
        self._faded, self._soft = 0.0, False
        for chunk, probability in rest:
            self.feed(chunk, probability)

    def last(self, chunks: int) -> bytes:
        """Return the sound of so many chunks at the end."""
        return b"".join(chunk for chunk, _ in self._chunks[-chunks:])

    @property
    def speaking(self) -> bool:
        """Someone has begun to speak, and the utterance was not taken yet."""
        return bool(self._chunks)

    @property
    def sound(self) -> bytes:
        """The utterance so far: signed 16 bit, with what came just before it."""
        return b"".join(chunk for chunk, _ in self._chunks[: self._piece])

    @property
    def quiet(self) -> float:
        """Seconds since something was last heard: `silence`, and what is faint before it."""
        return self.silence + self._faded

    @property
    def age(self) -> float:
        """Seconds since the beginning of the sound."""
        return len(self._chunks) * self.seconds

    @property
    def full(self) -> bool:
        return self.age >= LONGEST

    @property
    def after(self) -> float:
        """Seconds since the end of the speech in the sound."""
        if self.full and not self.silence:
            return (len(self._chunks) - self._piece) * self.seconds
        return self.quiet

    @property
    def _piece(self) -> int:
        """How many chunks belong to the utterance."""
        if not self.full or self.silence:
            return len(self._chunks)
        first = len(self._chunks) - round(SEAM / self.seconds)
        places = range(first, len(self._chunks))
        return 1 + min(places, key=lambda at: (self._chunks[at][1], -at))

    def feed(self, chunk: bytes, probability: float) -> None:
        if self.speaking:
            self._chunks.append((chunk, probability))
            if probability >= END:
                self._faded = self._fading(resumed=self.silence > 0)
                self.silence = 0.0
            else:
                self.silence += self.seconds
            return
        self._before.append((chunk, probability))
        self._row = self._row + 1 if probability >= BEGIN else 0
        if self._row >= LEAST or probability >= AT_ONCE:
            self._chunks = list(self._before)
            self.lead = (len(self._chunks) - self._row) * self.seconds
            self._row = 0
            self._before.clear()
            self.silence = 0.0

    def _fading(self, *, resumed: bool) -> float:
        """Return the seconds at the end that are faint beside the loudest; none where that is soft
        speech: it goes on, or has `resumed` after a silence.
        """
        faint = faint_end(b"".join(chunk for chunk, _ in self._chunks), PIECE, FAINT)
        self._soft = faint > 0 and (self._soft or resumed or faint > SOFT)
        return 0.0 if self._soft else min(faint, FADING) * PIECE / RATE
