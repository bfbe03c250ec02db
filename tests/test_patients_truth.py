"""However they talk, simulated patients say what is true, and the same each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patients import SCRIPT, WORDS, answers, asked
from voice import documents
from voice.answers import Answers, Sentence
from voice.condition import Condition
from voice.patient import Patient
from voice.shipped import SHIPPED
from voice.templates import spell
from voice.types import Meaning
from voice.vignette import Vignette
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
