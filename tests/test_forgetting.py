"""What was kept is deleted by voice: at the end, and only if nobody thinks better of it."""

from pathlib import Path

import pytest

from tests.test_cli import PLAIN, talk, voice
from tests.virtual import converse
from voice.acts import Say
from voice.dialog import Dialog
from voice.loading import load


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (["forget this conversation"], 1),
        (["forget everything"], 0),
        (["forget everything", "keep it"], 2),
        (["forget this conversation", "forget everything", "delete this session"], 1),
        ([], 2),
    ],
)
def test_what_is_left(said: list[str], left: int, tmp_path: Path) -> None:
    folder = ("--record", str(tmp_path))
    talk("goodbye", options=folder)
    talk(*said, "goodbye", options=folder)
    assert len([*tmp_path.glob("*.jsonl")]) == left


def test_what_is_deleted_is_told_and_where_nothing_is_kept_nothing_happens(tmp_path: Path) -> None:
    _, done = talk("forget everything", "goodbye", options=("--record", str(tmp_path)))
    assert "Deleted, as you asked" in done.stderr
    _, done = talk("forget everything", "goodbye", options=("--no-record",))
    assert done.returncode == 0
    assert "Deleted" not in done.stderr


def test_a_conversation_that_was_gone_on_with_is_deleted_whole(tmp_path: Path) -> None:
    folder = ("--record", str(tmp_path))
    half = "".join(f"{answer}\n" for answer in PLAIN[:4])
    voice("talk", "--text", "--no-wait", *folder, typed=half)
    talk("forget this conversation", "goodbye", options=folder)
    assert not [*tmp_path.glob("*.jsonl")]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ({"when": "Yesterday", "score": "four"}, "Yesterday you said four out of ten."),
        (None, "I know of no time before this one."),
    ],
)
def test_the_last_time_is_told_on_request(last: dict[str, str] | None, told: str) -> None:
    events = converse(Dialog(load(), last=last), [(17.6, "what did I say last time", 1.0)], 30.0)
    assert told in [event.what.text for event in events if isinstance(event.what, Say)]
