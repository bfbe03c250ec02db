"""The contract of a turn, boundary by boundary."""

import pytest

from voice import turn
from voice.answers import Answers, Sentence
from voice.concepts import Mention
from voice.ranking import PARTLY
from voice.turn import decide, read
from voice.types import Decision, Heard, Meaning, Reading, Utterance

YES, NO, UNSURE = Meaning("yes"), Meaning("no"), Meaning("unsure")
NUMB = Meaning("yes", kind="symptom")
CHEST = Meaning("R9", kind="danger")
STOP = Meaning("stop", kind="command")

ANSWERS = Answers(
    [
        Sentence("numb", NUMB),
        Sentence("yes", YES),
        Sentence("yeah", YES),
        Sentence("not sure", UNSURE),
        Sentence("no", NO),
        Sentence("nope", NO),
        Sentence("not at all", NO),
        Sentence("seven", Meaning("severe", 7)),
        Sentence("my chest hurts", CHEST, anywhere=True),
        Sentence("stop", STOP, anywhere=True),
    ],
    fillers=frozenset({"well"}),
    unsure=UNSURE,
)

URGENT = frozenset({YES.key, CHEST.key})


def said(open_: str = "", certainty: float = 0.0, **sentences: float) -> Reading:
    """Read sentences (spaces as _) with an open transcript beside them."""
    heard = {name.replace("_", " "): p for name, p in sentences.items()}
    return read(Utterance(heard, open_, certainty), ANSWERS, URGENT)


@pytest.mark.parametrize(
    ("p", "p2", "urgent", "decision"),
    [
        (0.0, 0.0, False, "reject"),
        (0.2499, 0.0, False, "reject"),
        (0.25, 0.0, False, "confirm"),
        (0.5999, 0.0, False, "confirm"),
        (0.6, 0.0, False, "accept"),
        (0.6, 0.3, False, "accept"),
        (0.6, 0.3001, False, "confirm"),
        (0.9, 0.4501, False, "confirm"),
        (1.0, 0.5, False, "accept"),
        (0.4999, 0.0, True, "confirm"),
        (0.5, 0.0, True, "accept"),
        (0.5, 0.5, True, "accept"),
        (0.5, 0.5001, True, "confirm"),
        (0.2499, 0.0, True, "reject"),
    ],
)
def test_the_table(p: float, p2: float, urgent: bool, decision: Decision) -> None:
    assert decide(p, p2, urgent) == decision


def test_the_thresholds_are_those_of_the_contract() -> None:
    assert (turn.CONFIRM, turn.ACCEPT, turn.LEAD, turn.DANGER, turn.SURE) == (
        0.25,
        0.6,
        2.0,
        0.5,
        0.9,
    )


def test_sentences_of_one_meaning_add_up() -> None:
    reading = said(no=0.35, nope=0.3)
    assert reading.meaning == NO
    assert reading.p == pytest.approx(0.65)
    assert reading.decision == "accept"
    assert reading.runner_up is None


def test_the_next_meaning_is_told_and_counts() -> None:
    reading = said(no=0.62, not_sure=0.32)
    assert (reading.meaning, reading.runner_up, reading.p2) == (NO, UNSURE, 0.32)
    assert reading.decision == "confirm"


def test_a_symptom_and_a_yes_are_one_answer() -> None:
    reading = said(yes=0.3, numb=0.3)
    assert reading.p == pytest.approx(0.6)
    assert reading.decision == "accept"


def test_a_grave_yes_acts_from_one_half_and_a_no_does_not() -> None:
    assert said(yes=0.5).decision == "accept"
    assert said(yes=0.49).decision == "confirm"
    assert said(no=0.5).decision == "confirm"


def test_a_danger_phrase_acts_from_one_half() -> None:
    assert said(my_chest_hurts=0.5).decision == "accept"
    assert said(my_chest_hurts=0.49).decision == "confirm"


def test_a_grave_yes_acts_although_a_no_is_as_likely() -> None:
    assert (said(no=0.5, yes=0.5).meaning, said(yes=0.5, no=0.5).meaning) == (YES, YES)
    assert said(yes=0.5, no=0.5).decision == "accept"


@pytest.mark.parametrize(
    ("p", "open_", "over", "sure"),
    [
        (0.9, "no", False, True),
        (0.8999, "no", False, False),
        (1.0, "", False, True),
        (1.0, "something else", False, True),
        (1.0, "yes", False, False),
        (1.0, "not sure", False, False),
        (1.0, "nope", False, True),
        (1.0, "no", True, False),
    ],
)
def test_a_no_on_two_pieces_of_evidence(p: float, open_: str, over: bool, sure: bool) -> None:
    reading = said(open_, 0.4, no=p)
    assert (reading.meaning, reading.decision) == (NO, "accept")
    assert turn.sure(reading, over) is sure


