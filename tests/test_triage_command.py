"""backtalk triage: the rules alone, from a file; and in the same words as everywhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import fails, of, talk, voice
from voice import loading_findings
from voice.errors import ScriptError
from voice.loading import load
from voice.measured import measured

SCRIPT = load()


def level(path: Path, text: str) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    findings = loading_findings.load(path, SCRIPT)
    found = SCRIPT.rules.level(findings)
    return {"level": found.id, "rules": list(found.rules), "reasons": list(found.reasons)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", "self_care"),
        ("[R31]", "self_care"),
        ("[R3, R25]", "emergency"),
        ("findings: {r3: present}", "emergency"),
        ("{R3: unsure}", "emergency"),
        ("{R3: absent}", "self_care"),
        ("{R25: {side: both}}", "emergency"),
        ("{R25: {side: left}}", "doctor"),
        ("{R7b: {worse: yes}}", "emergency"),
        ("{R23: {score: 8}}", "doctor"),
        ("{R23: {score: 3}}", "self_care"),
        ("{R23: {score: 8, easing: no, new: yes}}", "urgent"),
        ("findings: []\nscore: 9", "doctor"),
        ("findings: []\ndays: 9", "doctor"),
        ("findings: []\ndays: 2\nage: 40\nscore: 2", "self_care"),
        ("findings: []\nage: 12", "doctor"),
        ("findings: {R4: present}", "urgent"),
        ("findings: {R4: present, R2: present}", "emergency"),
        ("findings: {R1: {hours: 10}}", "emergency"),
    ],
)
def test_levels(tmp_path: Path, text: str, expected: str) -> None:
    assert level(tmp_path / "f.yaml", text)["level"] == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{R99: present}", "f.yaml:1: 'R99' is no finding; known are"),
        ("findings:\n  R3: perhaps", "f.yaml:2: a finding is present, absent or unsure"),
        ("findings: []\nweight: 80", "f.yaml:2: unknown key 'weight'"),
        ("findings: []\nage: old", "f.yaml:2: must be a number"),
        ("", "f.yaml:1: is empty"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ScriptError) as told:
        level(tmp_path / "f.yaml", text)
    assert str(told.value).startswith(says)


def test_a_number_that_no_question_knows_tells_nothing() -> None:
    assert measured(SCRIPT, "score", 99) == ()
    assert measured(SCRIPT, "height", 3) == ()


def test_dialog_and_rules_use_the_same_words(tmp_path: Path) -> None:
    events, _ = talk("yes", "my back is sore", "no", "I leak poo")
    (told,) = of(events, "level")
    alone = level(tmp_path / "f.yaml", "[R2]")
    assert {name: told[name] for name in alone} == alone


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("[R3]", encoding="utf-8")
    done = voice("triage", "--findings", file, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["rules"] == ["R3"]
    spoken = voice("triage", "--findings", file)
    assert "Because you told me that it feels numb" in spoken.stdout
    fails(voice("triage", "--findings", tmp_path / "none.yaml"), "none.yaml: cannot be read")
