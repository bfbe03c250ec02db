"""The patients that are shipped: right by the table of red flags, and of every kind."""

from collections import Counter

import pytest

from tests.patients import LEVELS, SCRIPT, WORDS
from voice.cli.consultation import consult
from voice.cli.evaluate import PATIENTS, read_patients
from voice.vignette import Vignette

SHIPPED = read_patients([PATIENTS], WORDS, SCRIPT)

FLOORS = {
    "emergency": "R1 R2 R3 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 R18 R28",
    "urgent": "R4 R7b R15b R16b R17b R19 R20 R21 R22 R24",
    "doctor": "R23 R25 R26 R27 R29",
    "physio": "R30",
    "self_care": "R31",
}
"""The table of red flags, by hand: what these patients are measured by is not the rules."""

FLOOR = {i: level for level, ids in FLOORS.items() for i in ids.split()}
CAUDA = {"R1", "R2", "R3", "R5"}
NERVES = CAUDA | {"R4", "R6", "R7", "R7b", "R25", "R28"}
WORSE_TOGETHER = {"R4": CAUDA, "R15b": NERVES, "R7b": {"R25"}}
"""A sexual change with signs of the cauda equina, a fever with any nerve sign, numbness down a leg
with weakness: an emergency.
"""

UNRULED = {"not really"}
"""Words that leave a finding open, however often they are said."""


def right(vignette: Vignette) -> str:
    """The level that follows from what is true of them, or can't be ruled out."""
    has = set(vignette.findings)
    open_ = {i for i, words in vignette.says.items() if set(words) <= UNRULED}
    floors = {FLOOR.get(i, "self_care") for i in has | open_ | vignette.silent_at}
    floors |= {FLOOR[i] for i in vignette.never_says}
    if any(one in has and has & others for one, others in WORSE_TOGETHER.items()):
        floors.add("emergency")
    if "not_easing" in has:
        floors.add("urgent")
    return min(floors | {"self_care"}, key=LEVELS.index)


@pytest.mark.parametrize("vignette", SHIPPED, ids=lambda vignette: vignette.name)
def test_the_expected_level_is_the_highest_floor(vignette: Vignette) -> None:
    assert vignette.expect == right(vignette)


@pytest.mark.parametrize("vignette", SHIPPED, ids=lambda vignette: vignette.name)
def test_more_than_a_week_is_written_as_a_finding(vignette: Vignette) -> None:
    days = [
        vignette.numbers.get("days", 0),
        *(int(a.get("days", 0)) for a in vignette.findings.values()),
    ]
    assert max(days) <= 7 or "R26" in vignette.findings


def test_the_patients_cover_every_finding_level_and_style() -> None:
    assert len(SHIPPED) >= 60
    assert len({vignette.name for vignette in SHIPPED}) == len(SHIPPED)
    findings = {i for vignette in SHIPPED for i in vignette.findings}
    assert FLOOR.keys() - {"R31"} <= findings
    assert {vignette.expect for vignette in SHIPPED} == set(LEVELS)
    styles = Counter(vignette.talk for vignette in SHIPPED)
    assert styles.keys() == WORDS.styles.keys()
    assert min(styles.values()) >= 5
    assert sum(vignette.expect == "self_care" for vignette in SHIPPED) >= 12


def test_plain_soreness_is_self_care_and_a_numb_bottom_is_not() -> None:
    some = {v.name.split(",")[0]: v for v in SHIPPED}
    for name in ("Ana", "Boris", "Cleo", "Edda", "Delia"):
        came = consult(SCRIPT, some[name], WORDS)
        assert came.verdict(LEVELS) == "right", came
