"""Reading what is known of a person from a file, for the rules alone.

    findings:
      R3: present
      R25: {side: left}
      R7: unsure
    age: 45
    score: 6

A list of ids will do too.  Numbers mean what they mean when they are answered in a conversation.
"""

from collections.abc import Iterator
from pathlib import Path

from . import documents
from .documents import Value
from .findings import Findings
from .measured import measured, measures
from .script import Script
from .types import Detail, Finding, State

STATES: dict[str, State] = {
    **dict.fromkeys(("present", "yes", "true", ""), "present"),
    **dict.fromkeys(("absent", "no", "false"), "absent"),
    **dict.fromkeys(("unsure", "unknown"), "unsure"),
}


def load(path: Path, script: Script) -> Findings:
    """Read the findings.  Raises ScriptError naming file and line."""
    document = documents.read(path)
    known = Findings()
    for finding in _document(document, script):
        known = known.note(finding)
    return known


def _document(document: Value, script: Script) -> Iterator[Finding]:
    if not isinstance(document.content, dict) or "findings" not in document.content:
        yield from _findings(document, script)
        return
    numbers = measures(script)
    fields = document.fields("findings", " ".join(numbers))
    yield from _findings(fields["findings"], script)
    for name in numbers & fields.keys():
        yield from measured(script, name, fields[name].whole(0, 40_000))


def _findings(value: Value, script: Script) -> Iterator[Finding]:
    if not isinstance(value.content, dict):
        for item in value.listed() if value.content else ():
            yield Finding(_known(item, item.text(), script), "present")
        return
    for name, told in value:
        yield from _finding(_known(told, name, script), told, script)


def _finding(id_: str, told: Value, script: Script) -> Iterator[Finding]:
    if not isinstance(told.content, dict):
        yield Finding(id_, _state(told))
        return
    details: dict[str, Detail] = {name: _detail(value) for name, value in told if name != "state"}
    state = _state(told.content["state"]) if "state" in told.content else "present"
    derived = [f for n, d in details.items() if isinstance(d, int) for f in measured(script, n, d)]
    # A score of three is no severe pain, even where R23 is written beside it.
    if any(f.id == id_ and f.state == "absent" for f in derived):
        state = "absent"
    yield Finding(id_, state, details)
    yield from (f for f in derived if f.id != id_)


def _known(place: Value, id_: str, script: Script) -> str:
    known = script.rules.findings | script.rules.facts | {r.id for r in script.rules.rules}
    named = {name.lower(): name for name in known}
    if id_.lower() not in named:
        raise place.place.error(f"{id_!r} is no finding; known are {', '.join(sorted(known))}")
    return named[id_.lower()]


def _state(value: Value) -> State:
    text = value.text(empty=True).lower()
    if text not in STATES:
        raise value.place.error("a finding is present, absent or unsure, or has details")
    return STATES[text]


def _detail(value: Value) -> Detail:
    text = value.text()
    return int(text) if text.isdigit() else text.lower()
