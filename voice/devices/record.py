"""The record of one session: a JSON line for each event, on the disk before the next act begins.

A file of its own for each session, which nobody but the person can read.  No sound is kept.
"""

import fcntl
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from ..acts import End, Event
from ..heard_words import HeardWords
from .display import fields

FORMAT = 1
"""Raised when older programs could no longer read what is written."""

SUFFIX = ".jsonl"

NAME = "%Y%m%d-%H%M%S"
"""The time a session began, as its file is called."""


class Record:
    """A listener that keeps every event.

    `started` is the time of the beginning, with its zone; `version` and `content` tell what held
    the conversation (a digest for each file); `resumes` is the name of a session that this one
    goes on with.  What can't be kept is told once through `warn` and tried again with each event,
    so that nothing is missing in between as soon as there is room.
    """

    def __init__(
        self,
        folder: Path,
        started: datetime,
        *,
        version: str,
        content: Mapping[str, str],
        warn: Callable[[str], None],
        resumes: str = "",
    ) -> None:
        self._folder = folder
        self._started = started
        self._warn = warn
        self._warned = False
        self._words = HeardWords()
        self._file: int | None = None
        self._kept = 0
        """Bytes of whole lines that are on the disk."""
        head = {"at": 0.0, "node": "", "type": "start", "format": FORMAT}
        what = {"started": started.isoformat(timespec="seconds"), "version": version}
        self._pending = _line({**head, **what, "content": dict(content), "resumes": resumes})

    def __call__(self, event: Event) -> None:
        self._pending += _line({**fields(event), **self._words.of(event)})
        try:
            self._keep()
        except OSError as error:
            self._tell(error)
        if isinstance(event.what, End):
            self.close()

    def close(self) -> None:
        """Let go of the file; it is whole at any moment."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _keep(self) -> None:
        if self._file is None:
            self._file = _create(self._folder, self._started)
        left = memoryview(self._pending)
        while left:
            # At a place of its own: whatever was half-written there before is overwritten.
            at = self._kept + len(self._pending) - len(left)
            left = left[os.pwrite(self._file, left, at) :]
        os.fsync(self._file)
        self._kept += len(self._pending)
        self._pending = b""

    def _tell(self, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            self._warn(
                f"{self._folder}: this session can't be kept: {error.strerror}. The conversation "
                "goes on. Make room or check the folder's permissions, or choose another folder "
                "with --record"
            )


def _line(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _create(folder: Path, started: datetime) -> int:
    """Create a file that nobody else has; its name sorts by the time it was started (UTC)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{started.astimezone(UTC):{NAME}}"
    for n in count(1):
        path = folder / f"{name if n == 1 else f'{name}-{n}'}{SUFFIX}"
        with suppress(FileExistsError):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            break
    # Tells others that this session is still going on.  Some network drives know no locks.
    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    _sync(folder)
    return file


def _sync(folder: Path) -> None:
    """Keep the name of a new file through a power cut as well."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
