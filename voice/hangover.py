"""How much silence ends what was said: the less, the clearer it is by then."""

from collections.abc import Mapping

from .opinion import likeliest
from .turn import ACCEPT, CONFIRM, SURE
from .types import Expected
from .words import numerals

COMPLETE = 0.15
"""Seconds of silence that end a complete, certain answer.  People leave 0.2 s between turns
(Stivers et al. 2009)."""

HANGOVER = 0.4
"""Seconds of silence that end any other answer that was understood."""

UNFINISHED = 0.65
"""Seconds of silence that end what was not understood, or is understood otherwise if more comes
("thirty", "thirty five"; "two", "two or three"): people pause for up to 0.6 s inside an answer."""

THINKING = 0.9
"""Seconds of silence that end the answer to an open question."""

QUICKEST, SLOWEST = 0.7, 2.0
"""How far all four are shortened or stretched for who asked for it."""


def needed(expected: Expected, sentences: Mapping[str, float]) -> float:
    """Return the seconds of silence to wait for.  `sentences` are what it was heard as, and how
    likely each is; none while nothing is known.
    """
    unknown = THINKING if expected.long else UNFINISHED
    meaning, p = likeliest(sentences, expected.meanings)
    if _interrupts(expected, meaning, p):
        return COMPLETE
    if expected.long or p < ACCEPT:
        return unknown
    sentence = max(sentences, key=sentences.__getitem__)
    if _goes_on(sentence, expected) or (" " in sentence and _opens(sentence, expected)):
        return UNFINISHED
    return COMPLETE if p >= SURE else HANGOVER


def interrupts(expected: Expected, sentences: Mapping[str, float]) -> bool:
    """Tell if it is done at once, like stop: while the assistant speaks when it was half heard."""
    return _interrupts(expected, *likeliest(sentences, expected.meanings))


def _interrupts(expected: Expected, meaning: str, p: float) -> bool:
    return meaning in expected.at_once and p >= (ACCEPT if expected.waiting else CONFIRM)


def slowness(expected: Expected) -> float:
    """Return how many times as long to wait for this person."""
    return min(max(expected.patience, QUICKEST), SLOWEST)


def _goes_on(sentence: str, expected: Expected) -> bool:
    """Tell if more words may make it another number: "two", "two hundred", "two or three"."""
    return sentence.rpartition(" ")[2] in numerals() and _opens(sentence, expected)


def _opens(sentence: str, expected: Expected) -> bool:
    """Tell if this is how another answer begins: "I don't", "I don't know"."""
    meaning, opened = expected.meanings.get(sentence), f"{sentence} "
    return any(o.startswith(opened) and m != meaning for o, m in expected.meanings.items())
