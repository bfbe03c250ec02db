"""Which words are known at all: who speaks of something else uses others.

Other people in the room talk, and the television.  In their long sentences stand words that
would be an answer if they were said alone: "... with milk and a little bit of sugar".
"""

from collections.abc import Iterable

from .vocabulary import spelled
from .words import key, numerals

LENGTH = 7
"""Words from which on a text tells what it is about: short answers are whole sentences here."""

STRANGE, SHARE = 2, 0.1
"""Words that are not known, from which on a text is about something else, and their least share.
Of 2,087 ways to tell of a sore back, or to ask about it, that are this long, 10 have so many; of
655 that three ears wrote down while people ordered coffee, 496."""

SHORTEST = 3
"""Letters of a beginning ("numb*") that tells a word."""


class Lexicon:
    def __init__(self, entries: Iterable[str]) -> None:
        """`entries` are written as in mentions.yaml: words, beginnings, `a/b`."""
        words = {word for entry in entries for line in spelled(entry) for word in line}
        stems = {word[:-1] for word in words if word.endswith("*")}
        self._words = words | numerals()
        self._stems = tuple(stem for stem in stems if len(stem) >= SHORTEST)

    def elsewhere(self, text: str) -> bool:
        """Tell if a text is about something else."""
        return much(self.strange(text), text)

    def strange(self, text: str) -> int:
        """Count the words that are not known; none in a text that is too short to tell."""
        words = key(text).split()
        return sum(not self._knows(word) for word in words) if len(words) >= LENGTH else 0

    def _knows(self, word: str) -> bool:
        return word in self._words or word.startswith(self._stems)


def much(strange: int, text: str) -> bool:
    """Tell if so many strange words in a text are those of another subject."""
    return strange >= max(STRANGE, SHARE * len(key(text).split()))