@pytest.mark.parametrize("open_", ["no just numb", "numb", "no my chest hurts"])
def test_what_is_wrong_wins_over_a_closed_no(open_: str) -> None:
    reading = said(open_, 0.5, no=0.95)
    assert reading.meaning in (NUMB, CHEST)
    assert reading.decision != "reject"
    assert reading.runner_up == NO


def test_an_uncertain_transcript_does_not_outweigh_but_it_contradicts() -> None:
    reading = said("numb", 0.49, no=0.95)
    assert reading.meaning == NO
    assert not turn.sure(reading, over=False)


def test_a_plain_yes_in_the_transcript_does_not_outweigh_but_it_contradicts() -> None:
    reading = said("yes", 1.0, no=0.95)
    assert reading.meaning == NO
    assert not reading.clear


@pytest.mark.parametrize(
    ("p", "open_", "meaning", "decision"),
    [
        (0.2499, "stop", STOP, "confirm"),
        (0.25, "stop", NO, "confirm"),
        (0.1, "my chest hurts", CHEST, "accept"),
        (0.1, "not at all", NO, "confirm"),
        (0.1, "the weather is fine", NO, "reject"),
    ],
)
def test_when_nothing_expected_is_likely_the_transcript_is_taken(
    p: float, open_: str, meaning: Meaning, decision: Decision
) -> None:
    reading = said(open_, 1.0, no=p)
    assert (reading.meaning, reading.decision) == (meaning, decision)


def test_the_transcript_alone_is_never_accepted_unless_it_is_grave() -> None:
    assert said("no", 1.0).decision == "confirm"
    assert said("no", 0.4).decision == "reject"
    assert said("yes", 1.0).decision == "accept"


def test_words_left_over_are_worth_less() -> None:
    whole, partly = said("well yes", 1.0), said("the dog yes", 1.0)
    assert (whole.meaning, partly.meaning) == (YES, YES)
    assert whole.p > partly.p >= turn.CONFIRM


def test_typed_words_are_certain() -> None:
    reading = read(Utterance({"well no": 1.0}, "Well, no!", 1.0), ANSWERS, URGENT)
    assert (reading.meaning, reading.p, reading.decision) == (NO, 1.0, "accept")
    assert turn.sure(reading, over=False)


def test_an_answer_inside_other_words_is_confirmed() -> None:
    reading = read(Utterance({"the dog yes": 1.0}, "the dog yes", 1.0), ANSWERS)
    assert (reading.meaning, reading.p, reading.decision) == (YES, PARTLY, "confirm")


def test_a_no_inside_other_words_is_no_clear_no() -> None:
    reading = read(Utterance({"the dog no": 1.0}, "the dog no", 1.0), ANSWERS, URGENT)
    assert (reading.meaning, reading.decision) == (UNSURE, "accept")


def test_silence_and_nonsense_mean_nothing() -> None:
    assert said() == Reading(None, 0.0, "reject", clear=False)
    assert said("the weather", 1.0).meaning is None
    assert said("the weather", 1.0).decision == "reject"


def test_yes_and_no_together_are_neither() -> None:
    reading = read(Utterance({"yeah no": 1.0}, "yeah no", 1.0), ANSWERS, URGENT)
    assert reading.meaning == UNSURE


@pytest.mark.parametrize(
    ("p", "p2", "does"), [(0.25, 0.12, True), (0.24, 0.0, False), (0.4, 0.21, False)]
)
def test_what_is_harmless_is_done_from_where_it_would_be_confirmed(
    p: float, p2: float, does: bool
) -> None:
    assert (decide(p, p2, harmless=True) == "accept") == does


@pytest.mark.parametrize(
    ("words", "p", "decision"),
    [
        ("yes", 0.5, "accept"),
        ("yes", 0.4, "reject"),
        ("my chest hurts", 0.4, "confirm"),
        ("no", 0.95, "reject"),
        ("no", 0.4, "reject"),
    ],
)
def test_what_every_ear_writes_down_as_far_more_was_not_said_but_what_is_grave_is_heard(
    words: str, p: float, decision: Decision
) -> None:
    ears = tuple(Heard(name, {words: p}, "i like a large iced coffee", 0.3) for name in "ab")
    reading = read(Utterance({words: p}, "", 0.0, ears=ears), ANSWERS, URGENT)
    assert reading.decision == decision


