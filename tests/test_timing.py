"""Who spoke when, and how fast it answered: from a record to a table and a picture."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.past_sessions import BEGAN, PLAIN, keep
from tests.test_cli import fails, voice
from voice.cli.timing import p95
from voice.errors import RecordError
from voice.record_lines import read_lines
from voice.timing import Spoken, timing

NAME = "20260302-183000"

START = {"type": "start", "started": BEGAN.isoformat()}


def say(at: float, text: str) -> dict[str, Any]:
    return {"at": at, "type": "say", "text": text}


def heard(text: str, began: float, at: float) -> dict[str, Any]:
    """Said for half a second, noticed after 0.1 s, its end decided after 0.2 s."""
    moments = {"began": began, "detected": began + 0.1, "ended": began + 0.5}
    return {"at": at, "type": "heard", "text": text, **moments, "decided": began + 0.7}


LISTEN = {"at": 3.0, "type": "listen"}

EVENTS = [
    {"at": 0.0, **START},
    say(1.0, "Does it hurt?"),
    LISTEN,
    heard("no", 4.0, 4.75),
    say(4.8, "All right."),
    say(6.0, "Is it numb?"),
    heard("stop", 6.5, 7.3),
    heard("goodbye", 8.0, 8.8),
    {"at": 9.0, "type": "end", "outcome": "goodbye"},
]


def raw(events: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps({"node": "a", **event}).encode() + b"\n" for event in events)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / f"{NAME}.jsonl").write_bytes(raw(EVENTS))
    return tmp_path


def test_a_sentence_lasts_until_the_next_act() -> None:
    found = timing("a", read_lines("a", raw(EVENTS)))
    assert found.spoken == (
        Spoken(1.0, 3.0, "Does it hurt?"),
        Spoken(4.8, 6.0, "All right."),
        Spoken(6.0, 9.0, "Is it numb?"),
    )


def test_each_step_to_a_reply_is_told() -> None:
    found = timing("a", read_lines("a", raw(EVENTS)))
    first = {name: round(s, 3) if s else s for name, s in found.turns[0].latencies.items()}
    assert first == {
        "detected": 0.1,
        "end decided": 0.2,
        "meaning": 0.05,
        "first sound": 0.05,
        "in all": 0.3,
    }
    assert [turn.replied for turn in found.turns] == [4.8, None, None]


def test_what_tells_no_times_is_no_session_to_draw(tmp_path: Path) -> None:
    path = keep(tmp_path, PLAIN)
    with pytest.raises(RecordError, match="tells no times"):
        timing("a", read_lines("a", path.read_bytes()))
    fails(voice("timing", path), "tells no times: nothing was spoken in it")


def test_a_time_that_is_none_is_damage() -> None:
    broken = [*EVENTS[:3], {**EVENTS[3], "ended": "soon"}]
    with pytest.raises(RecordError, match="a:4: is damaged: ended must be seconds"):
        timing("a", read_lines("a", raw(broken)))


@pytest.mark.parametrize("name", ["last", NAME, f"{NAME}.jsonl"])
def test_a_session_is_named_as_in_the_history_or_by_its_file(folder: Path, name: str) -> None:
    pytest.importorskip("matplotlib")
    where = folder / name if name.endswith("l") else name
    picture = folder / "picture.svg"
    done = voice("timing", where, "--record", folder, "--out", picture)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].split() == ["4.0", "100", "200", "50", "50", "300", "no"]
    assert lines[-3].split() == ["median", "100", "200", "100", "50", "300"]
    assert picture.read_text().startswith("<?xml")


def test_a_picture_may_be_png(folder: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = folder / "picture.png"
    assert voice("timing", "--record", folder, "--out", picture).returncode == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_mistakes_are_told(folder: Path) -> None:
    fails(voice("timing", "nothing", "--record", folder), "there is no session 'nothing'")
    fails(voice("timing", folder / "no.jsonl"), "can't be read: No such file")
    fails(voice("timing", "--record", folder, "--out", "a.jpg"), "must end in .png or .svg")
    fails(voice("timing", "--record", folder / "empty"), "No sessions are kept.")


def test_one_of_twenty_may_exceed_the_95th_percentile() -> None:
    assert p95([float(n) for n in range(20)]) == 19.0
    assert p95([float(n) for n in range(100)]) == 95.0
    assert p95([1.0]) == 1.0
