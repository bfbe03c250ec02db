"""Events for people and for programs: a line each, as they happen."""

import json
import os
import sys
from functools import cache
from io import FileIO, TextIOWrapper
from pathlib import Path
from textwrap import wrap
from typing import Any, TextIO

from .. import turn
from ..acts import End, Event, Failed, Listen, Say, Understood
from ..noted import Ahead, Moved, Pain, Recheck
from ..types import Correction, Finding, Heard, Level, Meaning, Reading, Utterance


@cache
def events_alone() -> TextIO:
    """Return a standard output that only events reach: what anyone else prints there, in whatever
    language it is written, goes to standard error from now on.
    """
    usual, other = sys.stdout, sys.stderr
    if usual is None:  # closed by whoever started the program
        return Path(os.devnull).open("w")
    usual.flush()
    own = FileIO(os.dup(usual.fileno()), "w")
    os.dup2(other.fileno() if other else os.open(os.devnull, os.O_WRONLY), usual.fileno())
    # Not buffered: when nobody reads any more, nothing is left that Python would write at its end.
    return TextIOWrapper(own, usual.encoding, usual.errors, write_through=True)


class JsonDisplay:
    """One JSON object a line: at, node, type, and what belongs to the type."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def __call__(self, event: Event) -> None:
        self._out.write(json.dumps(fields(event), ensure_ascii=False) + "\n")
        self._out.flush()


CELLS = 40
"""Characters that a line of the usual braille display holds."""


class TextDisplay:
    """What is said, what was heard, how sure.  Everything else stays in the record.

    With a `width` no line is longer, and none is broken inside a word.
    """

    def __init__(self, out: TextIO, *, heard: bool, width: int = 0) -> None:
        self._out = out
        self._heard = heard
        self._width = width

    def __call__(self, event: Event) -> None:
        line = self._line(event)
        for one in wrap(line, self._width) if self._width else [line]:
            if one:
                print(one, file=self._out, flush=True)

    def _line(self, event: Event) -> str:
        match event.what:
            case Say(text):
                return text
            case Listen():
                return "" if self._heard else ">"
            case Understood(_, reading) if self._heard:
                return f"    you: {reading.text or '...'} ({said(reading)})"
        return ""


def said(reading: Reading) -> str:
    """For people: "no 0.93"."""
    if reading.meaning is None:
        return "not understood"
    return f"{reading.meaning.label} {reading.p:.2f}"


def fields(event: Event) -> dict[str, Any]:
    """What display and record tell of an event, in the same words."""
    return {"at": round(event.at, 3), "node": event.node, **described(event.what)}


def described(what: Any) -> dict[str, Any]:
    """The fields of one event."""
    match what:
        case Say(text):
            return {"type": "say", "text": text}
        case Listen(patience, asks, expects, options):
            return {
                "type": "listen",
                "asks": list(asks),
                "expects": expects,
                "options": list(options),
                "patience": round(patience, 1),
            }
        case Understood(utterance, reading):
            return {"type": "heard", **heard(utterance, reading)}
        case Finding(id_, state, details, said_, sure):
            evidence = {"details": dict(details), "said": said_, "sure": sure}
            return {"type": "finding", "id": id_, "state": state, **evidence}
        case Correction(id_):
            return {"type": "correction", "id": id_}
        case Level(id_, rules, reasons):
            return {
                "type": "level",
                "level": id_,
                "rules": list(rules),
                "reasons": list(reasons),
            }
        case Pain(score, when):
            return {"type": "pain", "score": score, "when": when}
        case Moved(move, done, holds):
            return {"type": "move", "move": move, "done": done, "holds": holds}
        case Ahead(programme, moves):
            return {"type": "ahead", "programme": programme, "moves": dict(moves)}
        case Recheck(findings):
            return {"type": "recheck", "findings": list(findings)}
        case Failed(fault):
            return {"type": "failed", "fault": fault}
        case End(outcome):
            return {"type": "end", "outcome": outcome}
    raise AssertionError(what)


def heard(utterance: Utterance, reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        **readings(reading),
        **meant(reading.meaning),
        "told": list(reading.told),
        "sure": turn.sure(reading, utterance.over),
        "open": utterance.open,
        "over": utterance.over,
        "likeness": round(utterance.likeness, 2),
        **_times(utterance),
        "ears": [_ear(one) for one in utterance.ears],
    }


def readings(reading: Reading) -> dict[str, Any]:
    return {
        "answer": reading.meaning.label if reading.meaning else None,
        "p": round(reading.p, 4),
        "runner_up": reading.runner_up.label if reading.runner_up else None,
        "p2": round(reading.p2, 4),
        "decision": reading.decision,
    }


def meant(meaning: Meaning | None) -> dict[str, Any]:
    """The whole meaning, so that it can be taken up again."""
    if meaning is None:
        return {"id": None, "value": None, "kind": None, "which": ""}
    return {
        "id": meaning.id,
        "value": meaning.value,
        "kind": meaning.kind,
        "which": meaning.which,
    }


def _times(utterance: Utterance) -> dict[str, float]:
    """When it was said and noticed; what was typed has no such times."""
    if not utterance.decided:
        return {}
    names = ("began", "detected", "ended", "decided")
    return {name: round(getattr(utterance, name), 3) for name in names}


def _ear(one: Heard) -> dict[str, Any]:
    best = max(one.sentences, key=one.sentences.__getitem__, default="")
    p = one.sentences.get(best, 0.0)
    return {"ear": one.ear, "best": best, "p": round(p, 4), "open": one.open}
