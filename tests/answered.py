"""The table of answers.txt: what is said at a question, and what is found by it.

A line is `question | words | findings`, or where the words lead, if nothing is found by them: `to
closing`.  Words that are asked about once more are said twice.
"""

from dataclasses import dataclass
from pathlib import Path

from voice.acts import End, Listen, Note
from voice.dialog import Dialog
from voice.script import Script
from voice.types import Finding, Utterance

TABLE = Path(__file__).parent / "answers.txt"


@dataclass(frozen=True, slots=True)
class Row:
    node: str
    words: str
    found: str


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [Row(node, words, found) for node, words, found in cells]


def found(script: Script, node: str, words: str) -> str:
    """Say these words at this question; return what is noted until the next answer is awaited,
    or else the question that it is awaited at.
    """
    dialog = Dialog.waiting_at(script, node)
    told: dict[str, str] = {}
    for _ in range(2):
        dialog.hear(Utterance({words: 1.0}))
        act = dialog.next()
        while not isinstance(act, Listen | End):
            if isinstance(act, Note) and isinstance(act.what, Finding):
                told[act.what.id] = _told(act.what)
            act = dialog.next()
        if dialog.at != node:
            break
    return "; ".join(told.values()) or f"to {dialog.at}"


def _told(finding: Finding) -> str:
    details = [f"{name} {value}" for name, value in finding.details.items()]
    return " ".join([finding.id, finding.state, *details])
