"""What is true of a simulated patient, however they say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .patient_words import FindingWords, PatientWords
from .vignette import Vignette

UNKNOWN = FindingWords(())
"""Of a finding that has no words."""


@dataclass(frozen=True, slots=True)
class Condition:
    vignette: Vignette
    words: PatientWords

    def has(self, asked: str) -> bool:
        """Tell if "yes" is true when this is asked."""
        return bool(self.teller(asked))

    def teller(self, asked: str) -> str:
        """Return the finding they have that makes them say yes when this is asked, or ""."""
        findings = self.vignette.findings
        if asked in findings:
            return asked
        return next((i for i in findings if asked in self.of(i).tells), "")

    def meant(self, asks: Sequence[str]) -> tuple[str, ...]:
        """Leave out what a question takes as known: it asks for a detail of it only."""
        details = [rule for rule in self.words.derived if self.of(rule.finding).in_full]
        known = {i for rule in details if rule.finding in asks for i in rule.of}
        return tuple(i for i in asks if i not in known)

    def milder(self, asks: Sequence[str]) -> Iterator[str]:
        """Findings they have that stand beside a graver one that is asked."""
        return (i for i in self.vignette.findings if self.of(i).beside in asks and self.of(i).but)

    def of(self, finding: str) -> FindingWords:
        return self.words.findings.get(finding, UNKNOWN)

    def wanted(self, asks: Sequence[str]) -> str:
        """The number that a question for a number wants."""
        return next((name for i in asks if (name := self.of(i).number)), "score")

    def value(self, name: str) -> int:
        """The number as written for a finding or the patient, the largest; else the usual one."""
        findings, own = self.vignette.findings, self.vignette.numbers
        given = [int(a[name]) for a in findings.values() if name in a]
        if given or name in own:
            return max([*given, own.get(name, 0)])
        usual = [self.of(i).usual for i in findings if self.of(i).number == name]
        return max((u for u in usual if u is not None), default=self.words.usual[name])

    def leg(self, finding: str) -> tuple[str, str]:
        """The side of a finding, and its leg in words."""
        side = self.vignette.findings[finding].get("side", "left")
        return side, self.words.legs[side]
