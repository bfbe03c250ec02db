"""A dialog as it is used: questions, guidance, commands, rules and phrases.

Values only; loading.py reads them from YAML, checking.py looks for mistakes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .acts import Act
from .answers import Sentence
from .coaching import Coaching
from .conditions import Condition
from .documents import Place
from .findings import Findings
from .rules import Rules
from .types import Finding, Meaning
from .understanding import Understanding
from .words import key

BACK = "back"
"""Destination: where the conversation was before it was led aside."""

ADVICE = "advice"
"""Destination: the level that follows from the findings, and what to do."""

ONWARD = "onward"
"""Destination: where the conversation was going when something else had to be settled first."""

RESERVED = (BACK, ADVICE, ONWARD)


def told(finding: str) -> str:
    """Name of the question whether a finding that was told unasked is so."""
    return f"told_{finding}"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: how it may be said, what it finds, where it leads.

    `called` is how it is described when the answers are offered one by one.  `raises` are
    findings of which one is so, it is not known which: a "no" to each needs more evidence.
    `again`: it is no answer yet, and the question is asked once more, in other words.
    """

    id: str
    sentences: tuple[Sentence, ...]
    find: Mapping[str, Finding] = field(default_factory=dict)
    go: str = ""
    called: str = ""
    raises: tuple[str, ...] = ()
    again: bool = False
    recheck: tuple[str, ...] = ()
    """Findings that are asked for once more after this answer."""


@dataclass(frozen=True, slots=True)
class Rise:
    """Compare a number with the one given at node `of`: `by` more is `find`, asks the findings
    `again`, and leads to `go`.
    """

    of: str
    by: int
    find: str
    go: str
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Asks, and goes where the answer leads.

    `short` is for when it is asked again, `other` puts it in more concrete words, `readback`
    is what an unhurt person would hear of it at the end of the block.  `measure` names the
    detail that a number is, `about` findings that it tells more of, `group` the questions
    that it puts together.
    """

    name: str
    place: Place
    ask: str
    short: str
    other: str
    why: str
    options: Mapping[str, Option]
    next: str
    asks: tuple[str, ...] = ()
    expects: str = "choice"
    sayable: tuple[str, ...] = ()
    block: str = ""
    readback: str = ""
    only_if: tuple[str, ...] = ()
    not_if: str = ""
    patience: float = 8.0
    rise: Rise | None = None
    measure: str = ""
    about: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    pain: Literal["", "before", "during", "after"] = ""
    """The number it asks for is pain before, during or after the stretches, for the record."""

    quiet_end: bool = False
    """Silence ends the conversation here, instead of being asked about."""

    @property
    def named(self) -> tuple[str, ...]:
        """Findings that it asks for or tells more of."""
        return (*self.asks, *self.about)

    @property
    def denies(self) -> frozenset[str]:
        """Findings that an answer can make absent."""
        return frozenset(
            i for o in self.options.values() for i, f in o.find.items() if f.state == "absent"
        )

    @property
    def offered(self) -> tuple[Option, ...]:
        """The answers that are offered one by one, to who was not understood."""
        plain = ("yes", "unsure", "no") if self.expects == "yesno" else ()
        return tuple(o for i, o in self.options.items() if o.called or i in plain)

    def option(self, meaning: Meaning) -> Option:
        """Return the answer that words of this meaning give."""
        return self.options.get(meaning.which) or self.options[meaning.id]

    @property
    def destinations(self) -> Iterator[str]:
        yield self.next
        yield from (o.go for o in self.options.values() if o.go)
        if self.rise:
            yield self.rise.go


@dataclass(frozen=True, slots=True)
class Telling:
    """Says something, or leads stretches, then goes on; `next` is empty at the very end."""

    name: str
    place: Place
    acts: tuple[Act, ...]
    next: str
    hurts: str = ""
    """Where "that hurts" leads during a stretch."""

    coach: str = ""
    """What the coach does here: open, begin, easier, skip, summary."""

    programme: str = ""
    """Which programme is opened."""

    refused: str = ""
    """Where it leads when no stretch may be led."""

    @property
    def destinations(self) -> Iterator[str]:
        yield from (d for d in (self.next, self.hurts, self.refused) if d)


Node = Question | Telling


@dataclass(frozen=True, slots=True)
class Ending:
    """What is said at a level.  Lines with `call` are only for those who must call now.

    `twice`: all is said once more; `explains`: the likely kind and cause are told.
    """

    id: str
    name: str
    place: Place
    say: tuple[str, ...]
    call: tuple[str, ...]
    next: str
    twice: bool = False
    explains: bool = False


@dataclass(frozen=True, slots=True)
class Likely:
    """A kind of back pain, or a cause of it, that findings make likely: never a diagnosis."""

    id: str
    when: tuple[Condition, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Script:
    start: str
    hurts: str
    """The question that "that hurts" leads to outside a stretch."""

    nodes: Mapping[str, Node]
    commands: Mapping[str, tuple[Sentence, ...]]
    danger: tuple[Sentence, ...]
    replies: Mapping[str, tuple[Sentence, ...]]
    """What may be said to the assistant's own checks: correct, different, that_one."""

    prompts: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    denials: frozenset[str]
    elliptic: frozenset[str]
    unchanging: frozenset[str]
    backchannels: frozenset[str]
    regions: Mapping[str, str]
    rules: Rules
    endings: Mapping[str, Ending]
    kinds: tuple[Likely, ...]
    causes: tuple[Likely, ...]
    understanding: Understanding
    coaching: Coaching
    known: Findings
    """What is known before the first word."""

    places: Mapping[str, Place]
    """Where each part of the files stands: "start", "prompts", "danger R9", "rules 3"."""

    def always(self, own: Sequence[Sentence] = (), asks: Sequence[str] = ()) -> list[Sentence]:
        """What is understood beside a question's `own` sentences: danger phrases, commands.

        A question takes over a command by its name, and a danger phrase that answers it.
        """
        names = {s.meaning.id for s in own}
        words = {key(s.text) for s in own}
        danger = [s for s in self.danger if s.meaning.id not in asks or key(s.text) not in words]
        commands = [s for i, group in self.commands.items() if i not in names for s in group]
        return [*danger, *commands]
