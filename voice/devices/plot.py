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


def plot(pasts: Sequence[Past], path: Path) -> None:
    """Draw sessions into a PNG file.

    Raises MissingPackage without matplotlib, InputError when the file can't be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackage(
            'Drawing needs matplotlib. Install it with: pip install "backtalk[plot]"'
        ) from error
    figure = Figure(figsize=(8, 6), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True)
    _pain(above, pasts)
    below.bar([past.began for past in pasts], [past.minutes for past in pasts], width=0.3)
    below.set_ylabel("minutes")
    below.set_ylim(bottom=0)
    figure.autofmt_xdate()
    try:
        figure.savefig(path, format="png")
    except OSError as error:
        raise InputError(f"{path}: can't be written: {error.strerror}") from error


def _pain(axes: Any, pasts: Sequence[Past]) -> None:
    for label, (name, style) in SCORES.items():
        known = [(p.began, s) for p in pasts if (s := getattr(p, name)) is not None]
        if known:
            axes.plot(*zip(*known, strict=True), style, label=label)
    axes.set_ylabel("pain, 0 to 10")
    axes.set_ylim(-0.5, MOST + 0.5)
    if axes.lines:
        axes.legend()
