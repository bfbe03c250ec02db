"""What free words speak of: findings, causes, changes; and whether they say it of the speaker.

A small matcher that can be followed with a finger: classes of words (vocabulary.py), patterns
of classes (patterns.py) that must stand close together in one clause (clauses.py).  It knows no
medicine: all words stand in mentions.yaml.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from .clauses import COMMA, Splitter
from .grammar import Grammar
from .lexicon import Lexicon
from .patterns import Pattern
from .stance import Judge, Stance
from .vocabulary import END, MASK, Spans, Vocabulary

CONJUNCTION = 2
"""How many words "and" counts for: what stands behind it is likely something else."""

IDIOMS = "idioms"
"""The list of ways of speaking: their words do not mean what they say."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that was spoken of.  `words` are the clause it stands in, as compared.

    `denied`: only to say that it is not so; `aside`: of somebody else, or of a time long over.
    """

    id: str
    words: str
    denied: bool = False
    aside: bool = False

    @property
    def meant(self) -> bool:
        """True if it is said of the speaker, and now."""
        return not (self.denied or self.aside)


@dataclass(frozen=True, slots=True)
class Together:
    """What makes up another id: all of these in one text, and none of `without` meant in it."""

    ids: tuple[str, ...]
    without: tuple[str, ...] = ()

    def of(self, found: Mapping[str, Mention]) -> bool:
        explained = any(i in found and found[i].meant for i in self.without)
        return not explained and all(i in found for i in self.ids)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that can be spoken of.

    `ever`: it counts even if it was long ago, like a history of cancer.  `hidden`: it is only
    there to be taken `together` with others.
    """

    id: str
    patterns: tuple[Pattern, ...]
    together: tuple[Together, ...] = ()
    ever: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A clause, prepared: where the classes stand in it, and how far its words are apart.

    `cost[n]` counts the words before word n.
    """

    words: tuple[str, ...]
    spans: Spans
    cost: tuple[int, ...]

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word != COMMA)

    @property
    def known(self) -> frozenset[int]:
        """Words that belong to any class: they may stand between "no" and what it denies."""
        return frozenset(n for each in self.spans.values() for a, b in each for n in range(a, b))


class Reader:
    """Prepares free words for patterns."""

    def __init__(self, classes: Mapping[str, Sequence[str]], grammar: Grammar) -> None:
        noise = grammar.words("noise") | {COMMA}
        self._splitter = Splitter(grammar)
        self._idioms = Vocabulary({IDIOMS: grammar.lists[IDIOMS]})
        self._vocabulary = Vocabulary(classes, noise)
        plain = (words for name, words in grammar.lists.items() if name != IDIOMS)
        self.lexicon = Lexicon(chain.from_iterable((*classes.values(), *plain)))
        self._cost = {
            **dict.fromkeys(grammar.words("and_words"), CONJUNCTION),
            **dict.fromkeys(noise, 0),
        }

    def lines(self, text: str) -> Iterator[Line]:
        for clause in self._splitter.clauses(text):
            words = self._masked(clause)
            cost = accumulate((self._cost.get(word, 1) for word in words), initial=0)
            yield Line(clause, self._vocabulary.spans([*words, END]), (*cost, 0))

    def _masked(self, words: tuple[str, ...]) -> list[str]:
        """Take out what is only a way of speaking: "fell in love"."""
        masked = list(words)
        for start, end in self._idioms.spans([*words, END]).get(IDIOMS, ()):
            end = min(end, len(words))
            masked[start:end] = [MASK] * (end - start)
        return masked


class Concepts:
    """Everything that can be recognised in free words."""

    def __init__(
        self,
        reader: Reader,
        stance: Stance,
        concepts: Sequence[Concept],
        emergencies: frozenset[str] = frozenset(),
    ) -> None:
        """`emergencies` are ids that need help at once."""
        self.emergencies = emergencies
        self._reader = reader
        self._stance = stance
        self._concepts = tuple(concepts)
        self._patterns = [(c, pattern) for c in self._concepts for pattern in c.patterns]
        self._by_class: dict[str, list[int]] = {}
        for n, (_, pattern) in enumerate(self._patterns):
            for name in pattern.chains[0][0]:
                self._by_class.setdefault(name, []).append(n)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(c.id for c in self._concepts if not c.hidden)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return what a text speaks of, each id once, in the order of mentions.yaml.

        What is said once is said: other places where it is denied do not take it back.
        """
        found: dict[str, Mention] = {}
        for line in self._reader.lines(text):
            for mention in self._in(line):
                _note(found, mention)
        for concept in self._concepts:
            for group in concept.together:
                if group.of(found):
                    _note(found, _joined(concept.id, [found[i] for i in group.ids]))
        return tuple(found[i] for i in self.ids if i in found)

    def elsewhere(self, text: str) -> bool:
        """Tell if a text is about something else: nothing that is known here is mentioned."""
        return self._reader.lexicon.elsewhere(text) and not self.mentions(text)

    def strange(self, text: str) -> int:
        """Count the words that nothing here has a use for, in a text that is long enough."""
        return self._reader.lexicon.strange(text)

    def emergency(self, text: str) -> Mention | None:
        """Return the first emergency sign a text speaks of as the speaker's own, if any."""
        signs = (m for m in self.mentions(text) if m.meant and m.id in self.emergencies)
        return next(signs, None)

    def _in(self, line: Line) -> Iterator[Mention]:
        judge: Judge | None = None
        for concept, pattern in self._likely(line):
            for found in pattern.find(line.spans, line.cost):
                judge = judge or self._stance.judge(line.words, line.known)
                aside = judge.aside(found, ever=concept.ever)
                yield Mention(concept.id, line.text, judge.denied(found), aside)

    def _likely(self, line: Line) -> Iterator[tuple[Concept, Pattern]]:
        """Patterns whose first word is there: most need not be looked at."""
        numbers = {n for name in line.spans for n in self._by_class.get(name, ())}
        return (self._patterns[n] for n in sorted(numbers))


def _note(found: dict[str, Mention], mention: Mention) -> None:
    old = found.get(mention.id)
    if old is None or (mention.meant and not old.meant):
        found[mention.id] = mention


def _joined(id_: str, parts: Sequence[Mention]) -> Mention:
    words = " ".join(dict.fromkeys(part.words for part in parts))
    joined = Mention(id_, words)
    return replace(joined, denied=any(p.denied for p in parts), aside=any(p.aside for p in parts))
