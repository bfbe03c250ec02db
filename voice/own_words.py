"""Telling the assistant's own words from a person's, when they come back as an echo."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from .words import key, sentences

RUN = 2
"""Words in a row that count as said again: single words are everybody's."""

LEAST = 3
"""Words that, when they were just being said, may be an echo; fewer only as a whole sentence."""

SHARE = 0.6
"""Share of the words of an utterance that then is an echo: a recogniser mishears some."""


def others(heard: str, said: Iterable[str]) -> str:
    """Return the words that are not an echo of what was said; all of them if none are."""
    texts, words = list(said), key(heard).split()
    if any(words == key(sentence).split() for text in texts for sentence in sentences(text)):
        return ""
    spoken = [word for text in texts for word in key(text).split()]
    runs = SequenceMatcher(None, spoken, words, autojunk=False).get_matching_blocks()
    echo = {run.b + n for run in runs if run.size >= RUN for n in range(run.size)}
    if len(words) < LEAST or len(echo) < SHARE * len(words):
        return " ".join(words)
    # The last word of an echo may be the first of a person's: "... may hear my" chest hurts.
    mine = {n for n in range(len(words)) if n not in echo}
    return " ".join(word for n, word in enumerate(words) if n in mine or n + 1 in mine)
