"""The tables as pictures."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from .failures import at
from .figures import ROWS, Row, figures
from .recordings import SNRS
from .reliability import bins, error
from .trial import Result

RIGHT = [row for row in ROWS if not row.errors]
WRONG = [row for row in ROWS if row.errors and row.kind != "noise"]
COLOURS = ("#1b4965", "#5fa8d3", "#bee3f5")

# Without these a picture would differ at each run though its figures do not.
mpl.rcParams["svg.hashsalt"] = "hearing"
UNDATED = {"Date": None}


def plot(results: Sequence[Result], systems: Sequence[str], path: Path) -> None:
    """Draw what is right above, and what is taken wrongly below, for each system and SNR."""
    shown = [row for row in (*RIGHT, *WRONG) if any(figures(row, results, systems[0]))]
    picture = Picture(figsize=(11, 3.2 * -(-len(shown) // 2)), layout="constrained")
    for n, row in enumerate(shown):
        axes = picture.add_subplot(-(-len(shown) // 2), 2, n + 1)
        _bars(axes, row, results, systems)
    picture.axes[0].legend(fontsize=7, loc="lower right")
    picture.savefig(path, metadata=UNDATED)


def _bars(axes: Axes, row: Row, results: Sequence[Result], systems: Sequence[str]) -> None:
    for n, snr in enumerate(SNRS):
        found = [figures(row, results, system)[n] for system in systems]
        heights = [figure.percent if figure else 0.0 for figure in found]
        places = [place + 0.27 * (n - 1) for place in range(len(systems))]
        axes.bar(places, heights, 0.25, color=COLOURS[n], label=at(snr))
        if (goal := row.goals[n]) is not None:
            axes.plot([places[0] - 0.13, places[0] + 0.13], [goal, goal], color="#c1121f")
    axes.set_title(row.title, fontsize=8)
    axes.set_xticks(range(len(systems)), systems, rotation=25, ha="right", fontsize=7)
    axes.set_ylabel("%", fontsize=8)
    if not row.errors:
        axes.set_ylim(0, 100)


def plot_reliability(results: Sequence[Result], path: Path) -> None:
    """Draw how often answers heard with p about x were right; the diagonal is perfect."""
    found = bins(results)
    picture = Picture(figsize=(5.5, 5), layout="constrained")
    axes = picture.add_subplot()
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    axes.plot([b.p for b in found], [b.right / b.heard for b in found], "o-", color=COLOURS[0])
    for one in found:
        place = (one.p, one.right / one.heard)
        axes.annotate(str(one.heard), place, (4, -10), textcoords="offset points", fontsize=7)
    axes.set_xlabel("probability given")
    axes.set_ylabel("share that was right (numbers: answers heard)")
    axes.set_title(f"Reliability; mean distance {error(found):.3f}", fontsize=9)
    picture.savefig(path, metadata=UNDATED)
