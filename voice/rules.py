"""What follows from the findings, and why.  The level is the highest floor."""

from dataclasses import dataclass

from .findings import Findings
from .types import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `when` present and none of `unless` sets the floor.

    `because` completes "you told me ...", `doubt` completes "I can't rule out ...".
    `call` tells that the emergency number is to be called, whatever else.
    """

    id: str
    floor: str
    when: tuple[str, ...]
    unless: tuple[str, ...]
    because: str
    doubt: str
    source: str
    call: bool = False

    def fires(self, findings: Findings, *, doubts: bool) -> bool:
        """Tell if it holds.  With `doubts`, what could not be told counts as present."""
        return all(
            findings.present(i) or (doubts and findings.open(i)) for i in self.when
        ) and not any(findings.present(i) for i in self.unless)

    def said(self, findings: Findings) -> bool:
        return all(findings.present(i) and findings[i].said for i in self.when)


@dataclass(frozen=True, slots=True)
class Rules:
    """`order` are the levels, highest first."""

    order: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def findings(self) -> frozenset[str]:
        return frozenset(i for rule in self.rules for i in rule.when)

    @property
    def top(self) -> str:
        return self.order[0]

    def grave(self, finding: str) -> bool:
        """Tell if this finding alone can lead to the highest level."""
        return any(r.floor == self.top and finding in r.when for r in self.rules)

    def fired(self, findings: Findings, *, doubts: bool = True) -> tuple[Rule, ...]:
        """Return the rules that set the level: those that hold and have the highest floor."""
        hold = [r for r in self.rules if r.fires(findings, doubts=doubts)]
        top = min((self.order.index(r.floor) for r in hold), default=None)
        return tuple(r for r in hold if top is not None and self.order.index(r.floor) == top)

    def emergency(self, findings: Findings) -> bool:
        """Tell if what was said already decides: there is nothing above it."""
        fired = self.fired(findings, doubts=False)
        return bool(fired) and fired[0].floor == self.top

    def level(self, findings: Findings) -> Level:
        fired = self.fired(findings)
        because = tuple(r.because if r.said(findings) else r.doubt for r in fired)
        return Level(fired[0].floor, tuple(dict.fromkeys(r.id for r in fired)), because)
