"""The record of a session: kept before anything else happens, and by nobody else to be read."""

import asyncio
import json
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.past_sessions import GRAVE, PLAIN, heard, keep, record, tell
from voice.acts import Event, Say
from voice.devices.content import digests
from voice.devices.display import fields
from voice.errors import ScriptError
from voice.heard_words import HeardWords
from voice.history import read
from voice.loading import files
from voice.record_lines import read_lines
from voice.shipped import SHIPPED
from voice.types import Finding

ROOT = Path(__file__).parents[1]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_first_line_tells_when_and_what_held_it(tmp_path: Path) -> None:
    first = lines(keep(tmp_path, PLAIN))[0]
    assert (first["type"], first["started"]) == ("start", "2026-03-02T18:30:00+00:00")
    assert (first["version"], first["content"]) == ("1.2.3", {"triage.yaml": "0123456789ab"})


def test_the_rest_are_the_events_as_the_display_tells_them(tmp_path: Path) -> None:
    kept = lines(keep(tmp_path, PLAIN))[1:]
    assert [{**line, **fields(event)} for line, event in zip(kept, PLAIN, strict=True)] == kept


def test_findings_carry_the_words_they_rest_on(tmp_path: Path) -> None:
    words = {line["id"]: line["words"] for line in lines(keep(tmp_path, PLAIN)) if "words" in line}
    assert words == {"R3": "no, nothing “at all”", "R23": "about four"}


def test_each_event_is_kept_before_the_next_act_begins(tmp_path: Path) -> None:
    kept = record(tmp_path)
    for n, event in enumerate(PLAIN, 1):
        kept(event)
        (path,) = tmp_path.iterdir()
        assert len(lines(path)) == n + 1
        assert lines(path)[-1]["at"] == event.at


def test_nothing_is_kept_of_a_session_in_which_nothing_happened(tmp_path: Path) -> None:
    record(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = keep(tmp_path / "data" / "sessions", PLAIN)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_line_torn_at_any_byte_loses_nothing_before_it(tmp_path: Path) -> None:
    path = keep(tmp_path, PLAIN)
    raw, whole = path.read_bytes(), read_lines("a", path.read_bytes())
    # From the middle of the file too: a kill may come at any event.
    for last in (1, 2, 5, len(PLAIN), len(PLAIN) + 1):
        begin = len(b"".join(raw.splitlines(keepends=True)[: last - 1]))
        end = begin + len(raw.splitlines()[last - 1])
        for cut in range(begin, end):
            assert read_lines("a", raw[:cut]) == whole[: last - 1]
            past = read("a", "a", raw[:cut])
            assert (past is None) == (last == 1)
        assert read_lines("a", raw[:end]) == whole[:last]


def test_two_at_once_have_a_file_each(tmp_path: Path) -> None:
    one, other = record(tmp_path), record(tmp_path)
    for event in GRAVE:
        one(event)
        other(event)
    paths = sorted(tmp_path.iterdir(), key=lambda path: path.stem)
    assert [path.stem for path in paths] == ["20260302-183000", "20260302-183000-2"]
    assert lines(paths[0]) == lines(paths[1])
    assert len(lines(paths[0])) == len(GRAVE) + 1


def test_a_folder_that_cannot_be_is_told_once_and_the_conversation_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    warned: list[str] = []
    tell(record(tmp_path / "file" / "sessions", warned=warned), PLAIN)
    (warning,) = warned
    assert warning.startswith(f"{tmp_path}/file/sessions: this session can't be kept: Not a dir")
    assert "The conversation goes on" in warning


def test_a_folder_that_comes_later_misses_nothing(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("in the way")
    kept = record(tmp_path / "sessions", warned=[])
    tell(kept, PLAIN[:3])
    (tmp_path / "sessions").unlink()
    tell(kept, PLAIN[3:])
    (path,) = (tmp_path / "sessions").iterdir()
    assert len(lines(path)) == len(PLAIN) + 1


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond this many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 1, 200, 600, 1000, 1001, 1500])
def test_a_full_disk_is_told_once_and_leaves_what_was_kept(tmp_path: Path, size: int) -> None:
    warned: list[str] = []
    kept = record(tmp_path, warned=warned)
    with room_for(size):
        tell(kept, PLAIN[:-1])
    assert len(warned) == 1
    (path,) = tmp_path.iterdir()
    raw = path.read_bytes()
    assert len(raw) <= size
    assert len(read_lines("a", raw)) == raw.count(b"\n")
    kept(PLAIN[-1])
    assert len(warned) == 1
    assert len(lines(path)) == len(PLAIN) + 1, "with room again, nothing is missing"


