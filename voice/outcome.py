"""What came of simulated patients: the level each reached, against the one that was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from .types import Level

Verdict = Literal["right", "under", "over", "none"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`questions` and `turns` (with every repetition) are counted up to the level.

    `to_level` and `whole` are seconds of the assistant's speech up to the level, and in all.
    `problem` tells why a conversation did not come to its end.
    """

    name: str
    style: str
    expect: str
    level: Level | None
    questions: int
    turns: int
    to_level: float
    whole: float
    problem: str = ""

    def verdict(self, order: Sequence[str]) -> Verdict:
        """Compare with what is right; `order` are the levels, highest first."""
        if self.level is None or self.problem:
            return "none"
        reached, right = order.index(self.level.id), order.index(self.expect)
        return "right" if reached == right else "under" if reached > right else "over"


@dataclass(frozen=True, slots=True)
class Summary:
    """`problems` are conversations without a level, or without an end."""

    patients: int
    under: int
    over: int
    problems: int
    median_questions: float
    most_questions: int
    median_to_level: float
    longest_to_level: float

    @property
    def safe(self) -> bool:
        return not self.under and not self.problems


def summary(outcomes: Sequence[Outcome], order: Sequence[str]) -> Summary:
    verdicts = [outcome.verdict(order) for outcome in outcomes]
    questions = [outcome.questions for outcome in outcomes]
    seconds = [outcome.to_level for outcome in outcomes]
    return Summary(
        patients=len(outcomes),
        under=verdicts.count("under"),
        over=verdicts.count("over"),
        problems=verdicts.count("none"),
        median_questions=median(questions),
        most_questions=max(questions),
        median_to_level=median(seconds),
        longest_to_level=max(seconds),
    )
