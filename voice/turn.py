"""The contract of a turn: from probabilities and an open transcript to a decision.

What comes of a probability is decided here and nowhere else.
"""

from dataclasses import replace

from .answers import Answers, Gist
from .backing import faint, heard_by_two, outspoken, sentence, slip
from .lexicon import much
from .ranking import ranked
from .twins import twin
from .types import Decision, Meaning, Reading, Utterance

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

OPEN = 0.59
"""The most that an open transcript alone is worth: it is confirmed, not accepted."""

OPEN_PARTLY = 0.4
"""The same when words were left over."""

CERTAIN = 0.5
"""Certainty from which an open transcript may contradict the closed reading."""

GRAVE = ("symptom", "danger")
"""Kinds of meanings that count wherever they are said.  In a sentence about something else, other
people's or misheard, they are asked about first."""


def read(
    utterance: Utterance,
    answers: Answers,
    urgent: frozenset[str] = frozenset(),
    harmless: frozenset[str] = frozenset(),
) -> Reading:
    """Read an utterance.  `urgent` are keys of meanings that act from DANGER on; `harmless` of
    those that need not be asked back, since what they do asks and can be taken back.
    """
    elsewhere = bool(utterance.ears) and answers.elsewhere(utterance.open)
    beside = _beside(utterance, answers, harmless, elsewhere)
    found = ranked(utterance, answers, urgent, beside)
    text = utterance.open or " ".join(list(utterance.sentences)[:1])
    weak = not found or found[0][1] < CONFIRM
    if beside.meaning and (weak or _graver(beside.meaning, found, utterance.certainty)):
        worth = OPEN if beside.clear else OPEN_PARTLY
        found = [(beside.meaning, worth * utterance.certainty), *found[:1]]
    if not found:
        nothing = Reading(None, 0.0, "reject", text=text, clear=False)
        return replace(nothing, told=beside.told, elsewhere=elsewhere)
    (best, p), (runner_up, p2) = found[0], (found[1] if len(found) > 1 else (None, 0.0))
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
    said = sentence(utterance, answers, meaning)
    half = not pressing and meaning.kind == "answer" and reading.p < ACCEPT
    half = half and faint(utterance, answers, meaning)
    if half or (not written and outspoken(said, utterance)):
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
        lost = meaning.key not in harmless and slip(utterance, answers, meaning)
    return replace(beside, meaning=None, clear=False) if lost else beside


def decide(p: float, p2: float, urgent: bool = False, harmless: bool = False) -> Decision:
    """Return what the contract makes of a meaning of probability `p` before one of `p2`."""
    enough = CONFIRM if harmless else ACCEPT
    if (p >= enough and p >= LEAD * p2) or (urgent and p >= DANGER and p >= p2):
        return "accept"
    return "confirm" if p >= CONFIRM else "reject"


def sure(reading: Reading, over: bool) -> bool:
    """Tell if this one reading is two pieces of evidence, so that a "no" may count as one."""
    return reading.p >= SURE and reading.clear and not over


def _twin_differs(said: str, answers: Answers, meaning: Meaning) -> bool:
    """Tell if one faint sound would make it another answer: fourteen or forty, can or can't."""
    other = answers.exact(twin(said)) if meaning.kind != "command" else None
    return other is not None and other.id != meaning.id


def _graver(beside: Meaning, found: list[tuple[Meaning, float]], certainty: float) -> bool:
    """A symptom or danger phrase in what was freely written down wins over a closed "no"."""
    named = beside.kind in GRAVE and certainty >= CERTAIN
    return named and found[0][0].key != beside.key
