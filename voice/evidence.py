"""What answers tell of the person, and how well it is founded."""

from collections.abc import Sequence
from dataclasses import replace

from .findings import Findings
from .rules import Rules
from .script import Question, Rise
from .types import Finding, Meaning


class Evidence:
    """The findings of one conversation, and what they rest on."""

    def __init__(self, rules: Rules) -> None:
        self.findings = Findings()
        self.order: list[str] = []
        """What was found to be present, the latest last."""
        self._rules = rules
        self._denied: set[str] = set()
        self._raised: set[str] = set()
        self._scores: dict[str, int] = {}

    def note(self, finding: Finding) -> Finding:
        """Add a finding; return it as it is known now."""
        self.findings = self.findings.note(finding)
        if finding.state == "present":
            self.order.append(finding.id)
        return self.findings[finding.id]

    def tells(self, question: Question, meaning: Meaning, sure: bool) -> list[Finding]:
        """Return what an answer tells.  A grave "unsure" the second time counts as present; a
        grave "no" is sure on two pieces of evidence, or said twice.
        """
        option = question.option(meaning)
        self._raised |= set(option.raises)
        # One of these is so: whatever was said of them before, each is asked about now.
        self.forget(option.raises)
        return [self._tells(_measured(f, question, meaning), sure) for f in option.find.values()]

    def _tells(self, found: Finding, sure: bool) -> Finding:
        grave = self._rules.grave(found.id)
        if found.state == "unsure" and grave:
            return replace(found, state="present", said=False)
        if found.state != "absent":
            return found
        twice, raised = found.id in self._denied, found.id in self._raised
        self._denied.add(found.id)
        return replace(found, sure=(sure and not raised) or twice or not grave)

    def rise(self, question: Question, meaning: Meaning) -> Rise | None:
        """Compare a score with the first one; what is not a number is none."""
        if meaning.value is None:
            return None
        self.scored(question, meaning.value)
        rise = question.rise
        if rise is None or meaning.value < self._scores.get(rise.of, 0) + rise.by:
            return None
        return rise

    def scored(self, question: Question, score: int) -> None:
        """A score was told; the first one is what later ones are compared with."""
        self._scores.setdefault(question.name, score)

    def raised(self, findings: tuple[str, ...]) -> bool:
        """Tell if a yes to several at once may have meant one of these."""
        return bool(self._raised & set(findings))

    def settle(self) -> tuple[Finding, ...]:
        """Every absence was confirmed; return those that were in doubt."""
        doubts = self.findings.doubts()
        self.findings = self.findings.settled()
        return tuple(self.findings[finding.id] for finding in doubts)

    def forget(self, findings: Sequence[str]) -> None:
        """These are asked again; a "no" said to them before is still remembered as said once."""
        self.findings = self.findings.forget(findings)

    def renew(self, findings: tuple[str, ...]) -> None:
        """These may have changed since: what was said of them before counts no more."""
        self.forget(findings)
        self._denied -= set(findings)

    def correct(self, finding: str) -> None:
        """It was said by mistake, and that was confirmed: it is not known at all."""
        self.findings = self.findings.without(finding)
        self._denied.discard(finding)


def _measured(found: Finding, question: Question, meaning: Meaning) -> Finding:
    """Add the number that was asked for: a score, an age."""
    if not question.measure or meaning.value is None:
        return found
    return replace(found, details={**found.details, question.measure: meaning.value})
