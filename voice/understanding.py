"""What free words come to, beside the sentences that are expected."""

from dataclasses import dataclass

from .concepts import Concepts
from .measures import Measures
from .quantity import Quantity
from .topics import Topics
from .words import number

BOTH = "both"
"""The side that is both."""

NEWLY_WORSE = "new_pain"
"""Fact: what has been there for long is newly worse."""

REGION = "region_"
"""How mentions of where someone lives begin."""

MOST_DAYS, MOST_HOURS = 120, 72
"""Longer than any bound that a question has."""


@dataclass(frozen=True, slots=True)
class Understanding:
    concepts: Concepts
    topics: Topics
    measures: Measures
    weekday: int = 0
    """Today, 0 for Monday: "since Friday" depends on it."""

    def quantity(self, text: str, measure: str) -> Quantity | None:
        """Return the number that these words come to; None for numbers that nothing here reads."""
        match measure:
            case "score":
                score = self.measures.scores.read(text)
                return Quantity(number(score.value), score.sure) if score else Quantity()
            case "days":
                duration = self.measures.durations.read(text, self.weekday)
                days = number(min(duration.days, MOST_DAYS)) if duration else ""
                return Quantity(f"{days} days") if days else None
            case "hours":
                return self._hours(text)
            case "age":
                return Quantity() if self.measures.ages.other(text) else None
            case "side":
                side = self.measures.sides.read(text)
                return Quantity(BOTH, sure=False) if side == BOTH else None
        return None

    def _hours(self, text: str) -> Quantity:
        """Return the hours, whatever the unit.  A number alone may be hours, or the time of day."""
        hours = self.measures.durations.hours(text, self.weekday)
        bare = self.measures.scores.read(text, MOST_HOURS)
        if bare and (hours is None or bare.value > hours):
            return Quantity(number(bare.value), sure=False)
        return Quantity() if hours is None else Quantity(f"{number(min(hours, MOST_HOURS))} hours")

    def told(self, text: str, told: tuple[str, ...]) -> tuple[str, ...]:
        """Return what was told, and whether something that is not new is newly worse."""
        duration = self.measures.durations.read(text, self.weekday)
        newly = duration is not None and duration.worse is not None
        return (*told, NEWLY_WORSE) if newly else told

    def region(self, told: tuple[str, ...]) -> str:
        """Return the region that was told of, as the settings call it; empty if there was none."""
        named = (i.removeprefix(REGION) for i in told if i.startswith(REGION))
        return next(named, "")
