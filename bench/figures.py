"""The first table: how often each system is right, and how often it takes what was not said."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .recordings import SNRS
from .trial import Kind, Result

Judge = Callable[[Result, str], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """`goals` are percentages, one for each SNR: at least, or at most where `errors`."""

    title: str
    kind: Kind
    judge: Judge
    goals: tuple[float | None, float | None, float | None] = (None, None, None)
    errors: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """`count` of `trials`, `things` of which are different recordings or sentences."""

    count: int
    trials: int
    things: int
    goal: float | None
    errors: bool

    @property
    def percent(self) -> float:
        return 100 * self.count / self.trials

    @property
    def reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.percent <= self.goal if self.errors else self.percent >= self.goal

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval in percent (Wilson 1927), with as many trials as different things:
        draws of noise over the same recording are not independent.
        """
        n, p, z = self.things, self.count / self.trials, 1.96
        middle = (p + z * z / 2 / n) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
        return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def _likeliest(result: Result, system: str) -> bool:
    return result.outcomes[system].key == result.meaning


ROWS = (
    Row("yes, no, stop at a yes/no question: right at first hearing", "inside", Result.right,
        (93, 90, 80)),
    Row("the same: wrong meaning accepted", "inside", Result.wrong, (0, 0, 0.5), True),
    Row("outside the set accepted", "outside", Result.wrong, (2, 2, 3), True),
    Row("60 commands and digits, all of them expected: right", "sixty", _likeliest, (97, 93, 85)),
    Row("the same: right and accepted", "sixty", Result.right),
    Row("200 sentences of the dialog, synthetic voices, two rooms: right", "synthetic",
        Result.right, (97, 95, 88)),
    Row("the same: wrong meaning accepted", "synthetic", Result.wrong, (0, 0, 0.5), True),
    Row("pure noise, 30 minutes: pieces of 20 s with anything accepted", "noise", Result.wrong,
        (0, None, None), True),
)  # fmt: skip


def figures(row: Row, results: Sequence[Result], system: str) -> list[Figure | None]:
    """Return one figure for each SNR, None where nothing was measured."""
    return [_figure(row, results, system, n) for n in range(len(SNRS))]


def _figure(row: Row, results: Sequence[Result], system: str, n: int) -> Figure | None:
    heard = [r for r in results if r.kind == row.kind and r.snr == SNRS[n] and system in r.outcomes]
    if not heard:
        return None
    count = sum(row.judge(result, system) for result in heard)
    things = len({result.name for result in heard})
    return Figure(count, len(heard), things, row.goals[n], row.errors)
