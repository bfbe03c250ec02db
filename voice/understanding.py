"""What free words come to, beside the sentences that are expected."""

from dataclasses import dataclass

from .concepts import Concepts
from .measures import Measures
from .topics import Topics
from .words import number

NEWLY_WORSE = "new_pain"
"""Fact: what has been there for long is newly worse."""

REGION = "region_"
"""How mentions of where someone lives begin."""

MOST_DAYS = 120
"""Longer than any bound that a question has."""


@dataclass(frozen=True, slots=True)
class Understanding:
    concepts: Concepts
    topics: Topics
    measures: Measures
    weekday: int = 0
    """Today, 0 for Monday: "since Friday" depends on it."""

    def measured(self, text: str, measure: str) -> str:
        """Return an expected sentence with the number that these words come to; or the words."""
        if measure == "score" and (score := self.measures.scores.read(text)) is not None:
            return number(score)
        duration = self.measures.durations.read(text, self.weekday) if measure == "days" else None
        return f"{number(min(duration.days, MOST_DAYS))} days" if duration else text

    def told(self, text: str, told: tuple[str, ...]) -> tuple[str, ...]:
        """Return what was told, and whether something that is not new is newly worse."""
        duration = self.measures.durations.read(text, self.weekday)
        newly = duration is not None and duration.worse is not None
        return (*told, NEWLY_WORSE) if newly else told

    def region(self, told: tuple[str, ...]) -> str:
        """Return the region that was told of, as the settings call it; empty if there was none."""
        named = (i.removeprefix(REGION) for i in told if i.startswith(REGION))
        return next(named, "")