def test_a_program_that_is_killed_has_kept_all_it_showed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voice", "talk", "--text", "--json"]
    with subprocess.Popen(
        [*command, "--record", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as program:
        assert program.stdout is not None
        shown = []
        for text in program.stdout:
            shown.append(json.loads(text))
            if shown[-1]["type"] == "listen":
                program.send_signal(signal.SIGKILL)
                break
    (path,) = tmp_path.iterdir()
    assert lines(path)[1 : len(shown) + 1] == shown


def test_the_content_is_told_by_its_digests(tmp_path: Path) -> None:
    own = tmp_path / "triage.yaml"
    own.write_bytes((SHIPPED / "triage.yaml").read_bytes() + b"\n")
    before, after = digests(files()), digests(files(own))
    assert {"triage.yaml", "common.yaml", "rules.yaml", "guidance.yaml", "pelvic_tilt.yaml"} <= (
        before.keys()
    )
    assert {name for name in before if before[name] != after[name]} == {"triage.yaml"}


def test_content_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"none\.yaml: cannot be read"):
        digests([tmp_path / "none.yaml"])


PRESENT = Finding("R3", "present")
GUESSED = Finding("R3", "present", said=False)


@pytest.mark.parametrize(
    ("events", "finding", "words"),
    [
        ([], GUESSED, ""),
        ([("a", heard("it is numb"))], PRESENT, "it is numb"),
        ([("a", heard("blah", "", decision="reject"))], GUESSED, "blah"),
        ([("b", heard("yes"))], GUESSED, ""),
        ([("b", heard("my bottom is numb"))], PRESENT, "my bottom is numb"),
        (
            [("a", heard("no", decision="confirm")), ("a", heard("correct"))],
            Finding("R3", "absent"),
            "no; correct",
        ),
        ([("a", heard("blah", "", decision="reject")), ("a", heard("no"))], PRESENT, "no"),
        ([("a", heard("no")), ("a", heard("yes"))], PRESENT, "yes"),
        ([("a", heard("no", decision="confirm")), ("b", heard("yes"))], PRESENT, "yes"),
        ([("a", heard("no")), ("a", heard("why", "why", kind="command"))], PRESENT, "no"),
        (
            [("a", heard("no")), ("a", heard("numb", "", decision="reject", over=True))],
            PRESENT,
            "no",
        ),
    ],
)
def test_which_words_belong_to_a_finding(events: list[Any], finding: Finding, words: str) -> None:
    follows = HeardWords()
    for node, what in events:
        assert follows.of(Event(0.0, node, what)) == {}
    assert follows.of(Event(0.0, "a", Say("I see."))) == {}
    assert follows.of(Event(0.0, "a", finding)) == {"words": words}


def test_it_is_written_at_once_and_certain_when_it_is_kept(tmp_path: Path) -> None:
    kept = record(tmp_path, live=True)

    async def hold() -> None:
        for event in PLAIN[:-1]:
            kept(event)
            (path,) = tmp_path.iterdir()
            assert lines(path)[-1]["at"] == event.at
            await kept.kept()
        kept(PLAIN[-1])

    asyncio.run(hold())
    (path,) = tmp_path.iterdir()
    assert len(lines(path)) == len(PLAIN) + 1


def test_a_disk_that_is_full_for_a_while_misses_nothing_of_a_live_session(tmp_path: Path) -> None:
    warned: list[str] = []
    kept = record(tmp_path, warned=warned, live=True)

    async def hold() -> None:
        with room_for(1000):
            for event in PLAIN[:-1]:
                kept(event)
                await kept.kept()
        kept(PLAIN[-1])

    asyncio.run(hold())
    (path,) = tmp_path.iterdir()
    assert len(warned) == 1
    assert [line["at"] for line in lines(path)[1:]] == [event.at for event in PLAIN]
