"""The table of danger.txt: red flags that are heard at every moment, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voice.dialog import Dialog
from voice.script import Script
from voice.turn import DANGER
from voice.types import Meaning, Utterance

TABLE = Path(__file__).parent / "danger.txt"


@dataclass(frozen=True, slots=True)
class Row:
    finding: str
    words: str


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [Row(finding, words) for finding, words in cells]


def unheard(script: Script) -> Iterator[str]:
    """Yield the rows that no ear listens for, or that do not act from DANGER on.

    There is no open transcript: what free words are read as is no help to an ear.
    """
    dialog = Dialog(script)
    for row in rows():
        meaning = Meaning(row.finding, kind="danger")
        listened = dialog.expected.meanings.get(row.words) == meaning.key
        reading = dialog.read(Utterance({row.words: DANGER}))
        if not listened or (reading.meaning, reading.decision) != (meaning, "accept"):
            yield f"{row.finding}, {row.words!r}"
