"""Simulated patients: read strictly, always the same, and true however they talk."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patients import SCRIPT, WHO, WORDS, answers, asked, written
from voice import documents
from voice.acts import Event, Say
from voice.answers import Answers, Sentence
from voice.condition import Condition
from voice.errors import ScriptError
from voice.loading import SHIPPED
from voice.patient import Patient
from voice.templates import spell
from voice.types import Finding, Level, Meaning
from voice.vignette import Interrupt, Vignette
from voice.words import key

COMMON = documents.read(SHIPPED / "common.yaml").mapping()
PHRASES = {name: value.text() for name, value in COMMON["phrases"]}


def said(phrase: str) -> set[str]:
    return {key(s.text) for s in spell(f"<{phrase}>", PHRASES)}


YES, NO, UNSURE = said("yes") | said("hedged"), said("no"), said("unsure")
SENTENCES = [
    *(Sentence(text, Meaning("yes")) for text in sorted(YES)),
    *(Sentence(text, Meaning("no")) for text in sorted(NO)),
]
ANY = Answers(SENTENCES, fillers=SCRIPT.fillers)
"""Reads a yes out of everything that has one, else a no."""

STRICT = Answers(SENTENCES, fillers=SCRIPT.fillers, unsure=Meaning("unsure"))
"""Reads "yeah no" as neither."""

# --- reading ---

WRONG = [
    ("- name: Ana\n", ":1 Ana: lacks expect"),
    ("- expect: self_care\n", ":1: lacks name"),
    (WHO + "  exspect: urgent\n", ":3 Ana: unknown key 'exspect'"),
    ("- name: Ana\n  expect: fine\n", ":2 Ana: 'fine' is not known; may be emergency"),
    (WHO + "  talk: loudly\n", ":3 Ana: 'loudly' is not known; may be terse"),
    (WHO + "  findings: [R3, R99]\n", ":3 Ana: unknown finding 'R99'"),
    (WHO + "  findings:\n    R3: {}\n    R77: {}\n", ":5 Ana: unknown finding 'R77'"),
    (WHO + "  findings:\n    R25: {side: up}\n", ":4 Ana: 'up' is not known; may be left"),
    (WHO + "  findings:\n    R25: {colour: red}\n", ":4 Ana: unknown key 'colour'"),
    (WHO + "  findings:\n    R23: {score: bad}\n", ":4 Ana: must be a number"),
    (WHO + "  age: old\n", ":3 Ana: must be a number"),
    (WHO + "  silent_at: [R3, chest]\n", ":3 Ana: unknown finding 'chest'"),
    (WHO + "  says: [no]\n", ":3 Ana: must be a mapping"),
    (WHO + "  interrupts:\n    - {say: ow}\n", ":4 Ana: needs either `at`"),
    (WHO + "  interrupts:\n    - {say: ow, at: q, after: 2}\n", ":4 Ana: needs either `at`"),
    (WHO + "  interrupts:\n    - {say: ow, after: -1}\n", ":4 Ana: must be a number"),
    (WHO + WHO, ":3: the name 'Ana' stands twice"),
    ("[]\n", ":1: holds no patient"),
    ("patients: {}\n", ":1: must be a list"),
    ("just text\n", ":1: must be a list"),
    ("- [\n", "is not YAML"),
]


@pytest.mark.parametrize(("text", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_mistake_is_told_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ScriptError) as error:
        written(tmp_path, text)
    assert str(error.value).startswith("patients.yaml")
    assert says in str(error.value)


def test_findings_may_be_a_list_or_a_mapping_in_any_order(tmp_path: Path) -> None:
    listed = written(tmp_path, WHO + "  findings: [R25, R3]\n")
    mapped = written(tmp_path, "patients:\n" + WHO + "  findings: {R25: , R3: {}}\n")
    assert listed == mapped
    assert [*listed[0].findings] == ["R25", "R3"]
    (none,) = written(tmp_path, WHO + "  findings: []\n")
    assert not none.findings


def test_an_attribute_may_be_another_finding(tmp_path: Path) -> None:
    (both,) = written(tmp_path, WHO + "  findings: {R25: {side: both}}\n")
    assert {"R25", "R5"} == set(both.findings)
    (worse,) = written(tmp_path, WHO + "  findings: {R7b: {worse: yes}}\n")
    assert "R7" in worse.findings


# --- truth ---

FINDINGS = st.sampled_from(sorted(WORDS.findings))
Asked = tuple[tuple[str, ...], str, int]
"""What is asked, what kind of answer is expected, how often it is asked."""

asks = st.lists(FINDINGS, min_size=1, max_size=4, unique=True).map(tuple)
questions = st.lists(
    st.tuples(asks, st.sampled_from(["yesno", "choice"]), st.integers(1, 4)), max_size=6
)
vignettes = st.builds(
    Vignette,
    name=st.text("abc", min_size=1, max_size=3),
    expect=st.just("doctor"),
    talk=st.sampled_from(sorted(WORDS.styles)),
    findings=st.dictionaries(FINDINGS, st.just({}), max_size=4),
)


def a_no(words: str, *statements: str) -> bool:
    """Says no, whatever else is said; not if it goes on with one of these statements."""
    return ANY.gist(words).meaning == Meaning("no") and not any(s in words for s in statements)


def yes(words: str) -> bool:
    """Says yes, or a hedged yes, whatever else is said; "yeah no" is neither."""
    return key(words) not in UNSURE and STRICT.gist(words).meaning == Meaning("yes")


def statements(vignette: Vignette) -> list[str]:
    """What is true of them, in all its words."""
    found = [WORDS.findings[i] for i in vignette.findings]
    said = [phrase for words in found for phrase in (*words.say, *words.choice)]
    return [phrase.format(leg="my left leg", side="left") for phrase in said]


def statements_of_others(vignette: Vignette) -> set[str]:
    """Statements that only someone with another finding makes."""
    words = WORDS.findings
    own = {key(p) for i in vignette.findings for p in (*words[i].say, *words[i].choice)}
    return {key(p) for i in words.keys() - vignette.findings for p in words[i].say} - own


def absent(finding: str) -> tuple[str, ...]:
    return WORDS.findings[finding].absent


@settings(max_examples=300, deadline=None)
@given(vignettes, questions)
def test_they_never_say_what_is_not_true(vignette: Vignette, asked_for: list[Asked]) -> None:
    patient, condition = Patient(vignette, WORDS), Condition(vignette, WORDS)
    true, untrue, told = statements(vignette), statements_of_others(vignette), set[str]()
    for n, (asks_, expects, times) in enumerate(asked_for):
        if expects == "choice" and any(WORDS.findings[i].since for i in asks_):
            continue
        has = any(condition.has(i) for i in condition.meant(asks_))
        milder = set(condition.milder(asks_))
        for words in answers(patient, asked(*asks_, expects=expects, node=str(n)), times):
            assert key(words) not in untrue
            if has:
                assert not a_no(words, *true)
            elif milder - told and words:
                told |= milder
            else:
                assert not yes(words) or any(w in words for i in asks_ for w in absent(i))


@pytest.mark.parametrize("style", sorted(WORDS.styles))
@pytest.mark.parametrize("finding", ["R3", "R25", "R16b"])
def test_asked_often_enough_everyone_is_plain(style: str, finding: str) -> None:
    has = Patient(Vignette("Ana", "doctor", style, findings={finding: {}}), WORDS)
    lacks = Patient(Vignette("Ana", "self_care", style), WORDS)
    assert answers(has, asked(finding), 5)[-1] == "yes"
    assert answers(lacks, asked(finding), 5)[-1] == "no"


STYLED = [
    ("terse", "R3", {"yes", "yeah", "yep"}),
    ("silent", "R3", {""}),
]


@pytest.mark.parametrize(("style", "finding", "first"), STYLED)
def test_the_first_answer_shows_the_style(style: str, finding: str, first: set[str]) -> None:
    patient = Patient(Vignette("Ana", "doctor", style, findings={finding: {}}), WORDS)
    assert patient.reply(asked(finding)) in first


def test_who_hedged_at_a_group_of_findings_is_plain_at_each_of_them() -> None:
    hedging = Patient(Vignette("Ana", "self_care", "hedging"), WORDS)
    assert key(hedging.reply(asked("R9", "R6"))) in UNSURE
    assert hedging.reply(asked("R6")) == "no"
    silent = Patient(Vignette("Ana", "self_care", "silent"), WORDS)
    assert silent.reply(asked("R9", "R6")) == silent.reply(asked("R6")) == ""


def test_hedging_and_contradicting_do_not_begin_with_a_plain_no() -> None:
    for name in map(str, range(20)):
        hedging = Patient(Vignette(name, "self_care", "hedging"), WORDS)
        assert key(hedging.reply(asked("R3"))) in UNSURE
        contradicting = Patient(Vignette(name, "self_care", "contradicting"), WORDS)
        assert STRICT.gist(contradicting.reply(asked("R3"))).meaning != Meaning("no")


@given(vignettes, questions)
def test_the_same_patient_says_the_same(vignette: Vignette, asked_for: list[Asked]) -> None:
    def talk() -> list[str]:
        patient = Patient(vignette, WORDS)
        return [patient.reply(asked(*asks_, expects=expects)) for asks_, expects, _ in asked_for]

    assert talk() == talk()


def test_they_do_not_all_use_the_same_words() -> None:
    people = [Vignette(name, "doctor", "rambling", findings={"R3": {}}) for name in "abcdefgh"]
    assert len({Patient(person, WORDS).reply(asked("R3")) for person in people}) > 2


def test_a_variant_says_the_same_in_other_words() -> None:
    variants = [Vignette("Ana", "self_care", "rambling", variant=n) for n in range(8)]
    assert len({Patient(variant, WORDS).reply(asked("R3")) for variant in variants}) > 2


def test_nor_does_one_of_them_each_time() -> None:
    patient = Patient(Vignette("Ana", "self_care", "rambling"), WORDS)
    assert len({patient.reply(asked("R3", node=str(n))) for n in range(8)}) > 1


# --- what they know ---


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
    assert all(key(w) not in YES | NO for w in answers(patient, asked("R2"), 3))


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


# --- their words ---


@pytest.mark.parametrize("finding", sorted(WORDS.findings))
def test_every_finding_has_three_ways_to_be_said(finding: str) -> None:
    words = WORDS.findings[finding]
    assert len(set(words.say)) >= 3
    assert not words.beside or len(words.but) >= 3
    assert words.tells | ({words.beside} - {""}) <= WORDS.findings.keys()
    for phrase in (*words.say, *words.choice):
        meaning = STRICT.gist(phrase.format(leg="my left leg", side="left")).meaning
        assert meaning != Meaning("no")


def test_every_part_of_the_words_fits_the_others() -> None:
    numbers = {words.number for words in WORDS.findings.values()} - {""}
    assert numbers | WORDS.exact <= WORDS.usual.keys()
    assert set(WORDS.attributes["side"]) == WORDS.legs.keys()
    assert all(WORDS.findings.keys() >= {rule.finding, *rule.of} for rule in WORDS.derived)
    assert [span.most for span in WORDS.spans] == sorted(span.most for span in WORDS.spans)
