"""The sessions a person has had, at the command line: kept, listed, drawn, forgotten."""

import json
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.past_sessions import BEGAN, GRAVE, LEFT, NUMB, PLAIN, keep
from tests.test_cli import LIMIT, ROOT, at_home, command, fails, voice
from voice.acts import Event
from voice.noted import Moved
from voice.types import Finding

ANSWERS = "yes\nno\n"
"""The beginning of a conversation."""


def kept(home: Path) -> Path:
    return home / "backtalk" / "sessions"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person who has had three sessions."""
    keep(kept(tmp_path), PLAIN, BEGAN)
    keep(kept(tmp_path), GRAVE, BEGAN + timedelta(days=1))
    keep(kept(tmp_path), LEFT, BEGAN + timedelta(days=2))
    return tmp_path


FIRST, SECOND, THIRD = "20260302-183000", "20260303-183000", "20260304-183000"


def ids(home: Path) -> list[str]:
    return sorted(path.stem for path in kept(home).iterdir())


# --- talk keeps a record ---


def test_talk_keeps_what_it_shows(tmp_path: Path) -> None:
    done = voice("talk", "--text", "--no-wait", "--json", typed=ANSWERS, home=tmp_path)
    (path,) = kept(tmp_path).iterdir()
    first, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        line.pop("words", None)
    assert lines == shown
    assert {"triage.yaml", "rules.yaml"} <= first["content"].keys()


def test_a_session_can_be_kept_elsewhere(tmp_path: Path) -> None:
    own = tmp_path / "own"
    voice("talk", "--text", "--no-wait", "--record", own, typed=ANSWERS, home=tmp_path)
    assert len(list(own.iterdir())) == 1
    assert not kept(tmp_path).exists()


def test_nothing_is_kept_where_that_is_not_wanted(tmp_path: Path) -> None:
    voice("talk", "--text", "--no-wait", "--no-record", typed=ANSWERS, home=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_settings_may_keep_nothing(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("record: no\n", encoding="utf-8")
    arguments = ("talk", "--text", "--no-wait", "--settings", own)
    voice(*arguments, typed=ANSWERS, home=tmp_path)
    assert not kept(tmp_path).exists()
    voice(*arguments, "--record", tmp_path / "own", typed=ANSWERS, home=tmp_path)
    assert len(list((tmp_path / "own").iterdir())) == 1, "what is said now counts more"


def test_keeping_and_not_keeping(tmp_path: Path) -> None:
    done = voice("talk", "--text", "--record", tmp_path, "--no-record")
    assert done.returncode == 2
    assert "not allowed with" in done.stderr


def test_a_folder_that_cannot_be_written_does_not_end_the_conversation(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    arguments = ("talk", "--text", "--no-wait", "--record", tmp_path / "file")
    done = voice(*arguments, typed="goodbye\n", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Goodbye" in done.stdout
    (line,) = done.stderr.splitlines()
    assert "file: this session can't be kept: " in line


def test_a_full_disk_does_not_end_the_conversation(tmp_path: Path) -> None:
    """`ulimit -f` stands for it: no file may grow beyond one block."""
    arguments, typed = ("talk", "--text", "--no-wait"), "help\nhelp\nhelp\ngoodbye\n"
    done = voice(*arguments, typed=typed, home=tmp_path, shell='ulimit -f 1; exec "$@"')
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("can't be kept") == 1
    listed = voice("history", home=tmp_path)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "not finished" in listed.stdout


# --- history ---


def test_without_sessions(tmp_path: Path) -> None:
    for name in ("history", "forget"):
        done = voice(name, *(["--all"] if name == "forget" else []), home=tmp_path)
        assert (done.returncode, done.stdout) == (0, "No sessions are kept.\n")


def test_each_session_is_a_line_the_newest_last(home: Path) -> None:
    done = voice("history", home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{FIRST}: Monday 2 March 2026 at 18:30, 3 minutes, advice: self care, pain 4 out of 10.",
        f"{SECOND}: Tuesday 3 March 2026 at 18:30, less than a minute, advice: emergency.",
        f"{THIRD}: Wednesday 4 March 2026 at 18:30, less than a minute, left before the advice.",
    ]


def test_one_session_as_a_whole(home: Path) -> None:
    done = voice("history", SECOND, home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == [
        "",
        "What you told:",
        'Yes (R3). Asked: Does it feel numb between your legs? You said: "just pins and needles".',
        "",
        "Advice: emergency. Rules: R3.",
        "Reasons: that it feels numb.",
        "This is an emergency.",
        "",
        "Held by backtalk 1.2.3, with triage.yaml 0123456789ab.",
    ]


def test_what_was_not_answered_is_said_so(home: Path) -> None:
    events = [*GRAVE[:2], Event(30.0, "saddle", Finding("R3", "present", said=False))]
    keep(kept(home), events, BEGAN + timedelta(days=3))
    done = voice("history", "20260305-183000", home=home)
    assert f"Yes (R3). Asked: {NUMB} You gave no clear answer.\n" in done.stdout
    assert "not finished" in done.stdout


def test_a_number_stands_for_itself(home: Path) -> None:
    done = voice("history", FIRST, home=home)
    assert '4 (R23). Asked: From zero to ten, how bad is it? You said: "about four".' in done.stdout


def test_pain_before_and_after(home: Path) -> None:
    assert "Pain before: 4. Pain after: 3.\n" in voice("history", FIRST, home=home).stdout


def test_what_was_done_of_the_stretches(home: Path) -> None:
    moved = Event(30.0, "stretch_lead", Moved("pelvic_tilt", done=True, holds=5))
    keep(kept(home), [*PLAIN[:-1], moved], BEGAN + timedelta(days=3))
    done = voice("history", "20260305-183000", home=home).stdout
    assert "did pelvic tilt." in done
    assert "Holds: 5.\n" in done


def test_history_for_programs(home: Path) -> None:
    done = voice("history", "--json", home=home)
    one, two, three = [json.loads(line) for line in done.stdout.splitlines()]
    assert (one["id"], one["level"], one["score"], one["minutes"]) == (FIRST, "self_care", 4, 3.1)
    assert (two["rules"], two["reasons"]) == (["R3"], ["that it feels numb"])
    (finding,) = two["findings"]
    assert (finding["id"], finding["state"]) == ("R3", "present")
    assert finding["words"] == "just pins and needles"
    assert (three["level"], three["outcome"], three["finished"]) == ("", "goodbye", True)


def test_a_session_that_is_not_there(home: Path) -> None:
    fails(voice("history", "20260101-000000", home=home), "there is no session '20260101-000000'")


def test_a_damaged_file_is_told_and_the_rest_listed(home: Path) -> None:
    path = kept(home) / f"{SECOND}.jsonl"
    path.write_text("damage\n", encoding="utf-8")
    done = voice("history", home=home)
    assert done.returncode == 0
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [FIRST, THIRD]
    assert done.stderr == f"backtalk: {path}:1: is damaged: not a line of JSON\n"
    fails(voice("history", SECOND, home=home), f"{SECOND}.jsonl:1: is damaged")


def test_sessions_kept_elsewhere(home: Path) -> None:
    done = voice("history", "--record", kept(home))
    assert len(done.stdout.splitlines()) == 3


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    fails(voice("history", "--record", tmp_path / "file"), "file: can't be read: Not a directory")


# --- the picture ---


def test_pain_and_minutes_are_drawn(home: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "pain.png"
    done = voice("history", "--plot", picture, home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{picture}: pain and minutes of 3 sessions.\n"
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be(home: Path, tmp_path: Path) -> None:
    fails(voice("history", "--plot", "pain.doc", home=home), "the name must end in .png")
    fails(voice("history", "--plot", "pain.png"), "nothing to draw")
    if pytest.importorskip("matplotlib"):
        nowhere = tmp_path / "none" / "pain.png"
        fails(voice("history", "--plot", nowhere, home=home), "pain.png: can't be written")


def test_a_picture_without_matplotlib(home: Path, tmp_path: Path) -> None:
    """A package of that name that cannot be imported stands for one that is not there."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "matplotlib.py").write_text("raise ImportError\n", encoding="utf-8")
    done = subprocess.run(
        command("history", "--plot", "pain.png"),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        cwd=ROOT,
        env={**at_home(home), "PYTHONPATH": str(tmp_path / "empty")},
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        'backtalk: Drawing needs matplotlib. Install it with: pip install "backtalk[plot]"\n'
    )


