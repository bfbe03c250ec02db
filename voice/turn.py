"""The contract of a turn: from probabilities and an open transcript to a decision.

This is the only place that knows the thresholds.
"""

from dataclasses import replace

from .answers import Answers, Gist
from .lexicon import LENGTH, much
from .twins import twin
from .types import Decision, Heard, Meaning, Reading, Utterance
from .words import plain

ACCEPT = 0.6
"""Probability from which a meaning is taken, if it is also LEAD times the next."""

LEAD = 2.0

CONFIRM = 0.25
"""Probability from which a meaning is asked back ("Did you say no?")."""

DANGER = 0.5
"""Probability from which a "yes" to an emergency question, or a danger phrase, acts at once."""

SURE = 0.9
"""Probability from which a "no" to an emergency question is evidence enough, when the open
transcript does not contradict it and the whole question had been heard."""

PARTLY = 0.5
"""Probability of a meaning found inside other, typed words: to be confirmed."""

OPEN = 0.59
"""The most that an open transcript alone is worth: it is confirmed, not accepted."""

OPEN_PARTLY = 0.4
"""The same when words were left over."""

FAR_MORE = 4
"""Words that every ear writes down beyond a sentence, from which on that was not what was said.  A
short answer in noise is written down as up to three words more."""

CERTAIN = 0.5
"""Certainty from which an open transcript may contradict the closed reading."""

SLIP = 3
"""Of as many ears one alone has misheard a command inside a long sentence."""

BACKED = 0.2
"""Probability from which an ear takes part in an answer that is half heard.  Of 34 short words in
noise that would be asked back six were right, and a second ear gave each of them 0.3 or more; five
of the others were heard by one ear of three, and had 0.1 of another at most (an "okay" amid talk
0.12)."""

GRAVE = ("symptom", "danger")
"""Kinds of meanings that count wherever they are said.  In a sentence about something else, other
people's or misheard, they are asked about first."""

NONE: frozenset[str] = frozenset()


def read(
    utterance: Utterance,
    answers: Answers,
    urgent: frozenset[str] = NONE,
    harmless: frozenset[str] = NONE,
) -> Reading:
    """Read an utterance.  `urgent` are keys of meanings that act from DANGER on; `harmless` of
    those that need not be asked back, since what they do asks and can be taken back.
    """
    elsewhere = bool(utterance.ears) and answers.elsewhere(utterance.open)
    beside = _beside(utterance, answers, harmless, elsewhere)
    ranked = _ranked(utterance, answers, urgent, beside)
    text = utterance.open or " ".join(list(utterance.sentences)[:1])
    weak = not ranked or ranked[0][1] < CONFIRM
    if beside.meaning and (weak or _graver(beside.meaning, ranked, utterance.certainty)):
        worth = OPEN if beside.clear else OPEN_PARTLY
        ranked = [(beside.meaning, worth * utterance.certainty), *ranked[:1]]
    if not ranked:
        nothing = Reading(None, 0.0, "reject", text=text, clear=False)
        return replace(nothing, told=beside.told, elsewhere=elsewhere)
    (best, p), (runner_up, p2) = ranked[0], (ranked[1] if len(ranked) > 1 else (None, 0.0))
    agree = beside.meaning is None or beside.meaning.key == best.key
    clear = agree and heard_by_two(utterance, answers, best)
    decision = decide(p, p2, best.key in urgent, best.key in harmless)
    reading = Reading(best, p, decision, runner_up, p2, text, clear, beside.told, elsewhere)
    written = beside.meaning is not None and agree
    if utterance.ears:
        decision = _by_ears(reading, best, utterance, answers, urgent, written)
    return replace(reading, decision=decision)


def _by_ears(
    reading: Reading,
    meaning: Meaning,
    utterance: Utterance,
    answers: Answers,
    urgent: frozenset[str],
    written: bool,
) -> Decision:
    """Return what is left of a decision since this was heard, not typed.  `written`: the open
    transcript says so too.
    """
    decision, pressing = reading.decision, meaning.key in urgent
    text = utterance.open
    if decision == "accept" and meaning.kind in GRAVE and much(answers.strange(text), text):
        return "confirm"
    if decision == "reject" or (pressing and (decision == "accept" or answers.anywhere(meaning))):
        return decision
    said = _sentence(utterance, answers, meaning)
    half = not pressing and meaning.kind == "answer" and reading.p < ACCEPT
    half = half and _faint(utterance, answers, meaning)
    if not written and (half or _outspoken(said, utterance)):
        return "reject"
    return "confirm" if _twin_differs(said, answers, meaning) else decision


