"""Readers of numbers and sides in free words."""

from dataclasses import dataclass

from .ages import Ages
from .durations import Durations
from .scores import Scores
from .sides import Sides


@dataclass(frozen=True, slots=True)
class Measures:
    durations: Durations
    ages: Ages
    scores: Scores
    sides: Sides
