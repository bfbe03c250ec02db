"""The tables as Markdown."""

from collections.abc import Iterable, Sequence

from .cost import Cost
from .failures import at
from .figures import ROWS, Figure, Row, figures
from .recordings import SNRS
from .reliability import bins
from .systems import LIVE
from .trial import Result

MARKS = {True: "reached", False: "**not reached**", None: ""}


def reach(results: Sequence[Result]) -> list[str]:
    """What is to be reached, by the live path."""
    lines = [_line(("live path", *map(at, SNRS))), _line(["---"] * 4)]
    for row in ROWS:
        cells = [_full(figure) for figure in figures(row, results, LIVE)]
        lines.append(_line((row.title, *cells)))
    return lines


def beside(results: Sequence[Result], systems: Sequence[str]) -> list[str]:
    """The same of every system, percentages for clean / 12 dB / 6 dB."""
    lines = [_line(("", *systems)), _line(["---"] * (1 + len(systems)))]
    for row in ROWS:
        cells = (_three(row, results, system) for system in systems)
        lines.append(_line((row.title, *cells)))
    return lines


def costs(found: Iterable[Cost]) -> list[str]:
    lines = [_line(("cost", "measured", "goal", "")), _line(["---"] * 4)]
    return [*lines, *(_line((c.title, c.figure, c.goal, MARKS[c.reached])) for c in found)]


def calibration(results: Sequence[Result]) -> list[str]:
    lines = [_line(("p given", "answers heard", "of them right")), _line(["---"] * 3)]
    for one in bins(results):
        share = f"{one.right} ({100 * one.right / one.heard:.0f} %)"
        lines.append(_line((f"{one.p:.2f}", str(one.heard), share)))
    return lines


def short(results: Sequence[Result], found: Iterable[Cost]) -> list[str]:
    """Name every figure that was not reached, and by how much."""
    lines = []
    for row in ROWS:
        for snr, figure in zip(SNRS, figures(row, results, LIVE), strict=True):
            if figure and figure.reached is False:
                goal = f"{'<=' if row.errors else '>='} {figure.goal:g} %"
                lines.append(f"- {row.title}, {at(snr)}: {figure.percent:.1f} % instead of {goal}")
    late = [c for c in found if c.reached is False]
    return [*lines, *(f"- {c.title}: {c.figure} instead of {c.goal}" for c in late)]


def _full(figure: Figure | None) -> str:
    if figure is None:
        return ""
    low, high = figure.interval
    counts = f"{figure.count} of {figure.trials}; {low:.0f}-{high:.0f}"
    sign = "<=" if figure.errors else ">="
    goal = "" if figure.goal is None else f", goal {sign} {figure.goal:g} %"
    mark = MARKS[figure.reached]
    return f"{figure.percent:.1f} % ({counts}){goal}{': ' if mark else ''}{mark}"


def _three(row: Row, results: Sequence[Result], system: str) -> str:
    found = figures(row, results, system)
    if not any(found):
        return "not measured" if any(system in r.outcomes for r in results) else "absent"
    return " / ".join(f"{figure.percent:.1f}" if figure else "-" for figure in found)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
