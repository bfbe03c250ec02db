"""What is heard while the assistant speaks, or just after: who said it, and is it meant for it?

An echo that no canceller took away once was heard as "yes" to an emergency question.  So what may
be the assistant's own voice answers nothing unless it sounds unlike what is played, all ears that
were asked take it for the same, or all but one and not of one make, and none of its words is
being said.  A command that two ears are sure of may sound like what is played.  Stop and pain need
no more than a meaning.
A danger that is not certain by these measures is asked about at once; it is none only if it both
sounds like what is played and was heard by a single ear.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from . import own_words
from .answers import Answers
from .backing import likely
from .likeness import ECHO
from .turn import DANGER, SURE
from .types import Decision, Meaning, Reading, Utterance
from .words import key, plain

ORDER: tuple[Decision, ...] = ("reject", "confirm", "accept")

ALIKE = 0.5
"""Share of the words that two ears must write down alike, for a story to be one."""

LAST = 2
"""Sentences whose words may be in the air: the one being said, and the one before."""


def is_echo(utterance: Utterance, said: Iterable[str], always: Answers) -> bool:
    """Tell if this is what was just being said, come back through the microphone.

    A command or danger phrase beside the echo is still heard.
    """
    if not utterance.over or not utterance.open:
        return False
    others = own_words.others(utterance.open, said)
    if others == key(utterance.open):
        return False
    return always.gist(others).meaning is None


def is_backchannel(reading: Reading, utterance: Utterance, backchannels: Collection[str]) -> bool:
    """Tell if this only says that someone listens: no ear takes it for more."""
    heard = [ear.sentences for ear in utterance.ears] or [utterance.sentences]
    likeliest = {plain(max(said, key=said.__getitem__, default="")) for said in heard}
    return {plain(reading.text), *likeliest} <= {*backchannels, ""}


def weighed(
    reading: Reading,
    utterance: Utterance,
    answers: Answers,
    said: Iterable[str],
    urgent: Collection[str] = (),
) -> Reading | None:
    """Return the reading with what it is worth when the assistant's own voice may be in it; None
    where it is worth nothing.

    `said` is what was said last; `urgent` are keys of what counts even if it was half heard.
    Typed words are no echo.
    """
    meaning, echo = reading.meaning, utterance.likeness >= ECHO
    alone = utterance.own == "none" and not echo
    if alone or not utterance.ears or (meaning and answers.anywhere(meaning)):
        return reading
    danger = meaning is not None and meaning.kind == "danger"
    grave = danger or (meaning is not None and meaning.kind == "symptom")
    each = [likely(ear, answers, meaning) for ear in utterance.ears] if meaning else []
    agreed = _agreed(utterance, answers, meaning, each)
    if agreed and meaning and meaning.kind == "command" and _sure(each):
        echo = False  # In the words of a count one voice is much like another.
    if echo or not agreed:
        heard = (danger and agreed) if echo else (grave or not utterance.over)
        return asked_back(reading) if heard else None
    if danger or meaning is None or not utterance.over:
        return reading
    if meaning.kind == "answer" and meaning.key not in urgent and reading.p < DANGER:
        return None
    return None if _sounding(meaning, answers, [*said][-LAST:]) else reading


def asked_back(reading: Reading) -> Reading:
    """Return a reading that is asked back at most."""
    return replace(reading, decision=min(reading.decision, "confirm", key=ORDER.index))


def _agreed(
    utterance: Utterance, answers: Answers, meaning: Meaning | None, each: Sequence[float]
) -> bool:
    """Tell if two ears take it for the same; a story, if they write down much the same.  `each`
    is what the meaning is worth to each ear by itself.

    Where nothing is cancelled nobody is believed: it is a half duplex, one speaks at a time.
    """
    if utterance.own == "whole":
        return False
    if meaning is not None:
        by_all = len(each) > 1 and all(each)
        return by_all or _outvoted(utterance, each) or _written_by_two(utterance, answers, meaning)
    texts = [key(ear.open).split() for ear in utterance.ears]
    if len(texts) < 2 or not all(texts):
        return False
    return all(SequenceMatcher(None, texts[0], other).ratio() >= ALIKE for other in texts[1:])


def _sure(each: Sequence[float]) -> bool:
    """Tell if two ears are each sure of this, and none is of something else."""
    return all(each) and sum(p >= SURE for p in each) >= max(2, len(each) - 1)


def _outvoted(utterance: Utterance, each: Sequence[float]) -> bool:
    """Tell if all ears but one take this to be likely: ears of different make."""
    makes = [e.make for e, p in zip(utterance.ears, each, strict=True) if p >= DANGER]
    return len({*makes}) > 1 and len(makes) == len(each) - 1


def _written_by_two(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if every ear writes down what means this: free words are in no list of sentences."""
    gists = [answers.gist(ear.open).meaning for ear in utterance.ears if ear.open]
    return len(gists) == len(utterance.ears) > 1 and all(
        found is not None and found.key == meaning.key for found in gists
    )


def _sounding(meaning: Meaning, answers: Answers, said: Iterable[str]) -> bool:
    """Tell if a way to say this is among the words being said."""
    texts = [f" {key(text)} " for text in said]
    own = (key(text) for text, found in answers.meanings.items() if found == meaning.key)
    return any(f" {sentence} " in text for sentence in own for text in texts)
