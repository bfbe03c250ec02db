"""docs/stretches.md: each move as a person hears it, made from the dialogs by script/docs.

What stands above the moves is written by hand, and stays.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from voice.coaching import Coaching
from voice.loading import load
from voice.phrasebook import fill
from voice.stretch import Dose, Stretch, Work

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "stretches.md"

MOVES = "# The moves"
"""The heading above which everything is written by hand."""

HEAD = f"""\
{MOVES}

Made by `script/docs` from `dialogs/stretches/`; do not edit what follows.
"""

UNITS = {"hold": "{} s", "breath": "{} slow breath", "press": "{} slow press"}
"""What a dose counts."""


def page(coaching: Coaching, written: str) -> str:
    """Return the page as it is to be: `written` up to the moves, then each of them."""
    above = written.partition(f"{MOVES}\n")[0]
    moves = ("\n".join(_move(coaching, stretch)) for stretch in coaching.stretches.values())
    return above + "\n\n".join([HEAD.strip(), *moves]) + "\n"


def _move(coaching: Coaching, stretch: Stretch) -> Iterator[str]:
    yield f"## {stretch.name[:1].upper()}{stretch.name[1:]}"
    yield ""
    yield _line(("level", *(work.count for work in stretch.work)))
    yield f"|{'---|' * (1 + len(stretch.work))}"
    for level in coaching.levels:
        yield _line((level, *(_dose(work, work.doses[level]) for work in stretch.work)))
    yield ""
    for text in _told(stretch):
        yield f"- {text}"


def _told(stretch: Stretch) -> Iterator[str]:
    """Every sentence in turn, the first side first."""
    one, other = stretch.sides or ("", "")

    def said(text: str) -> str:
        return fill(text, side=one, other=other)

    yield stretch.called
    yield from (said(text) for texts in stretch.told.values() for text in texts)
    for work in stretch.work:
        yield f'Each time: "{said(work.begin)}" ... "{said(work.release)}"'
    if stretch.change:
        yield f'Between the sides: "{fill(stretch.change, side=other, other=one)}"'
    yield f'At the end: "{said(stretch.done)}"'
    yield f'Easier: "{said(stretch.easier)}" Harder: "{said(stretch.harder)}"'
    yield from (f'Changed {c.because}: "{said(c.say)}"' for c in stretch.change_if)
    yield from (f"Left out: {c.because}." for c in stretch.never)


def _dose(work: Work, dose: Dose) -> str:
    times = "once" if dose.times == 1 else f"{dose.times} times"
    many = "" if work.count == "hold" or dose.hold == 1 else "es" if work.count == "press" else "s"
    return f"{times} {UNITS[work.count].format(dose.hold)}{many}"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    PAGE.write_text(page(load().coaching, PAGE.read_text("utf-8")), "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
