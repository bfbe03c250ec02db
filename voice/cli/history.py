"""backtalk history: the sessions a person has had, in plain words."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..devices.sessions import FOLDER, Sessions
from ..errors import InputError
from ..past import Past, Told
from .parts import warn

STATES = {"present": "Yes", "absent": "No", "unsure": "Not known"}


def run(arguments: argparse.Namespace) -> int:
    sessions = Sessions(arguments.record or FOLDER, warn)
    pasts = [sessions.one(arguments.id)] if arguments.id else sessions.all()
    if arguments.plot:
        return _plot(pasts, arguments.plot)
    if arguments.json:
        for past in pasts:
            print(json.dumps(_values(past), ensure_ascii=False))
    elif arguments.id:
        print("\n".join(_whole(pasts[0])))
    else:
        print("\n".join(map(summary, pasts)) or "No sessions are kept.")
    return 0


def summary(past: Past) -> str:
    """One line, as a screen reader reads it."""
    pain = [f"pain {past.score} out of 10"] if past.score is not None else []
    moves = [f"did {', '.join(_plain(move) for move in past.moves)}"] if past.moves else []
    return f"{past.id}: {', '.join([_date(past), _length(past), _outcome(past), *pain, *moves])}."


def _whole(past: Past) -> list[str]:
    """Every finding with the person's words, then the advice and its reasons."""
    lines = [summary(past)]
    if past.before is not None and past.after is not None:
        lines.append(f"Pain before: {past.before}. Pain after: {past.after}.")
    if past.holds:
        lines.append(f"Holds: {past.holds}.")
    lines += ["", "What you told:", *map(_told, past.told)] if past.told else []
    if past.level:
        lines += ["", f"Advice: {_plain(past.level)}. Rules: {', '.join(past.rules)}."]
        lines += [f"Reasons: {'; '.join(past.reasons).rstrip('.')}.", *past.advice]
    content = ", ".join(f"{name} {digest}" for name, digest in past.content.items())
    return [*lines, "", f"Held by backtalk {past.version}, with {content or 'unknown content'}."]


def _told(told: Told) -> str:
    finding = told.finding
    details = "".join(f", {name} {detail}" for name, detail in finding.details.items())
    asked = f" Asked: {told.asked}" if told.asked else ""
    words = f' You said: "{told.words}".' if told.words else ""
    ruled = "" if finding.said else " You gave no clear answer."
    return f"{STATES[finding.state]}{details} ({finding.id}).{asked}{words}{ruled}"


def _date(past: Past) -> str:
    return f"{past.began:%A} {past.began.day} {past.began:%B %Y at %H:%M}"


def _length(past: Past) -> str:
    minutes = round(past.minutes)
    if minutes < 1:
        return "less than a minute"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _outcome(past: Past) -> str:
    if past.level:
        return f"advice: {_plain(past.level)}"
    return "left before the advice" if past.outcome else "not finished"


def _plain(id_: str) -> str:
    return id_.replace("_", " ")


def _values(past: Past) -> dict[str, Any]:
    """The same for programs."""
    return {
        "id": past.id,
        "began": past.began.isoformat(),
        "minutes": round(past.minutes, 2),
        "finished": bool(past.outcome),
        "outcome": past.outcome,
        "level": past.level,
        "rules": list(past.rules),
        "reasons": list(past.reasons),
        "findings": [_finding(told) for told in past.told],
        "score": past.score,
        "pain_before": past.before,
        "pain_after": past.after,
        "moves": list(past.moves),
        "holds": past.holds,
        "version": past.version,
        "content": dict(past.content),
    }


def _finding(told: Told) -> dict[str, Any]:
    words = {"node": told.node, "asked": told.asked, "words": told.words}
    return {**asdict(told.finding), **words}


def _plot(pasts: list[Past], path: Path) -> int:
    from ..devices.plot import plot

    if path.suffix.lower() != ".png":
        raise InputError(f"--plot {path}: the name must end in .png")
    if not pasts:
        raise InputError(f"--plot {path}: there is nothing to draw, no sessions are kept")
    plot(pasts, path)
    print(f"{path}: pain and minutes of {len(pasts)} session{'s' if len(pasts) > 1 else ''}.")
    return 0
