"""Which meanings an utterance may have, and how likely each is."""

from .answers import Answers, Gist
from .types import Meaning, Utterance
from .words import plain

PARTLY = 0.5
"""Probability of a meaning found inside other, typed words: to be confirmed."""


def ranked(
    utterance: Utterance,
    answers: Answers,
    urgent: frozenset[str] = frozenset(),
    beside: Gist | None = None,
) -> list[tuple[Meaning, float]]:
    """Add up the sentences of one meaning; the most likely first, of two alike the graver.

    `beside` is what the open transcript comes to: it keeps the commas, which sentences lack.
    """
    weights: dict[str, tuple[Meaning, float]] = {}
    for sentence, p in sorted(utterance.sentences.items(), key=lambda said: (-said[1], said[0])):
        meaning, worth = answers.exact(sentence), 1.0
        if meaning is None:
            same = beside is not None and plain(utterance.open) == sentence
            gist = beside if beside and same else answers.gist(sentence)
            meaning, worth = gist.meaning, 1.0 if gist.clear else PARTLY
        if meaning is not None:
            _, before = weights.get(meaning.key, (meaning, 0.0))
            weights[meaning.key] = (meaning, before + p * worth)
    return sorted(weights.values(), key=lambda found: (-found[1], found[0].key not in urgent))
