"""What answers tell of the person, and how well it is founded."""

from .findings import Findings
from .rules import Rules
from .script import Option, Question, Rise
from .types import Finding, Meaning


class Evidence:
    """The findings of one conversation, and what they rest on."""

    def __init__(self, rules: Rules) -> None:
        self.findings = Findings()
        self._rules = rules
        self._denied: set[str] = set()
        self._scores: dict[str, int] = {}

    def note(self, finding: Finding) -> Finding:
        """Add a finding; return it as it is known now."""
        self.findings = self.findings.note(finding)
        return self.findings[finding.id]

    def tells(self, option: Option, meaning: Meaning, sure: bool) -> list[Finding]:
        """Return what an answer tells.  A grave "unsure" the second time counts as present; a
        grave "no" is sure on two pieces of evidence, or said twice.
        """
        return [self._tells(i, option, meaning, sure) for i in option.find]

    def _tells(self, id_: str, option: Option, meaning: Meaning, sure: bool) -> Finding:
        state, grave = option.find[id_], self._rules.grave(id_)
        if state == "unsure" and grave:
            return Finding(id_, "present", said=False)
        if state != "absent":
            return Finding(id_, state, meaning.value)
        twice = id_ in self._denied
        self._denied.add(id_)
        return Finding(id_, state, meaning.value, sure=sure or twice or not grave)

    def rise(self, question: Question, meaning: Meaning) -> Rise | None:
        """Compare a score with the first one; what is not a number is none."""
        if meaning.value is None:
            return None
        self._scores.setdefault(question.name, meaning.value)
        rise = question.rise
        if rise is None or meaning.value < self._scores.get(rise.of, 0) + rise.by:
            return None
        return rise

    def settle(self) -> None:
        """Every absence was confirmed."""
        self.findings = self.findings.settled()

    def forget(self, findings: tuple[str, ...]) -> None:
        """These are asked again; a "no" said to them before is still remembered as said once."""
        self.findings = self.findings.forget(findings)

    def renew(self, findings: tuple[str, ...]) -> None:
        """These may have changed since: what was said of them before counts no more."""
        self.forget(findings)
        self._denied -= set(findings)
