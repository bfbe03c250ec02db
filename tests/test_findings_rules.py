"""What is known of a person, and the level that follows from it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import levels
from voice.conditions import condition
from voice.errors import ScriptError
from voice.findings import Findings
from voice.loading import load
from voice.rules import Rule, Rules
from voice.types import Detail, Finding, State

RULES = load().rules

IDS = sorted(RULES.findings | RULES.facts)

STATES: list[State] = ["present", "absent", "unsure"]

details_told = st.fixed_dictionaries(
    {},
    optional={
        "score": st.integers(0, 10),
        "hours": st.integers(0, 10),
        "side": st.sampled_from(["left", "right", "both"]),
        "worse": st.sampled_from(["yes", "no"]),
    },
)

found = st.builds(
    Finding,
    st.sampled_from(IDS),
    st.sampled_from(STATES),
    details_told,
    said=st.booleans(),
    sure=st.booleans(),
)


def known(*findings: Finding) -> Findings:
    result = Findings()
    for finding in findings:
        result = result.note(finding)
    return result


def level(*present: str) -> str:
    return RULES.level(known(*(Finding(i, "present") for i in present))).id


@pytest.mark.parametrize("row", levels.rows(), ids=lambda row: row.text)
def test_the_level_is_the_highest_floor(row: levels.Row) -> None:
    reached = RULES.level(row.known)
    assert (reached.id, reached.rules) == (row.level, row.rules)


def test_every_rule_stands_in_the_table() -> None:
    fired = {rule for row in levels.rows() for rule in RULES.fired(row.known)}
    assert set(RULES.rules) == fired


def test_reasons_are_those_of_the_level_alone_and_each_once() -> None:
    reached = RULES.level(known(*(Finding(i, "present") for i in ("R26", "R3", "R1"))))
    assert reached.rules == ("R1", "R3")
    assert len(reached.reasons) == 2


def test_what_could_not_be_told_counts_as_present_but_decides_nothing_yet() -> None:
    findings = known(Finding("R3", "unsure"))
    reached = RULES.level(findings)
    assert (reached.id, reached.reasons) == ("emergency", ("numbness between your legs",))
    assert not RULES.emergency(findings)
    assert RULES.emergency(known(Finding("R3", "present")))


def test_what_was_not_said_is_not_told_as_said() -> None:
    reached = RULES.level(known(Finding("R3", "present", said=False)))
    assert reached.reasons == ("numbness between your legs",)
    said = RULES.level(known(Finding("R3", "present")))
    assert said.reasons[0].startswith("that it feels numb")


def details(id_: str, **told: int | str) -> Finding:
    return Finding(id_, "present", told)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (details("R25", side="both"), "emergency"),
        (details("R25", side="left"), "doctor"),
        (details("R25"), "doctor"),
        (details("R7b", worse="yes"), "emergency"),
        (details("R7b", worse="no"), "urgent"),
    ],
)
def test_details_may_lift_the_level(finding: Finding, expected: str) -> None:
    assert RULES.level(known(finding)).id == expected


def test_a_number_that_is_not_known_counts_as_met() -> None:
    severe = condition("R23 score at least 7")
    assert severe.met(known(details("R23")), doubts=True)
    assert severe.met(known(details("R23", score=7)), doubts=True)
    assert not severe.met(known(details("R23", score=6)), doubts=True)
    assert not severe.met(known(Finding("R23", "absent", {"score": 9})), doubts=True)


@pytest.mark.parametrize("text", ["R23 score", "R23 score over", "R23 is", "", "R23 score is 3 4"])
def test_what_is_no_condition_is_told(text: str) -> None:
    with pytest.raises(ScriptError, match="is not a condition"):
        condition(text)


def test_two_sides_are_both() -> None:
    assert known(details("R25", side="left"), details("R25", side="right"))["R25"].details == {
        "side": "both"
    }


def test_only_a_correction_takes_back_what_is_present() -> None:
    assert "R3" not in known(Finding("R3", "present")).without("R3")


def test_grave_is_what_can_lead_to_an_emergency() -> None:
    grave = {i for i in IDS if RULES.grave(i)}
    assert grave == {
        *("R1", "R2", "R3", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R13", "R14"),
        *("R15", "R16", "R17", "R18", "R28", "fast_rise", "small_fall"),
    }


def test_every_rule_that_is_shipped_has_a_source() -> None:
    assert all(rule.source and rule.because and rule.doubt for rule in RULES.rules)


def test_without_a_rule_for_everybody_a_rule_needs_all_of_when() -> None:
    both = Rule("both", "high", (condition("a"), condition("b")), "that", "it", "here")
    rules = Rules(("high", "low"), (both, Rule("rest", "low", (), "so", "it", "here")))
    assert rules.level(known(Finding("a", "present"))).id == "low"
    assert rules.level(known(Finding("a", "present"), Finding("b", "unsure"))).id == "high"
    assert rules.level(known(Finding("a", "unsure"), Finding("b", "absent"))).id == "low"


def test_present_stays() -> None:
    findings = known(Finding("R3", "present"), Finding("R3", "absent"), Finding("R3", "unsure"))
    assert findings.present("R3")
    assert findings.forget(["R3"]).present("R3")
    assert findings.settled().present("R3")


def test_said_stays_said_and_unsaid_becomes_said() -> None:
    assert known(Finding("R3", "present"), Finding("R3", "present", said=False))["R3"].said
    assert known(Finding("R3", "present", said=False), Finding("R3", "present"))["R3"].said


def test_of_two_numbers_the_larger_is_kept() -> None:
    def score(*findings: Finding) -> Detail:
        return known(*findings)["R23"].details["score"]

    four, six = Finding("R23", "absent", {"score": 4}), Finding("R23", "absent", {"score": 6})
    assert score(six, four) == score(four, six) == 6
    assert score(four, details("R23", score=8)) == 8
    assert score(four, Finding("R23", "unsure")) == 4


def test_a_doubt_is_an_absence_on_one_piece_of_evidence() -> None:
    once = Finding("R3", "absent", sure=False)
    findings = known(once, Finding("R1", "absent"), Finding("R2", "unsure", sure=False))
    assert findings.doubts() == (once,)
    assert findings.settled().doubts() == ()


def test_forgotten_is_not_known() -> None:
    findings = known(Finding("R3", "absent"), Finding("R1", "unsure")).forget(["R3"])
    assert set(findings) == {"R1"}
    assert findings.open("R1")
    assert not findings.open("R3")


@given(st.lists(found, max_size=12))
def test_what_is_present_or_unsure_never_lowers_the_level(findings: list[Finding]) -> None:
    now, before = Findings(), len(RULES.order)
    for finding in (f for f in findings if f.state != "absent"):
        now = now.note(finding)
        rank = RULES.order.index(RULES.level(now).id)
        assert rank <= before
        before = rank


@given(st.lists(found, max_size=12))
def test_present_and_numbers_only_grow(findings: list[Finding]) -> None:
    now = Findings()
    for finding in findings:
        then = now.note(finding)
        for id_, old in now.items():
            assert old.state != "present" or then[id_].state == "present"
            for name, told in old.details.items():
                later = then[id_].details[name]
                assert told not in ("both", "yes") or later == told
                assert not isinstance(told, int) or (isinstance(later, int) and later >= told)
        now = then


@given(st.lists(found, max_size=12, unique_by=lambda f: f.id), st.randoms())
def test_the_order_in_which_findings_come_does_not_matter(
    findings: list[Finding], chance: random.Random
) -> None:
    other = list(findings)
    chance.shuffle(other)
    assert RULES.level(known(*findings)) == RULES.level(known(*other))


@given(st.lists(found, max_size=12))
def test_there_is_always_a_level_with_a_reason(findings: list[Finding]) -> None:
    reached = RULES.level(known(*findings))
    assert reached.id in RULES.order
    assert reached.reasons


@given(st.lists(found, max_size=12))
def test_a_present_grave_finding_is_an_emergency(findings: list[Finding]) -> None:
    now = known(*findings)
    if any(now.present(i) and RULES.grave(i) for i in now):
        assert RULES.emergency(now)
        assert RULES.level(now).id == RULES.top
