"""Patients as they are written: read strictly, and liberally where it does no harm."""

from pathlib import Path

import pytest

from tests.patients import WHO, written
from voice.errors import ScriptError

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
    (WHO + "  says: {R3: no, chets: no}\n", ":3 Ana: 'chets' is no question and no finding"),
    (WHO + "  interrupts: [{say: ow, at: chets}]\n", ":3 Ana: 'chets' is no question of this"),
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


def test_capitals_hyphens_and_plain_words_do_no_harm(tmp_path: Path) -> None:
    (ana,) = written(
        tmp_path,
        "- name: Ana\n  expect: Self-care\n  talk: Terse\n"
        "  findings: {r7B: present, R3: no, R25: yes}\n",
    )
    assert (ana.expect, ana.talk, [*ana.findings]) == ("self_care", "terse", ["R7b", "R25"])


def test_an_attribute_may_be_another_finding(tmp_path: Path) -> None:
    (both,) = written(tmp_path, WHO + "  findings: {R25: {side: both}}\n")
    assert {"R25", "R5"} == set(both.findings)
    (worse,) = written(tmp_path, WHO + "  findings: {R7b: {worse: yes}}\n")
    assert "R7" in worse.findings
