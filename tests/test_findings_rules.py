"""What is known of a person, and the level that follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.findings import Findings
from voice.loading import load
from voice.rules import Rule, Rules
from voice.types import Finding, State

RULES = load().rules

IDS = sorted({*RULES.findings, *(i for rule in RULES.rules for i in rule.unless)})

STATES: list[State] = ["present", "absent", "unsure"]

found = st.builds(
    Finding,
    st.sampled_from(IDS),
    st.sampled_from(STATES),
    st.none() | st.integers(0, 10),
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


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ((), "self_care"),
        (("R1",), "emergency"),
        (("R2",), "emergency"),
        (("R3",), "emergency"),
        (("R5",), "emergency"),
        (("R6",), "emergency"),
        (("R7",), "emergency"),
        (("R9",), "emergency"),
        (("R11",), "emergency"),
        (("R7b",), "urgent"),
        (("R23", "not_easing"), "urgent"),
        (("R23",), "doctor"),
        (("not_easing",), "self_care"),
        (("R23", "not_easing", "R26"), "doctor"),
        (("R25",), "doctor"),
        (("R26",), "doctor"),
        (("pain_grew",), "physio"),
        (("pain_grew", "R26"), "doctor"),
        (("R26", "R3"), "emergency"),
    ],
)
def test_the_level_is_the_highest_floor(present: tuple[str, ...], expected: str) -> None:
    assert level(*present) == expected


def test_reasons_are_those_of_the_level_alone_and_each_once() -> None:
    reached = RULES.level(known(*(Finding(i, "present") for i in ("R26", "R3", "R1"))))
    assert reached.reasons == ("R1", "R3")
    assert len(reached.because) == 2


def test_what_could_not_be_told_counts_as_present_but_decides_nothing_yet() -> None:
    findings = known(Finding("R3", "unsure"))
    reached = RULES.level(findings)
    assert (reached.id, reached.because) == ("emergency", ("numbness between your legs",))
    assert not RULES.emergency(findings)
    assert RULES.emergency(known(Finding("R3", "present")))


def test_what_was_not_said_is_not_told_as_said() -> None:
    reached = RULES.level(known(Finding("R3", "present", said=False)))
    assert reached.because == ("numbness between your legs",)
    said = RULES.level(known(Finding("R3", "present")))
    assert said.because[0].startswith("that it feels numb")


def test_an_unsure_unless_does_not_lower() -> None:
    severe = [Finding("R23", "present"), Finding("not_easing", "present")]
    assert RULES.level(known(*severe, Finding("R26", "unsure"))).id == "urgent"


def test_grave_is_what_can_lead_to_an_emergency() -> None:
    grave = {i for i in IDS if RULES.grave(i)}
    assert grave == {"R1", "R2", "R3", "R5", "R6", "R7", "R9", "R11"}


def test_every_rule_that_is_shipped_has_a_source() -> None:
    assert all(rule.source and rule.because and rule.doubt for rule in RULES.rules)


def test_without_a_rule_for_everybody_a_rule_needs_all_of_when() -> None:
    both = Rule("both", "high", ("a", "b"), (), "that", "it", "here")
    rules = Rules(("high", "low"), (both, Rule("rest", "low", (), (), "so", "it", "here")))
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
    assert known(Finding("R23", "absent", 6), Finding("R23", "absent", 4))["R23"].value == 6
    assert known(Finding("R23", "absent", 4), Finding("R23", "present", 8))["R23"].value == 8
    assert known(Finding("R23", "absent", 4), Finding("R23", "unsure"))["R23"].value == 4


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
def test_a_level_never_gets_lower_by_what_is_noted_unless_a_rule_says_so(
    findings: list[Finding],
) -> None:
    """Only `unless: R26` may lower, from urgent to doctor; see the rule R23."""
    now, before = Findings(), len(RULES.order)
    for finding in (f for f in findings if f.id != "R26"):
        now = now.note(Finding(finding.id, "present" if finding.state == "present" else "absent"))
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
            assert old.value is None or (then[id_].value or 0) >= old.value
        now = then


@given(st.permutations([Finding(i, "present") for i in IDS]))
def test_the_order_in_which_findings_come_does_not_matter(findings: list[Finding]) -> None:
    assert RULES.level(known(*findings)) == RULES.level(known(*reversed(findings)))


@given(st.lists(found, max_size=12))
def test_there_is_always_a_level_with_a_reason(findings: list[Finding]) -> None:
    reached = RULES.level(known(*findings))
    assert reached.id in RULES.order
    assert reached.reasons
    assert reached.because


@given(st.lists(found, max_size=12))
def test_a_present_grave_finding_is_an_emergency(findings: list[Finding]) -> None:
    now = known(*findings)
    if any(now.present(i) and RULES.grave(i) for i in now):
        assert RULES.emergency(now)
        assert RULES.level(now).id == RULES.top
