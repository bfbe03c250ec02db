"""A patient as a clinician writes them down: what is true of them, and how they talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Attributes = Mapping[str, str]
"""What is known of one finding: side, days, score.  All as text."""


@dataclass(frozen=True, slots=True)
class Interrupt:
    """Words said unasked: at a node, or once `after` answers have been given."""

    say: str
    at: str = ""
    after: int | None = None

    def due(self, node: str, answers: int) -> bool:
        return answers >= self.after if self.after is not None else node == self.at


@dataclass(frozen=True, slots=True)
class Vignette:
    """`expect` is the level that is right for them, `talk` their style, `story` what they say to
    an open question.  `says` are their own words, by finding or node, in turn.

    At the findings in `silent_at` they stay silent, at those in `never_says` they change the
    subject.
    """

    name: str
    expect: str
    talk: str
    story: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, Attributes] = field(default_factory=dict)
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    interrupts: tuple[Interrupt, ...] = ()
    silent_at: frozenset[str] = frozenset()
    never_says: frozenset[str] = frozenset()
    variant: int = 0
    """With another number the same is said in other words."""
