"""The number that free words come to: a score, days, hours, an age."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """In a sentence that is expected; empty where the numbers in the words count something else.
    It is not `sure` where one might.
    """

    sentence: str = ""
    sure: bool = True


def unread(words: str) -> Quantity | None:  # noqa: ARG001
    """Take numbers as they stand."""
    return None
