"""What can be asked about a sore back, and what is known about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .concepts import Line, Reader
from .patterns import Found, Pattern

UNKNOWN = "unknown"
"""The class of words that are never answered, whatever else is in the question."""

OPENS = "opens"
"""The class of words that begin a question."""

NOT_OPENS = "not_opens"
"""The class of words that begin like a question, but tell something: "when I sit ..."."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to tell: `first` is one sentence, `more` the rest, both as they are spoken.

    `article` are the headings of the article it covers, `source` where its facts come from.
    """

    id: str
    name: str
    asked: tuple[Pattern, ...]
    first: str
    more: tuple[str, ...]
    article: tuple[str, ...]
    source: str
    general: bool = False
    """It is told only if no other topic fits: "treatments", not when heat is asked for."""


class Topics(Mapping[str, Topic]):
    """Topics by id.  They know only what they were written for, and never guess."""

    def __init__(
        self, reader: Reader, topics: Iterable[Topic], skips: frozenset[str], emergency: str
    ) -> None:
        """`skips` are words that may stand before a question: "so", "well".  `emergency` is
        said instead of a topic when an emergency sign is mentioned.
        """
        self.emergency = emergency
        self._reader = reader
        self._topics = {topic.id: topic for topic in topics}
        self._skips = skips

    def __getitem__(self, id_: str) -> Topic:
        return self._topics[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._topics)

    def __len__(self) -> int:
        return len(self._topics)

    def about(self, text: str) -> Topic | None:
        """Return the topic that these words name or ask for; None if it is not known.

        Whether they are a question is told by `asks`.  Of several topics the one is taken of
        whose words most are there.
        """
        lines = list(self._reader.lines(text))
        if self.never_answered(text):
            return None
        fits = [(topic, self._fit(topic, lines)) for topic in self.values()]
        found = [fit for fit in fits if fit[1]]
        found = [fit for fit in found if not fit[0].general] or found
        return max(found, key=lambda fit: fit[1])[0] if found else None

    def never_answered(self, text: str) -> bool:
        """Tell if these words name what is never answered, whatever else is in the question."""
        return any(UNKNOWN in line.spans for line in self._reader.lines(text))

    def strange(self, text: str) -> bool:
        """Tell if in a long sentence there is any word that no question here is made of."""
        return self._reader.lexicon.strange(text) > 0

    def asks(self, text: str) -> bool:
        """Tell if these words are a question to the assistant, or ask to be told something."""
        if text.rstrip().endswith("?"):
            return True
        return any(self._begins(line) for line in self._reader.lines(text))

    def near(self, text: str) -> tuple[Topic, ...]:
        """Return topics whose name shares a word with these words."""
        words = {w for line in self._reader.lines(text) for w in line.words if len(w) > SHORT}
        return tuple(t for t in self.values() if words & set(t.name.lower().split()))

    def _begins(self, line: Line) -> bool:
        words, at = line.words, 0
        while at < len(words) and words[at] in self._skips:
            at += 1
        opens = {start for start, _ in line.spans.get(OPENS, ())}
        tells = {start for start, _ in line.spans.get(NOT_OPENS, ())}
        return not {0, at}.isdisjoint(opens - tells)

    def _fit(self, topic: Topic, lines: Sequence[Line]) -> int:
        """How many words of a topic's best pattern are there."""
        return max(
            (_size(found) for line in lines for p in topic.asked
             for found in p.find(line.spans, line.cost)),
            default=0,
        )  # fmt: skip


SHORT = 3
"""Words up to this long ("is", "the") say nothing about a topic."""


def _size(found: Found) -> int:
    return sum(b - a for a, b in found)
