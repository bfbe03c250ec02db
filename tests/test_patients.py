"""What simulated patients know, and what they answer to which question."""

import pytest

from tests.patients import WORDS, answers, asked
from voice.acts import Event, Say
from voice.patient import Patient
from voice.types import Finding, Level
from voice.vignette import Interrupt, Vignette


def ana(talk: str = "terse", **fields: object) -> Patient:
    return Patient(Vignette("Ana", "self_care", talk, **fields), WORDS)  # type: ignore[arg-type]


def test_numbers_are_those_that_were_written() -> None:
    patient = ana(numbers={"age": 67, "score": 4}, findings={"R1": {"hours": "11"}})
    assert patient.reply(asked("R29", expects="number")) == "sixty seven"
    assert patient.reply(asked("R23", expects="number")) == "four"
    assert patient.reply(asked("R1", expects="number")) == "eleven"


def test_an_age_is_not_hedged_and_a_score_is() -> None:
    patient = ana("contradicting", numbers={"age": 40, "score": 4})
    assert patient.reply(asked("R29", expects="number")) == "forty"
    assert "three" in patient.reply(asked("R23", expects="number"))


def test_severe_pain_without_a_number_is_severe() -> None:
    assert ana(findings={"R23": {}}).reply(asked("R23", expects="number")) == "eight"
    assert ana().reply(asked("R23", expects="number")) == "three"


@pytest.mark.parametrize(
    ("days", "part"),
    [(0, "this|today"), (1, "yesterday"), (5, "five"), (10, "ten|over a week"), (21, "three weeks"),
     (120, "four months"), (1500, "years")],
)  # fmt: skip
def test_since_when_is_said_in_words(days: int, part: str) -> None:
    patient = ana(numbers={"days": days})
    said_ = patient.reply(asked("R26", "R30", expects="choice", options=("today", "a week")))
    assert any(one in said_ for one in part.split("|"))


def test_what_keeps_coming_back_is_a_choice_and_then_has_its_days() -> None:
    patient = ana(findings={"R30": {"days": "2"}})
    first = patient.reply(asked("R26", "R30", expects="choice", options=("today",)))
    assert first in WORDS.findings["R30"].choice
    assert "two" in patient.reply(asked("R26", expects="choice", options=("today",)))


def test_a_question_about_severe_pain_does_not_ask_for_it() -> None:
    easing = ana(findings={"R23": {}})
    assert easing.reply(asked("not_easing", "R23")) in WORDS.findings["not_easing"].absent
    staying = ana(findings={"R23": {}, "not_easing": {}})
    assert staying.reply(asked("not_easing", "R23")) in WORDS.findings["not_easing"].say


def test_the_open_question_gets_the_story_once() -> None:
    patient = ana(story="I did squats.")
    assert answers(patient, asked(expects="open"), 2) == ["I did squats.", "that's all"]


def test_a_leg_has_its_side() -> None:
    patient = ana(findings={"R25": {"side": "right"}})
    assert "right leg" in patient.reply(asked("R5", "R25", expects="choice"))


def test_who_has_the_graver_one_says_yes_to_the_milder_one() -> None:
    yeses = {"yes", "yeah", "yep"}
    assert ana(findings={"R5": {}}).reply(asked("R25")) in yeses
    assert ana(findings={"R15": {}}).reply(asked("R15b")) in yeses
    assert ana(findings={"R15b": {}}).reply(asked("R5")) in {"no", "nope"}


def test_the_milder_one_is_told_when_the_graver_one_is_asked() -> None:
    patient = ana(findings={"R7b": {}})
    first, second, _ = answers(patient, asked("R7"))
    assert "not getting worse" in first or "stays the same" in first
    assert second == "no"


def test_silence_about_a_finding_is_no_silence_about_the_rest() -> None:
    patient = ana(story="I did squats.", silent_at=frozenset(["R3"]))
    assert patient.reply(asked("R3", "R1", expects="open")) == "I did squats."


def test_own_words_come_in_turn_and_the_last_again() -> None:
    patient = ana(says={"R3": ("hm", "no")})
    assert answers(patient, asked("R1", "R3"), 3) == ["hm", "no", "no"]


def test_own_words_about_what_is_absent_do_not_deny_what_is_present() -> None:
    patient = ana(findings={"R8": {}}, says={"R11": ("no, a friend fell",)})
    assert patient.reply(asked("R11", "R8")) in {"yes", "yeah", "yep"}


def test_own_words_about_a_number_do_not_answer_what_is_asked_about_it() -> None:
    patient = ana(findings={"R23": {}}, says={"R23": ("ten",)})
    assert patient.reply(asked("not_easing", "R23")) != "ten"
    assert patient.reply(asked("R23", expects="number")) == "ten"


def test_own_words_of_a_node_go_first() -> None:
    patient = ana(says={"chest": ("hm",), "R9": ("no",)})
    assert patient.reply(asked("R9", node="chest")) == "hm"


def test_silence_and_nonsense_stay() -> None:
    patient = ana(silent_at=frozenset(["R3"]), never_says=frozenset(["R2"]))
    assert answers(patient, asked("R1", "R3"), 3) == ["", "", ""]
    assert set(answers(patient, asked("R2"), 3)) <= set(WORDS.lines["nonsense"])


def test_a_read_back_is_correct_unless_something_was_not_noted() -> None:
    back = asked("R1", "R3", expects="choice", options=("correct", "no"))
    patient = ana(findings={"R3": {}})
    assert patient.reply(back) in WORDS.findings["R3"].say
    patient.reply(Event(0.0, "q", Finding("R3", "present")))
    assert patient.reply(back) == "correct"


def test_an_answer_that_is_asked_back_is_given_again() -> None:
    back = asked("R3", options=("correct", "yes", "no", "I'm not sure"))
    assert ana().reply(back) in {"no", "nope"}


def test_they_interrupt_once_when_it_is_due() -> None:
    patient = ana(interrupts=(Interrupt("ow", after=1), Interrupt("my chest", at="stand")))
    talking = Event(0.0, "chest", Say("Hello."))
    assert patient.reply(talking) == ""
    patient.reply(asked("R9"))
    assert [patient.reply(talking), patient.reply(talking)] == ["ow", ""]
    assert patient.reply(Event(0.0, "stand", Say("Hello."))) == "my chest"


def test_the_worried_tell_what_is_wrong_before_they_are_asked() -> None:
    patient = ana("worried", findings={"R3": {}})
    talking = Event(0.0, "q", Say("Hello."))
    assert patient.reply(talking) == ""
    patient.reply(asked("R9"))
    assert patient.reply(talking) in WORDS.findings["R3"].say
    assert patient.reply(talking) == ""


def test_the_worried_ask_back_once() -> None:
    patient = ana("worried")
    patient.reply(asked("R9"))
    assert patient.reply(asked("R1")) in WORDS.styles["worried"].asks_back
    assert patient.reply(asked("R1")) == "no"
    assert patient.reply(asked("R2")) not in WORDS.styles["worried"].asks_back


def test_after_the_advice_they_decline_and_go() -> None:
    patient = ana(findings={"R3": {}})
    patient.reply(Event(0.0, "advice", Level("emergency", ("R3",), ("that it is numb",))))
    assert patient.reply(asked(node="offer")) in {"no", "no thank you"}
    assert patient.reply(asked(expects="choice", node="closing")) == "goodbye"


def test_who_is_told_to_go_on_goes_on() -> None:
    patient = ana()
    assert answers(patient, asked(expects="choice"), 2) == ["continue", "skip"]
