"""One sound that is to be heard, and what was made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from voice.types import Decision, Samples

Kind = Literal["inside", "outside", "sixty", "synthetic", "noise"]


@dataclass(frozen=True, slots=True)
class Trial:
    """`meaning` is the key of what is said, empty where nothing of it means anything.

    `node` is the question that waits for an answer; none where only the ears are asked.
    `sphinx` tells that pocketsphinx hears it too; it is too slow for all.
    """

    kind: Kind
    name: str
    snr: float | None
    sound: Samples
    node: str = ""
    meaning: str = ""
    sphinx: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """The likeliest meaning, how likely it is, and what the contract of a turn makes of it."""

    key: str
    p: float
    decision: Decision


@dataclass(frozen=True, slots=True)
class Result:
    """`outcomes` are those of each system; `told` is what each ear of the live path heard."""

    kind: Kind
    name: str
    snr: float | None
    meaning: str
    outcomes: Mapping[str, Outcome]
    told: str = ""

    def right(self, system: str) -> bool:
        outcome = self.outcomes[system]
        return outcome.decision == "accept" and outcome.key == self.meaning

    def wrong(self, system: str) -> bool:
        """Something was accepted that was not said."""
        outcome = self.outcomes[system]
        return outcome.decision == "accept" and outcome.key != self.meaning
