"""What a model writes down with nothing expected: the likeliest token, again and again."""

import math

from .speech_model import Floats
from .tokens import Tokens

PACE = 6.5
"""Tokens a second that are written at most: English speech has no more, and the model repeats
itself without a bound (README of moonshine)."""

AGAIN, LONGEST = 3, 4
"""So many times the same one to four tokens, and the model is only repeating itself."""


class Dictation:
    """A text that grows token by token."""

    def __init__(self, vocabulary: Tokens, seconds: float) -> None:
        """Begin to write down a sound of so many seconds."""
        self.tokens: list[int] = []
        self.logp = 0.0
        """Natural-log probability of what is written."""
        self._vocabulary, self._left, self._count = vocabulary, int(seconds * PACE), 0

    def write(self, logp: Floats) -> bool:
        """Take the likeliest token; shape (vocabulary,).  Tell whether there is more to come."""
        if not self._left:
            return False
        token = int(logp[: len(self._vocabulary)].argmax())
        self.logp += float(logp[token])
        self._count += 1
        if token == self._vocabulary.end:
            self._left = 0
            return False
        self._left -= 1
        self.tokens.append(token)
        return not self._repeats()

    def _repeats(self) -> bool:
        """Cut off what was only repeated."""
        for size in range(1, LONGEST + 1):
            last = self.tokens[-size:]
            if self.tokens[-size * AGAIN :] == last * AGAIN:
                del self.tokens[-size * (AGAIN - 1) :]
                self._left = 0
                return True
        return False

    @property
    def text(self) -> str:
        return self._vocabulary.decode(self.tokens)

    @property
    def certainty(self) -> float:
        """Geometric mean of the probabilities of its tokens, the end included."""
        return math.exp(self.logp / max(1, self._count))
