"""Reading a record: from the lines of a file to a session as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from itertools import groupby
from typing import get_args

from . import stretched
from .past import Given, Past, Told, counting
from .record_lines import Lines, RecordLine, read_lines
from .types import Decision, Finding, Kind, Meaning, Reading, State

SCORE = "score"
"""The detail of a finding that is a pain score."""


def read(id_: str, file: str, raw: bytes) -> Past | None:
    """Read a session from the bytes of its record; None when not even its beginning is whole.

    Events of unknown types are passed over.  Raises RecordError with file and line.
    """
    lines = read_lines(file, raw)
    if not lines:
        return None
    told = _told(lines)
    scores = [n for t in told if isinstance(n := t.finding.details.get(SCORE), int)]
    before, after = stretched.pain(lines, scores)
    level = next((line for line in reversed(lines) if line.type == "level"), None)
    return Past(
        id=id_,
        began=_began(lines[0]),
        seconds=max(line.at for line in lines),
        trail=tuple(node for node, _ in groupby(line.node for line in lines if line.node)),
        outcome=next((line.text("outcome") for line in lines if line.type == "end"), ""),
        level=level.text("level") if level else "",
        rules=level.texts("rules") if level else (),
        reasons=level.texts("reasons") if level else (),
        advice=tuple(_advice(lines)),
        told=tuple({t.finding.id: t for t in told}.values()),
        answers=tuple(_answers(lines)),
        mentioned=tuple(i for line in lines if line.type == "heard" for i in line.texts("told")),
        unanswered=_unanswered(lines),
        score=max(scores, default=None),
        before=before,
        after=after,
        moves=stretched.moves(lines),
        holds=stretched.holds(lines),
        ahead=stretched.ahead(lines),
        rechecking=_rechecking(lines),
        withdrawn=frozenset(line.text("id") for line in lines if line.type == "correction"),
        renewed=frozenset(_renewed(lines)),
        version=str(lines[0].values.get("version", "")),
        content=_content(lines[0]),
        resumes=str(lines[0].values.get("resumes", "")),
    )


def _began(first: RecordLine) -> datetime:
    if first.type != "start":
        raise first.error("the beginning of the session is missing")
    try:
        began = datetime.fromisoformat(first.text("started"))
    except ValueError as error:
        raise first.error("started must be a date and time") from error
    if began.tzinfo is None:
        raise first.error("started must have a time zone")
    return began


def _content(first: RecordLine) -> Mapping[str, str]:
    content = first.values.get("content", {})
    if not isinstance(content, dict):
        raise first.error("content must be a mapping")
    return {str(name): str(digest) for name, digest in content.items()}


def _told(lines: Lines) -> list[Told]:
    """Every finding in turn that was not taken back, and the first question asked since its node
    was entered.
    """
    told: list[Told] = []
    node, asked = "", ""
    for line in lines:
        if line.node != node:
            node, asked = line.node, ""
        if line.type == "say" and not asked and line.text("text").endswith("?"):
            asked = line.text("text")
        if line.type == "finding":
            told.append(Told(_finding(line), node, asked, str(line.values.get("words", ""))))
        if line.type == "correction":
            told = counting(told, {line.text("id")}, ())
        if line.type == "recheck":
            told = counting(told, (), line.texts("findings"))
    return told


def _renewed(lines: Lines) -> Iterator[str]:
    for line in lines:
        if line.type == "recheck":
            yield from line.texts("findings")


def _rechecking(lines: Lines) -> bool:
    """Tell if warning signs were asked for once more, and nothing was advised since."""
    types = [line.type for line in lines if line.type in ("level", "recheck")]
    return types[-1:] == ["recheck"]


def _finding(line: RecordLine) -> Finding:
    line.text("id")
    line.details()
    line.one_of("state", get_args(State))
    known = {f.name: line.values[f.name] for f in fields(Finding) if f.name in line.values}
    return Finding(**known)


def _answers(lines: Lines) -> Iterator[Given]:
    for line in lines:
        if line.type == "heard" and line.values.get("id") is not None:
            yield _given(line)


def _unanswered(lines: Lines) -> Reading | None:
    """The last words, unless something was said or asked after them.  Findings alone may be only
    the first of several.
    """
    for line in reversed(lines):
        if line.type == "heard" and line.values.get("id") is not None:
            return _given(line).reading
        if line.type not in ("finding", "heard"):
            return None
    return None


def _given(line: RecordLine) -> Given:
    p = line.values.get("p")
    if not (isinstance(p, int | float) and 0 <= p <= 1):
        raise line.error("p must be a number from 0 to 1")
    kind, which = line.one_of("kind", get_args(Kind)), str(line.values.get("which", ""))
    meaning = Meaning(line.text("id"), line.whole("value"), kind, which)
    decision, told = line.one_of("decision", get_args(Decision)), line.texts("told")
    reading = Reading(meaning, float(p), decision, text=line.text("text"), told=told)
    return Given(line.at, line.node, reading, line.values.get("sure") is True)


def _advice(lines: Lines) -> Iterator[str]:
    """What was said from the last level on, until something was asked."""
    levels = [n for n, line in enumerate(lines) if line.type == "level"]
    for line in lines[levels[-1] + 1 :] if levels else ():
        if line.type == "listen" or line.node != lines[levels[-1]].node:
            return
        if line.type == "say":
            yield line.text("text")