def _beside(
    utterance: Utterance, answers: Answers, harmless: frozenset[str], elsewhere: bool
) -> Gist:
    """Return what the open transcript comes to.  In a long sentence about something else nothing
    is an answer, and a command that one ear in three writes down in a long sentence is a slip.
    What is told beside it is never lost.
    """
    beside = answers.gist(utterance.open) if utterance.open else Gist(None, False)
    meaning = beside.meaning
    if not utterance.ears or meaning is None or meaning.kind in GRAVE:
        return beside
    if meaning.kind == "answer":
        lost = elsewhere
    else:
        lost = meaning.key not in harmless and _slip(utterance, answers, meaning)
    return replace(beside, meaning=None, clear=False) if lost else beside


def _slip(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if one ear in three misheard this.  While there is something to interrupt, the others
    must have written down as many words, another in its place, and one must be strange.
    """
    written = [ear.open.split() for ear in utterance.ears]
    if any(len(words) < LENGTH for words in written):
        return False
    alone = [answers.gist(ear.open).meaning == meaning for ear in utterance.ears]
    if sum(alone) > len(alone) / SLIP:
        return False
    least = len(utterance.open.split())
    instead = all(len(words) >= least for words in written)
    return not utterance.over or (instead and answers.strange(utterance.open) > 0)


def decide(p: float, p2: float, urgent: bool = False, harmless: bool = False) -> Decision:
    """Return what the contract makes of a meaning of probability `p` before one of `p2`."""
    enough = CONFIRM if harmless else ACCEPT
    if (p >= enough and p >= LEAD * p2) or (urgent and p >= DANGER and p >= p2):
        return "accept"
    return "confirm" if p >= CONFIRM else "reject"


def sure(reading: Reading, over: bool) -> bool:
    """Tell if this one reading is two pieces of evidence, so that a "no" may count as one."""
    return reading.p >= SURE and reading.clear and not over


def _sentence(utterance: Utterance, answers: Answers, meaning: Meaning) -> str:
    """Return the likeliest way in which this was said; empty where only free words tell it."""
    said = (s for s in utterance.sentences if (m := answers.exact(s)) and m.key == meaning.key)
    return max(said, key=utterance.sentences.__getitem__, default="")


def _twin_differs(said: str, answers: Answers, meaning: Meaning) -> bool:
    """Tell if one faint sound would make it another answer: fourteen or forty, can or can't."""
    other = answers.exact(twin(said)) if meaning.kind != "command" else None
    return other is not None and other.id != meaning.id


def _outspoken(said: str, utterance: Utterance) -> bool:
    """Tell if every ear would write down far more than this: then it was not said, or not to us."""
    least = len(said.split()) + FAR_MORE
    return all(len(ear.open.split()) >= least for ear in utterance.ears)


def _faint(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if of three ears or more one at most takes it for this, or none writes down such words.

    Of 444 words in noise at a yes/no question, 13 that are no answer and none that is one would be
    asked back with no ear that writes it; at one for a number four answers would be.
    """
    backed = [likely(ear, answers, meaning) >= BACKED for ear in utterance.ears]
    if len(backed) < SLIP:
        return False
    written = (answers.gist(ear.open).meaning for ear in utterance.ears if ear.open)
    named = meaning.value is not None or meaning.key in {m.key for m in written if m}
    return sum(backed) < 2 or not named


def _graver(beside: Meaning, ranked: list[tuple[Meaning, float]], certainty: float) -> bool:
    """A symptom or danger phrase in what was freely written down wins over a closed "no"."""
    named = beside.kind in GRAVE and certainty >= CERTAIN
    return named and ranked[0][0].key != beside.key


def heard_by_two(utterance: Utterance, answers: Answers, meaning: Meaning) -> bool:
    """Tell if each ear by itself takes this to be the likeliest, and there are two or more.

    Typed words were not heard by any ear, and need none.
    """
    if not utterance.ears:
        return True
    alone = [likely(ear, answers, meaning) for ear in utterance.ears]
    return len(alone) > 1 and all(alone)


def likely(ear: Heard, answers: Answers, meaning: Meaning) -> float:
    """Return what an ear by itself gives to a meaning; 0 where it takes another to be likelier."""
    ranked = _ranked(Utterance(ear.sentences), answers)
    return ranked[0][1] if ranked and ranked[0][0].key == meaning.key else 0.0


def _ranked(
    utterance: Utterance,
    answers: Answers,
    urgent: frozenset[str] = NONE,
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
