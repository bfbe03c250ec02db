"""One session over time, as a picture: who spoke when, and the steps to each reply."""

from pathlib import Path
from typing import Any

from ..timing import Timing
from .plot import figure, save

ROW = 30.0
"""Seconds in a row of the picture: a pause of 0.1 s can be seen."""

INCHES = 0.9
"""Height of a row."""

MOMENTS = {"detected": "^", "decided": "v", "meant": "x", "replied": "o"}
"""Each told apart by its mark, not only by its colour."""

NAMES = {
    "detected": "speech detected",
    "decided": "end decided",
    "meant": "meaning known",
    "replied": "first sound of the reply",
}


def draw(timing: Timing, path: Path) -> None:
    """Draw it into a PNG or SVG file, by its name.

    Raises MissingPackage without matplotlib, InputError when the file can't be written.
    """
    end = max([*(s.ended for s in timing.spoken), *(t.meant for t in timing.turns)])
    rows = int(end // ROW) + 1
    page = figure((12, 1.2 + INCHES * rows))
    axes = page.subplots(rows, 1, squeeze=False)[:, 0]
    for n, row in enumerate(axes):
        _row(row, timing, n * ROW)
    axes[-1].set_xlabel("seconds since the session began")
    handles, labels = axes[0].get_legend_handles_labels()
    page.legend(handles, labels, loc="outside upper center", ncols=len(labels))
    save(page, path)


def _row(axes: Any, timing: Timing, begin: float) -> None:
    spoken = [(s.began, s.ended - s.began) for s in timing.spoken]
    said = [(t.began, t.ended - t.began) for t in timing.turns]
    axes.broken_barh(spoken, (1.1, 0.8), label="the assistant speaks", facecolors="0.75")
    axes.broken_barh(said, (0.1, 0.8), label="the person speaks", facecolors="0.35")
    for name, mark in MOMENTS.items():
        at = [moment for t in timing.turns if (moment := getattr(t, name)) is not None]
        axes.plot(at, [1.0] * len(at), mark, label=NAMES[name], markersize=6, fillstyle="none")
    axes.set_xlim(begin, begin + ROW)
    axes.set_ylim(0, 2)
    axes.set_yticks([0.5, 1.5], ["person", "assistant"])