# --- forget ---


def test_one_is_forgotten(home: Path) -> None:
    done = voice("forget", SECOND, "--yes", home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Deleted {SECOND}: Tuesday 3 March 2026")
    assert ids(home) == [FIRST, THIRD]


def test_several_are_forgotten(home: Path) -> None:
    done = voice("forget", FIRST, THIRD, FIRST, "--yes", home=home)
    assert len(done.stdout.splitlines()) == 2
    assert ids(home) == [SECOND]


def test_all_are_forgotten_the_damaged_ones_too(home: Path) -> None:
    (kept(home) / f"{SECOND}.jsonl").write_text("damage\n", encoding="utf-8")
    (kept(home) / "notes.txt").write_text("mine", encoding="utf-8")
    done = voice("forget", "--all", "--yes", home=home)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    assert f"Deleted {SECOND}: can't be read." in done.stdout
    assert ids(home) == ["notes"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "say which sessions"),
        (["--all", FIRST], "say which sessions"),
        ([FIRST, "20260101-000000", "--yes"], "nothing was deleted"),
        (["../settings", "--yes"], "there is no session"),
        ([FIRST], "add --yes"),
        (["--all"], "add --yes"),
    ],
)
def test_nothing_is_forgotten_by_mistake(home: Path, arguments: list[str], says: str) -> None:
    fails(voice("forget", *arguments, home=home), says)
    assert len(ids(home)) == 3


def on_a_terminal(arguments: list[str], answer: str, home: Path) -> Any:
    """Run it with a terminal as standard input, and type an answer."""
    mine, its = pty.openpty()
    try:
        os.write(mine, answer.encode())
        return subprocess.run(
            [sys.executable, "-m", "voice", *arguments],
            stdin=its,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            cwd=ROOT,
            env=at_home(home),
            check=False,
        )
    finally:
        os.close(mine)
        os.close(its)


@pytest.mark.parametrize("answer", ["no\n", "\n", "yes please delete\n", "\x04"])
def test_on_a_terminal_anything_but_a_yes_keeps_it(home: Path, answer: str) -> None:
    done = on_a_terminal(["forget", FIRST], answer, home)
    assert (done.returncode, done.stdout.splitlines()[0][:15]) == (0, FIRST)
    assert done.stdout.endswith("Nothing was deleted.\n")
    assert len(ids(home)) == 3


def test_on_a_terminal_a_yes_deletes_it(home: Path) -> None:
    done = on_a_terminal(["forget", FIRST], "yes\n", home)
    assert done.returncode == 0, done.stderr
    assert ids(home) == [SECOND, THIRD]
