"""One figure of what hearing costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Cost:
    """`reached` is None where there is no goal."""

    title: str
    figure: str
    goal: str = ""
    reached: bool | None = None


def spread(title: str, seconds: Sequence[float], p50: float, p95: float) -> Cost:
    """Tell median and 95th percentile, with their goals in milliseconds."""
    middle, high = 1000 * np.quantile(seconds, [0.5, 0.95])
    goal = f"p50 <= {p50:.0f} ms, p95 <= {p95:.0f} ms"
    figure = f"p50 {middle:.0f} ms, p95 {high:.0f} ms, of {len(seconds)}"
    return Cost(title, figure, goal, bool(middle <= p50 and high <= p95))