@pytest.mark.parametrize(
    ("words", "each", "writes", "written", "decision"),
    [
        ("no", (0.96, 0.02, 0.02), "no", "", "reject"),
        ("no", (0.96, 0.15, 0.02), "no", "", "reject"),
        ("no", (0.9, 0.3, 0.0), "no", "", "confirm"),
        ("no", (0.9, 0.3, 0.0), "well no", "", "confirm"),
        ("no", (0.9, 0.3, 0.0), "snow", "", "reject"),
        ("no", (0.9, 0.3, 0.0), "", "", "reject"),
        ("no", (0.96, 0.02, 0.02), "no", "no", "reject"),
        ("no", (0.96, 0.02, 0.02), "no|no", "no", "confirm"),
        ("no", (0.02, 0.02, 0.02), "no|well no", "no", "confirm"),
        ("no", (0.02, 0.02, 0.02), "no", "no", "reject"),
        ("no", (0.96, 0.02), "", "", "confirm"),
        ("seven", (0.9, 0.3, 0.0), "captain", "", "confirm"),
        ("seven", (0.96, 0.02, 0.02), "seven", "", "reject"),
        ("yes", (0.96, 0.02, 0.02), "", "", "confirm"),
        ("my chest hurts", (0.96, 0.02, 0.02), "", "", "confirm"),
    ],
)
def test_what_is_half_heard_needs_two_ears_and_words_unless_it_presses(
    words: str, each: tuple[float, ...], writes: str, written: str, decision: Decision
) -> None:
    opens = [*writes.split("|"), "", ""]
    ears = tuple(Heard(f"ear {n}", {words: p}, opens[n]) for n, p in enumerate(each))
    heard = Utterance({words: 0.3}, written, 0.4, ears=ears)
    assert read(heard, ANSWERS, URGENT).decision == decision


ORDER = "i want a large iced coffee and yes a bit of sugar"

TALK = Answers(
    [
        Sentence("a bit", YES),
        Sentence("my chest hurts", CHEST, anywhere=True),
        Sentence("stop", STOP, anywhere=True),
    ],
    elsewhere=lambda words: "sugar" in words,
    strange=lambda words: sum(word in words for word in ("coffee", "sugar")),
)


def overheard(*written: str, over: bool = False, harmless: frozenset[str] = frozenset()) -> Reading:
    """Read what the ears write down; the first is the surest."""
    ears = tuple(Heard(f"ear {n}", {}, words, 0.9) for n, words in enumerate(written))
    return read(Utterance({}, written[0], 0.9, over=over, ears=ears), TALK, URGENT, harmless)


def test_what_is_told_beside_a_stop_that_one_ear_misheard_is_kept() -> None:
    tells = Answers(
        [Sentence("stop", STOP, anywhere=True)], mentions=lambda words: (Mention("R26", words),)
    )
    ears = tuple(Heard(words, {}, words, 0.9) for words in (STOPPED, SACK, SACK))
    reading = read(Utterance({}, STOPPED, 0.9, ears=ears), tells)
    assert reading.meaning is None
    assert reading.told == ("R26",)


def test_inside_a_sentence_about_something_else_nothing_is_an_answer() -> None:
    assert overheard(ORDER).meaning is None
    assert overheard("it is a bit in my left leg today").meaning == YES


def test_what_is_typed_is_meant_for_it() -> None:
    assert read(Utterance({}, ORDER, 1.0), TALK).meaning == YES


def test_a_danger_is_heard_whatever_else_is_spoken_of_and_asked_about_there() -> None:
    for words, decision in ((f"{ORDER} and", "confirm"), ("i am on the floor here and", "accept")):
        reading = overheard(f"{words} my chest hurts")
        assert (reading.meaning, reading.decision) == (CHEST, decision)


def test_a_danger_that_is_typed_acts_whatever_else_is_spoken_of() -> None:
    reading = read(Utterance({}, f"{ORDER} and my chest hurts", 1.0), TALK, URGENT)
    assert (reading.meaning, reading.decision) == (CHEST, "accept")


SACK = "i want a triple sack of coffee please"
STOPPED = "i want a triple stop of coffee please"
FEWER = "i want a triple of coffee please"
PLAIN = "please would you just stop talking for once"


@pytest.mark.parametrize(
    ("written", "over", "stretching", "heard"),
    [
        ((STOPPED, SACK, SACK), False, False, False),
        ((STOPPED, SACK, SACK), True, False, False),
        ((STOPPED, STOPPED, SACK), False, False, True),
        ((STOPPED, SACK), False, False, True),
        ((STOPPED, SACK, "i want a sack"), False, False, True),
        ((STOPPED, SACK, SACK), True, True, True),
        ((STOPPED, SACK, FEWER), True, False, True),
        (
            (PLAIN, PLAIN.replace("stop", "stock"), PLAIN.replace("stop", "stoke")),
            True,
            False,
            True,
        ),
        ((STOPPED, SACK, FEWER), False, False, False),
        ((STOPPED, STOPPED, SACK), True, False, True),
    ],
)
def test_one_ear_in_three_mishears_stop_in_a_long_sentence(
    written: tuple[str, ...], over: bool, stretching: bool, heard: bool
) -> None:
    harmless = frozenset({STOP.key} if stretching else ())
    assert (overheard(*written, over=over, harmless=harmless).meaning == STOP) is heard
