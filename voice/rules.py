"""What follows from the findings, and why.  The level is the highest floor."""

from dataclasses import dataclass
from functools import cached_property

from .conditions import Condition
from .findings import Findings
from .types import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `when` sets the floor; there is nothing that could take it away again.

    `because` completes "you told me ...", `doubt` completes "I can't rule out ...".
    `call` tells that the emergency number is to be called, whatever else.  With `raises` it
    sets no floor, but lifts the level that the others give by one.
    """

    id: str
    floor: str
    when: tuple[Condition, ...]
    because: str
    doubt: str
    source: str
    call: bool = False
    raises: bool = False

    def fires(self, findings: Findings, *, doubts: bool) -> bool:
        """Tell if it holds.  With `doubts`, what could not be told counts as present."""
        return all(c.met(findings, doubts=doubts) for c in self.when)

    def said(self, findings: Findings) -> bool:
        return all(findings.present(c.finding) and findings[c.finding].said for c in self.when)

    def needs_only(self, finding: str) -> bool:
        """Tell if the finding by itself is enough, without a word that tells more of it."""
        return bool(self.when) and all(c.finding == finding and not c.word for c in self.when)

    def reason(self, findings: Findings) -> str:
        return self.because if self.said(findings) else self.doubt


@dataclass(frozen=True)
class Rules:
    """`order` are the levels, highest first; `facts` what is known without any consequence."""

    order: tuple[str, ...]
    rules: tuple[Rule, ...]
    facts: frozenset[str] = frozenset()

    @property
    def findings(self) -> frozenset[str]:
        return frozenset(c.finding for rule in self.rules for c in rule.when)

    @property
    def top(self) -> str:
        return self.order[0]

    def grave(self, finding: str) -> bool:
        """Tell if this finding alone can lead to the highest level."""
        return finding in self._grave

    @cached_property
    def _grave(self) -> frozenset[str]:
        alone = {c.finding for r in self._topmost for c in r.when if r.needs_only(c.finding)}
        return frozenset(alone)

    @cached_property
    def _topmost(self) -> tuple[Rule, ...]:
        return tuple(r for r in self.rules if r.floor == self.top)

    def red_flag(self, finding: str) -> bool:
        """Tell if this finding alone can lead to a doctor, or higher: it has to be ruled out,
        and no silence does that.
        """
        return any(r.floor in self.order[:-2] and r.needs_only(finding) for r in self.rules)

    def fired(self, findings: Findings, *, doubts: bool = True) -> tuple[Rule, ...]:
        """Return the rules that set the level: those that hold and have the highest floor,
        and those that raised it.
        """
        hold = [r for r in self.rules if r.fires(findings, doubts=doubts)]
        rank = self._rank(hold)
        raised = rank > 0 and any(r.raises for r in hold)
        return tuple(r for r in hold if (r.raises and raised) or self._sets(r, rank))

    def emergency(self, findings: Findings) -> bool:
        """Tell if what was said already decides: there is nothing above it."""
        present = {i for i, f in findings.items() if f.state == "present"}
        likely = (r for r in self._topmost if not r.when or r.when[0].finding in present)
        return any(r.fires(findings, doubts=False) for r in likely)

    def level(self, findings: Findings) -> Level:
        fired = self.fired(findings)
        rank = self._rank(fired) - any(r.raises for r in fired)
        reasons = tuple(dict.fromkeys(r.reason(findings) for r in fired))
        return Level(self.order[rank], tuple(dict.fromkeys(r.id for r in fired)), reasons)

    def _sets(self, rule: Rule, rank: int) -> bool:
        return not rule.raises and self.order.index(rule.floor) == rank

    def _rank(self, rules: "tuple[Rule, ...] | list[Rule]") -> int:
        floors = (self.order.index(r.floor) for r in rules if not r.raises)
        return min(floors, default=len(self.order) - 1)
