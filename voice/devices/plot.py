"""Pain and minutes over time, as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError, MissingPackage
from ..past import Past

SCORES = {
    "at its worst": ("score", "o-"),
    "before the stretches": ("before", "^--"),
    "after them": ("after", "v:"),
}
"""Each line of pain: the value it draws, its marker and its stroke; told apart without colour."""

MOST = 10
"""The pain scale goes from 0 to 10."""


def figure(inches: tuple[float, float]) -> Any:
    """Return an empty page of matplotlib.  Raises MissingPackage without it."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackage(
            'Drawing needs matplotlib. Install it with: pip install "backtalk[plot]"'
        ) from error
    return Figure(figsize=inches, layout="constrained")


def save(page: Any, path: Path) -> None:
    """Write a page, as its name ends.  Raises InputError when the file can't be written."""
    try:
        page.savefig(path, format=path.suffix[1:].lower())
    except OSError as error:
        raise InputError(f"{path}: can't be written: {error.strerror}") from error


def plot(pasts: Sequence[Past], path: Path) -> None:
    """Draw sessions into a PNG file.

    Raises MissingPackage without matplotlib, InputError when the file can't be written.
    """
    page = figure((8, 6))
    above, below = page.subplots(2, 1, sharex=True)
    _pain(above, pasts)
    below.bar([past.began for past in pasts], [past.minutes for past in pasts], width=0.3)
    below.set_ylabel("minutes")
    below.set_ylim(bottom=0)
    page.autofmt_xdate()
    save(page, path)


def _pain(axes: Any, pasts: Sequence[Past]) -> None:
    for label, (name, style) in SCORES.items():
        known = [(p.began, s) for p in pasts if (s := getattr(p, name)) is not None]
        if known:
            axes.plot(*zip(*known, strict=True), style, label=label)
    axes.set_ylabel("pain, 0 to 10")
    axes.set_ylim(-0.5, MOST + 0.5)
    if axes.lines:
        axes.legend()
