"""Whatever is taken out of the dialog is noticed: some of what script/mutate takes out."""

import pytest

from bench.judges import Jury
from bench.mutants import mutants
from voice.loading import load
from voice.script import Question, told

SCRIPT = load()
JURY = Jury(SCRIPT)
MUTANTS = {mutant.name: mutant.script for mutant in mutants(SCRIPT)}

QUICK = {name: judge for name, judge in JURY.cheap.items() if name != "table of answers"}
"""Those who come to an end in no time, also where there is nothing to notice."""


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("rule R3 (R3) emergency", "check"),
        ("rule R4 (R4, R3) emergency", "table of rules"),
        ("rule R25 (R25) doctor", "table of rules"),
        ("rule worse_again (worse_again) one higher", "check"),
        ("question legs", "table of answers"),
        ("question leg", "table of answers"),
        ("question saddle", "check"),
        ("question story", "table of answers"),
        ("question closing", "table of answers"),
        ("danger R3", "table of danger"),
        ("danger R11", "table of danger"),
        ("answer saddle yes", "table of answers"),
        ("answer legs R5", "table of answers"),
    ],
)
def test_what_is_missing_is_noticed(name: str, who: str) -> None:
    verdict = JURY.judge(name, MUTANTS[name], JURY.cheap)
    assert verdict.judge == who, verdict.complaint


def test_nobody_complains_of_the_whole_dialog() -> None:
    assert not JURY.judge("nothing", SCRIPT, QUICK).judge


def test_every_rule_question_and_danger_phrase_is_taken_out_once() -> None:
    kinds = [name.split()[0] for name in MUTANTS]
    asked = {n.name for n in SCRIPT.nodes.values() if isinstance(n, Question)}
    assert kinds.count("rule") == len(SCRIPT.rules.rules)
    assert {f"question {name}" for name in asked if not name.startswith("told_")} <= MUTANTS.keys()
    assert kinds.count("danger") == len({s.meaning.id for s in SCRIPT.danger})


def test_a_question_is_taken_out_of_its_group_and_what_led_to_it_leads_on() -> None:
    less = MUTANTS["question leg"].nodes
    group = less["legs"]
    assert isinstance(group, Question)
    assert group.group[0] == "weak"
    assert group.next == SCRIPT.nodes["leg"].next == group.options["yes"].go
    assert "R25" not in {*group.asks, *group.denies, *group.options["yes"].raises}
    assert less.keys() == SCRIPT.nodes.keys() - {"leg", told("R25")}
    said = {s.text for option in group.options.values() for s in option.sentences}
    assert "just on the left leg" not in said
    assert "my leg is weak" in said


def test_a_group_is_taken_out_and_its_members_are_asked_one_by_one() -> None:
    less = MUTANTS["question legs"].nodes
    assert less["sex"].next == "leg"
    assert less.keys() == SCRIPT.nodes.keys() - {"legs"}
