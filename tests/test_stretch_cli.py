"""backtalk stretch: rendered, refused, typed, and as earlier sessions ask for."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from voice.devices.wav import read_wav
from voice.types import RATE

ROOT = Path(__file__).parents[1]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        settings, record = str(tmp_path / "settings.yaml"), str(tmp_path / "record")
        command = [sys.executable, "-m", "voice", "stretch", *arguments]
        return subprocess.run(
            [*command, "--settings", settings, "--record", record],
            cwd=ROOT,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


Marks = list[dict[str, Any]]


@pytest.fixture
def marks(run: Run, tmp_path: Path) -> Marks:
    wav, out = tmp_path / "out.wav", tmp_path / "out.json"
    ran = run("pelvic_tilt", "--level", "easy", "--render", str(wav), "--marks", str(out))
    assert ran.returncode == 0, ran.stderr
    told = json.loads(out.read_text())
    assert told.keys() == {"rate", "marks"}
    assert told["rate"] == RATE
    assert all(mark["sample"] < read_wav(wav).size for mark in told["marks"])
    found: Marks = told["marks"]
    return found


def test_marks_are_where_and_what(marks: Marks) -> None:
    assert {tuple(mark) for mark in marks} == {("at", "sample", "type", "text")}
    assert {mark["type"] for mark in marks} == {"cue", "beat", "word"}
    assert all(mark["at"] == mark["sample"] / RATE for mark in marks)
    assert [mark["sample"] for mark in marks] == sorted(mark["sample"] for mark in marks)


def test_each_hold_is_five_seconds_and_all_beats_are_on_one_grid(marks: Marks) -> None:
    beats = [mark for mark in marks if mark["type"] == "beat"]
    first = [mark["sample"] for mark in beats if mark["text"] == "hold"]
    last = [mark["sample"] for mark in beats if mark["text"] == "five"]
    assert [end - begin for begin, end in zip(first, last, strict=True)] == [5 * RATE] * 3
    assert {(mark["sample"] - first[0]) % RATE for mark in beats} == {0}


def test_every_word_is_on_a_beat(marks: Marks) -> None:
    beats = {(mark["sample"], mark["text"]) for mark in marks if mark["type"] == "beat"}
    words = {(mark["sample"], mark["text"]) for mark in marks if mark["type"] == "word"}
    assert words == beats


def test_nothing_is_told_during_a_hold(marks: Marks) -> None:
    for begin in (m["sample"] for m in marks if m["text"] == "hold" and m["type"] == "beat"):
        inside = [m for m in marks if begin < m["sample"] < begin + 5 * RATE]
        assert {mark["type"] for mark in inside} == {"beat", "word"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("six", "--finding", "R11"), "because you told me that"),
        (("bridge", "--finding", "leg_cramp"), "bridge: your legs cramp easily today"),
        (("headstand",), "there is no move or programme 'headstand': one of three, six"),
        (("six", "--finding", "cold_feet"), "'cold_feet' is not a finding: one of"),
        (("six", "--marks", "x.json"), "--marks needs --render"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    ran = run(*arguments)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert ran.stdout == ""


def test_what_was_advised_the_last_time_is_kept_to(run: Run, tmp_path: Path) -> None:
    record(tmp_path, {"type": "level", "level": "urgent", "rules": [], "reasons": []})
    ran = run("three")
    assert ran.returncode == 2
    assert "I won't lead a stretch now" in ran.stderr


def record(tmp_path: Path, *events: dict[str, Any], end: bool = True) -> None:
    """Keep a session that began a moment ago, beside those that are there."""
    folder = tmp_path / "record"
    folder.mkdir(exist_ok=True)
    began = datetime.now(UTC) - timedelta(seconds=30 - len(list(folder.iterdir())))
    started = began.isoformat(timespec="seconds")
    head = {"type": "start", "format": 1, "started": started, "version": "1", "content": {}}
    last = [{"type": "end", "outcome": "goodbye"}] if end else []
    lines = [{"at": 0.0, "node": "x", **e} for e in ({**head, "resumes": ""}, *events, *last)]
    path = folder / f"{began:%Y%m%d-%H%M%S}.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def went(before: int, after: int) -> list[dict[str, Any]]:
    return [
        {"type": "pain", "score": before, "when": "before"},
        {"type": "move", "move": "pelvic_tilt", "done": True, "holds": 5},
        {"type": "pain", "score": after, "when": "after"},
    ]


TYPED = "three\n" + "\n" * 6 + "goodbye\n"


def told(run: Run, *arguments: str) -> str:
    return run(*arguments, "--text", "--no-wait", typed=TYPED).stdout


def test_after_two_good_sessions_the_dose_is_larger(run: Run, tmp_path: Path) -> None:
    record(tmp_path, *went(4, 3))
    assert "thirty" not in told(run, "pelvic_tilt")
    record(tmp_path, *went(3, 3))
    assert "thirty" in told(run, "pelvic_tilt")


def test_after_a_bad_session_the_dose_is_smaller(run: Run, tmp_path: Path) -> None:
    record(tmp_path, *went(3, 5))
    assert "The last three." not in told(run, "pelvic_tilt")


BROKEN = [
    *went(3, 3)[:2],
    {
        "node": "stretch_lead",
        "type": "ahead",
        "programme": "six",
        "moves": {"knee_to_chest": "standard"},
    },
]
"""A session that broke off in its second move."""


def test_a_session_that_broke_off_goes_on_at_the_move_it_stopped(run: Run, tmp_path: Path) -> None:
    record(tmp_path, *BROKEN, end=False)
    lines = run("six", "--text", "--no-wait", typed="\nthree\n").stdout.replace("\n", " ")
    assert "We go on with knee to chest, where we stopped." in lines
    assert "The pelvic tilt" not in lines
    assert "Done: pelvic tilt, and knee to chest. Holds: eleven." in lines
    assert "Pain before: three. Pain after: three." in lines


@pytest.mark.parametrize("other", [("three",), ("six", "--level", "easy")])
def test_another_session_than_the_one_that_broke_off_begins_anew(
    run: Run, tmp_path: Path, other: tuple[str, ...]
) -> None:
    record(tmp_path, *BROKEN, end=False)
    assert "The pelvic tilt" in told(run, *other)


def test_a_session_that_broke_off_in_warning_signs_goes_on_with_them(
    run: Run, tmp_path: Path
) -> None:
    again = {"node": "stand", "type": "recheck", "findings": ["R1", "R6"]}
    record(tmp_path, *BROKEN, again, end=False)
    assert "Have your legs given out" in told(run, "three")


def test_lines_fit_a_braille_display(run: Run) -> None:
    lines = told(run, "six").splitlines()
    assert lines[0] == "Move slowly, and only as far as it feels"
    assert all(len(line) <= 40 for line in lines)
    assert all(line.isascii() for line in lines)


def test_a_rendered_session_can_be_read_as_well(run: Run, tmp_path: Path) -> None:
    lines = run("three", "--render", str(tmp_path / "x.wav"), "--text").stdout.splitlines()
    assert "hold" in lines
    assert all(len(line) <= 40 for line in lines[:-1])
