"""backtalk forget: deletes sessions, when the person asks for it."""

import argparse
import sys

from ..devices.sessions import FOLDER, Sessions
from ..errors import InputError, RecordError
from .history import summary
from .parts import warn


def run(arguments: argparse.Namespace) -> int:
    if bool(arguments.ids) == arguments.all:
        raise InputError("say which sessions to forget: their IDs, or --all for every one")
    sessions = Sessions(arguments.record or FOLDER, warn)
    ids = _chosen(sessions, arguments.ids)
    if not ids:
        print("No sessions are kept.")
        return 0
    lines = [_line(sessions, id_) for id_ in ids]
    if not (arguments.yes or _agreed(lines)):
        print("Nothing was deleted.")
        return 0
    for id_, line in zip(ids, lines, strict=True):
        sessions.forget([id_])
        print(f"Deleted {line}")
    return 0


def _chosen(sessions: Sessions, wanted: list[str]) -> list[str]:
    """Return the sessions that are meant.  Raises RecordError, before anything is deleted."""
    kept = sessions.ids()
    for id_ in wanted:
        if id_ not in kept:
            raise RecordError(
                f"there is no session {id_!r}; nothing was deleted. `backtalk history` lists them"
            )
    return list(dict.fromkeys(wanted)) or kept


def _line(sessions: Sessions, id_: str) -> str:
    """What is about to be deleted; a damaged one has its name only."""
    try:
        return summary(sessions.one(id_))
    except RecordError:
        return f"{id_}: can't be read."


def _agreed(lines: list[str]) -> bool:
    """Ask on a terminal.  Raises InputError where there is none."""
    if not sys.stdin.isatty():
        raise InputError("there is no terminal to ask you on; add --yes if you are sure")
    print("\n".join(lines))
    print("Delete for good? Type yes or no: ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("yes", "y")
