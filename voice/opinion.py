"""The common opinion of several ears."""

import math
from collections.abc import Mapping, Sequence

from .types import Heard, Utterance

LEAST = 0.005
"""The least an ear is taken to give to anything: no ear alone can rule a sentence out.  With
it, a sentence that one of two ears is certain of and the other does not hear comes to 0.4, and
is asked back; one that two of three give 0.6 comes to 0.2, as some kitchen noise does."""


def common(heard: Sequence[Heard], began: float, ended: float) -> Utterance:
    """Average the ears' log-probabilities, "something else" included, and take the surest
    transcript.

    Averaging measured best of the simple ways to combine two ears (95 % against 92.5 % and
    94.5 % alone, 200 recordings of command words).
    """
    sentences = dict.fromkeys(s for one in heard for s, p in one.sentences.items() if p > LEAST)
    scores = {s: _mean([one.sentences.get(s, 0.0) for one in heard]) for s in sentences}
    rest = _mean([1.0 - sum(one.sentences.values()) for one in heard])
    total = sum(scores.values()) + rest
    surest = max(heard, key=lambda one: one.certainty)
    return Utterance(
        sentences={s: p / total for s, p in scores.items()},
        open=surest.open,
        certainty=surest.certainty,
        began=began,
        ended=ended,
        ears=tuple(heard),
    )


def likeliest(sentences: Mapping[str, float], meanings: Mapping[str, str]) -> tuple[str, float]:
    """Add up the sentences of one meaning; return the key of the likeliest and its probability."""
    sums: dict[str, float] = {}
    for sentence, p in sentences.items():
        key = meanings.get(sentence, sentence)
        sums[key] = sums.get(key, 0.0) + p
    return max(sums.items(), key=lambda found: found[1], default=("", 0.0))


def _mean(probabilities: Sequence[float]) -> float:
    logs = [math.log(max(p, LEAST)) for p in probabilities]
    return math.exp(sum(logs) / len(logs))
