"""backtalk evaluate: what it prints and returns."""

import json
from pathlib import Path

import pytest

from tests.patients import LEVELS, SCRIPT, WHO, WORDS, written
from tests.test_cli import fails, voice
from voice.cli.consultation import MOST_TURNS, consult
from voice.cli.evaluate import varied
from voice.outcome import Outcome, summary
from voice.types import Level

PLAIN = WHO + "  findings: []\n"
NUMB = "- name: Bo\n  expect: emergency\n  talk: minimising\n  findings: [R3]\n"
TOO_LOW = "- name: Cy\n  expect: urgent\n"


def file(folder: Path, text: str, name: str = "some.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# --- the command ---


def test_one_line_a_patient_and_a_total(tmp_path: Path) -> None:
    done = voice("evaluate", file(tmp_path, PLAIN + NUMB))
    assert done.returncode == 0, done.stderr
    ana, bo, *total = done.stdout.splitlines()
    assert ana.split()[:3] == ["Ana", "terse", "self_care"]
    assert bo.split()[:3] == ["Bo", "minimising", "emergency"]
    assert "under-triage: 0 (0.0 %)" in total


def test_under_triage_is_marked_and_returns_1(tmp_path: Path) -> None:
    done = voice("evaluate", file(tmp_path, TOO_LOW + PLAIN))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].endswith("UNDER-TRIAGE")
    assert "under-triage: 1 (50.0 %)" in done.stdout


def test_json_is_one_object_a_patient_and_a_summary(tmp_path: Path) -> None:
    done = voice("evaluate", "--json", file(tmp_path, PLAIN + NUMB))
    ana, bo, total = map(json.loads, done.stdout.splitlines())
    assert (ana["type"], ana["level"], ana["verdict"]) == ("patient", "self_care", "right")
    assert ["R3"] in bo.values()
    assert bo["reasons"]
    assert 0 < ana["seconds_to_level"] < ana["seconds"]
    assert (total["type"], total["patients"], total["under"]) == ("summary", 2, 0)


def test_every_style(tmp_path: Path) -> None:
    done = voice("evaluate", "--json", "--styles", "all", file(tmp_path, NUMB))
    *patients, total = map(json.loads, done.stdout.splitlines())
    assert [p["style"] for p in patients] == [*WORDS.styles]
    assert total["patients"] == len(WORDS.styles)
    assert {p["level"] for p in patients} == {"emergency"}


def test_a_folder_is_all_its_files(tmp_path: Path) -> None:
    file(tmp_path, PLAIN, "a.yaml")
    file(tmp_path, NUMB, "b.yaml")
    done = voice("evaluate", tmp_path)
    assert [line.split()[0] for line in done.stdout.splitlines()[:2]] == ["Ana", "Bo"]


def test_a_broken_file_stops_everything(tmp_path: Path) -> None:
    done = voice("evaluate", file(tmp_path, PLAIN), file(tmp_path, "- name: Bo\n", "b.yaml"))
    fails(done, "b.yaml:1 Bo: lacks expect")
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["absent.yaml", "."])
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    done = voice("evaluate", tmp_path / name)
    fails(done)
    assert done.stdout == ""


# --- the outcome ---


def outcome(level: str, expect: str, questions: int = 10, problem: str = "") -> Outcome:
    reached = Level(level, (), ()) if level else None
    return Outcome("Ana", "terse", expect, reached, questions, questions, 60.0, 90.0, problem)


def test_a_verdict_compares_levels() -> None:
    assert outcome("doctor", "doctor").verdict(LEVELS) == "right"
    assert outcome("self_care", "physio").verdict(LEVELS) == "under"
    assert outcome("emergency", "urgent").verdict(LEVELS) == "over"
    assert outcome("", "urgent").verdict(LEVELS) == "none"
    assert outcome("urgent", "urgent", problem="no end").verdict(LEVELS) == "none"


def test_a_summary_counts_them() -> None:
    some = [outcome("doctor", "doctor", 4), outcome("physio", "urgent", 9), outcome("", "urgent")]
    total = summary(some, LEVELS)
    assert (total.patients, total.under, total.over, total.problems) == (3, 1, 0, 1)
    assert (total.median_questions, total.most_questions) == (9, 10)
    assert not total.safe
    assert not summary([outcome("", "urgent")], LEVELS).safe
    assert summary([outcome("emergency", "urgent")], LEVELS).safe


def test_the_same_patient_comes_to_the_same(tmp_path: Path) -> None:
    (bo,) = written(tmp_path, NUMB)
    assert consult(SCRIPT, bo, WORDS) == consult(SCRIPT, bo, WORDS)


def test_a_question_that_is_repeated_counts_once(tmp_path: Path) -> None:
    (ana,) = written(tmp_path, PLAIN)
    clear, silent = (consult(SCRIPT, v, WORDS) for v in varied([ana], ("terse", "silent"), 0))
    assert (silent.questions, silent.expect) == (clear.questions, clear.expect)
    assert silent.turns > clear.turns == clear.questions


def test_who_never_comes_to_an_end_is_an_error(tmp_path: Path) -> None:
    says = "".join(f"    {node}: [say that again]\n" for node in SCRIPT.nodes)
    (forgetful,) = written(tmp_path, WHO + "  says:\n" + says)
    came = consult(SCRIPT, forgetful, WORDS)
    assert came.verdict(LEVELS) == "none"
    assert str(MOST_TURNS) in came.problem


def test_who_leaves_early_has_no_level(tmp_path: Path) -> None:
    (hasty,) = written(tmp_path, WHO + "  interrupts: [{after: 1, say: goodbye}]\n")
    assert consult(SCRIPT, hasty, WORDS).problem == "ended without a level"


def test_a_danger_phrase_in_the_middle_counts(tmp_path: Path) -> None:
    (leif,) = written(tmp_path, WHO + "  interrupts: [{after: 3, say: oh my chest feels tight}]\n")
    came = consult(SCRIPT, leif, WORDS)
    assert came.level is not None
    assert came.level.id == "emergency"
