"""What a rule asks of a finding: `R25`, `R25 side is both`, `R23 score at least 7`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .errors import ScriptError
from .findings import Findings
from .types import Detail

Test = Callable[[int, int], bool]

COMPARISONS: Mapping[str, Test] = {
    "over": lambda known, bound: known > bound,
    "under": lambda known, bound: known < bound,
    "at least": lambda known, bound: known >= bound,
    "at most": lambda known, bound: known <= bound,
}

_FORM = re.compile(
    r"(?P<finding>\w+)"
    r"(?: (?P<detail>\w+)"
    r" (?:is (?P<word>\w+)|(?P<test>over|under|at least|at most) (?P<bound>\d+)))?"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A finding is present and, where a `detail` is named, that detail is as required.

    A number that is not known meets every comparison: what was not told cannot be ruled out.
    A word that is not known is none.
    """

    finding: str
    detail: str = ""
    word: str = ""
    test: str = ""
    bound: int = 0

    def met(self, findings: Findings, *, doubts: bool) -> bool:
        """Tell if it holds.  With `doubts`, what could not be told counts as present."""
        known = findings.present(self.finding) or (doubts and findings.open(self.finding))
        return known and self._fits(findings[self.finding].details.get(self.detail))

    def _fits(self, detail: Detail | None) -> bool:
        if self.word:
            return detail == self.word
        if self.test and isinstance(detail, int):
            return COMPARISONS[self.test](detail, self.bound)
        return True


def condition(text: str) -> Condition:
    """Read a condition.  Raises ScriptError, without a place, when it is none."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ScriptError(
            f"{text!r} is not a condition, such as: R25, R25 side is both, R23 score at least 7"
        )
    part = found.groupdict(default="")
    bound = int(part["bound"] or 0)
    return Condition(part["finding"], part["detail"], part["word"], part["test"], bound)
