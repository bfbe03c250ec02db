"""What each of several ears by itself says to a meaning."""

from .answers import Answers
from .lexicon import LENGTH
from .ranking import ranked
from .types import Heard, Meaning, Utterance

FAR_MORE = 4
"""Words that every ear writes down beyond a sentence, from which on that was not what was said.  A
short answer in noise is written down as up to three words more."""

SLIP = 3
"""Of as many ears one alone has misheard a command inside a long sentence."""

BACKED = 0.2
"""Probability from which an ear takes part in an answer that is half heard.  Of 34 short words in
noise that would be asked back six were right, and a second ear gave each of them 0.3 or more; five
of the others were heard by one ear of three, and had 0.1 of another at most (an "okay" amid talk
0.12)."""


def likely(ear: Heard, answers: Answers, meaning: Meaning) -> float:
    """Return what an ear by itself gives to a meaning; 0 where it takes another to be likelier."""
    found = ranked(Utterance(ear.sentences), answers)
    return found[0][1] if found and found[0][0].key == meaning.key else 0.0


def heard_by_two(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if each ear by itself takes this to be the likeliest, and there are two or more.

    Typed words were not heard by any ear, and need none.
    """
    if not utterance.ears:
        return True
    alone = [likely(ear, answers, meaning) for ear in utterance.ears]
    return len(alone) > 1 and all(alone)


def sentence(utterance: Utterance, answers: Answers, meaning: Meaning) -> str:
    """Return the likeliest way in which this was said; empty where only free words tell it."""
    said = (s for s in utterance.sentences if (m := answers.exact(s)) and m.key == meaning.key)
    return max(said, key=utterance.sentences.__getitem__, default="")


def slip(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if one ear in three misheard this.  While there is something to interrupt, the others
    must have written down as many words, another in its place, and somebody a strange word.
    """
    written = [ear.open.split() for ear in utterance.ears]
    if any(len(words) < LENGTH for words in written):
        return False
    alone = [_writes(ear, answers, meaning) for ear in utterance.ears]
    if sum(alone) > len(alone) / SLIP:
        return False
    least = len(utterance.open.split())
    instead = all(len(words) >= least for words in written)
    strange = any(answers.strange(ear.open) for ear in utterance.ears)
    return not utterance.over or (instead and strange)


def outspoken(said: str, utterance: Utterance) -> bool:
    """Tell if every ear would write down far more than this: then it was not said, or not to us."""
    least = len(said.split()) + FAR_MORE
    return all(len(ear.open.split()) >= least for ear in utterance.ears)


def faint(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if of three ears or more fewer than two take it for this or write it down, or none
    writes such words.

    Of 148 words in kitchen noise (12, 6, 0 dB) at two yes/no questions 44 would be asked back as a
    yes or no.  No ear wrote down 23 of the 39 that were not said, and one of the five that were.
    Numbers are left out: four of 17 that were said would be lost.
    """
    if len(utterance.ears) < SLIP:
        return False
    written = [_writes(ear, answers, meaning) for ear in utterance.ears]
    taken = [likely(ear, answers, meaning) >= BACKED for ear in utterance.ears]
    backed = sum(map(any, zip(written, taken, strict=True)))
    return backed < 2 or not (any(written) or meaning.value is not None)


def _writes(ear: Heard, answers: Answers, meaning: Meaning) -> bool:
    """Tell if what an ear writes down comes to this."""
    found = answers.gist(ear.open).meaning if ear.open else None
    return found is not None and found.key == meaning.key
