"""The table of levels.txt: what is found, and the level and rules that follow.

A line is `level (rules): findings`; a finding may have a detail: `R25 side both`.  What stands
in it is present, or with a `?` could not be told.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from voice.findings import Findings
from voice.types import Finding

TABLE = Path(__file__).parent / "levels.txt"

_LINE = re.compile(r"(?P<level>\w+) \((?P<rules>[^)]*)\):(?P<findings>.*)")


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    level: str
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def known(self) -> Findings:
        known = Findings()
        for finding in self.findings:
            known = known.note(finding)
        return known


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    part = _LINE.fullmatch(line)
    assert part, f"{line!r} is not a line of the table"
    rules = tuple(part["rules"].split(", "))
    named = [text.strip() for text in part["findings"].split(",") if text.strip()]
    return Row(line, part["level"], rules, tuple(map(_finding, named)))


def _finding(text: str) -> Finding:
    id_, *rest = text.rstrip("?").split()
    pairs = zip(rest[::2], rest[1::2], strict=True)
    details = {name: int(word) if word.isdigit() else word for name, word in pairs}
    return Finding(id_, "unsure" if text.endswith("?") else "present", details)
