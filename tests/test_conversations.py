"""Every file in tests/conversations is one conversation, word for word and on time.

A line is `seconds  who  words`.  The `you` lines are said to the assistant, `you~0.40` with
that probability; then everything that happened must come out as written.  After `# until 60`
a conversation is left at that time.  With `# stretch three` it is a session of stretches alone.
With `# after FILE` it goes on with the conversation of that file, which was cut off where it ends.

To write one, give the `you` lines and run: python -m tests.test_conversations FILE
"""

import sys
import tempfile
from pathlib import Path

import pytest

from tests.past_sessions import keep, unexpected
from tests.virtual import Said, converse
from voice.acts import End, Event, Listen, Say, Understood
from voice.alone import alone
from voice.cli.before import Before
from voice.devices.sessions import Sessions
from voice.dialog import Dialog
from voice.loading import load
from voice.noted import Ahead, Moved, Pain, Recheck
from voice.past import Past
from voice.ports import Listener
from voice.settings import Settings
from voice.types import Correction, Finding, Level

FOLDER = Path(__file__).parent / "conversations"

CONVERSATIONS = sorted(FOLDER.glob("*.txt"))

SCRIPT = load()

FOREVER = "7200"
"""Seconds."""


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_conversation(path: Path) -> None:
    written = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in written if line.startswith("#")]
    assert [*comments, *replayed(written)] == written


def test_there_are_enough() -> None:
    assert len(CONVERSATIONS) >= 15


def replayed(written: list[str]) -> list[str]:
    return [text for event in held(written) if (text := _line(event))]


def held(written: list[str], *listeners: Listener) -> list[Event]:
    """Hold the conversation of a file."""
    return converse(dialog(written), said(written), float(_told(written, "until")), *listeners)


def said(written: list[str]) -> list[Said]:
    return [_said(line) for line in written if not line.startswith("#") and _who(line) == "you"]


def dialog(written: list[str]) -> Dialog:
    """Return the dialog of a file, at its beginning."""
    led = _told(written, "stretch")
    script = alone(SCRIPT, led) if led else SCRIPT
    before = _told(written, "after")
    return Before(_broken(before) if before else None).dialog(script, Settings())


def _broken(name: str) -> Past:
    """Return what the record tells of the conversation in another file."""
    events = held((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    with tempfile.TemporaryDirectory() as folder:
        path = keep(Path(folder), events)
        return Sessions(Path(folder), unexpected).one(path.stem)


def _told(written: list[str], what: str) -> str:
    """Return what a comment tells: `# until 60`."""
    told = (line.split()[2] for line in written if line.startswith(f"# {what} "))
    return next(told, FOREVER if what == "until" else "")


def _who(line: str) -> str:
    return line.split(maxsplit=2)[1].partition("~")[0]


def _said(line: str) -> Said:
    at, who, words = line.split(maxsplit=2)
    return float(at), words, float(who.partition("~")[2] or 1.0)


def _line(event: Event) -> str:
    match event.what:
        case Say(text):
            who, words = "voice", text
        case Understood(utterance, _):
            p = max(utterance.sentences.values())
            who, words = "you" if p == 1.0 else f"you~{p:.2f}", utterance.open
        case Finding(id_, state):
            who, words = "note", f"{id_} {state}" + ("" if event.what.sure else ", once")
        case Correction(id_):
            who, words = "note", f"{id_} taken back"
        case Level(id_, rules):
            who, words = "level", f"{id_} ({', '.join(rules)})"
        case Pain(score, when):
            who, words = "note", f"pain {when}: {score}"
        case Moved(move, done, holds):
            who, words = "note", f"{move} {'done' if done else 'broken off'}, holds: {holds}"
        case End(outcome):
            who, words = "end", outcome
        case Recheck(findings):
            who, words = "note", f"asked again: {', '.join(findings)}"
        case Listen() | Ahead():
            return ""
    return f"{event.at:7.1f}  {who:8}  {words}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        lines = file.read_text(encoding="utf-8").splitlines()
        comments = [line for line in lines if line.startswith("#")]
        file.write_text("\n".join([*comments, *replayed(lines)]) + "\n", encoding="utf-8")
