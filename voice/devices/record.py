"""The record of one session: a JSON line for each event, on the disk before the next act begins.

A file of its own for each session, which nobody but the person can read.  No sound is kept.
"""

import fcntl
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from ..acts import End, Event
from ..errors import DeviceError
from ..heard_words import HeardWords
from .display import fields
from .worker import Worker

FORMAT = 1
"""Raised when older programs could no longer read what is written."""

PATIENCE = 2.0
"""Seconds: a memory card takes 0.05, or 0.5 when it is busy; nobody waits longer for an answer."""

SLOW = "this session can't be kept in time, the disk hangs"

SUFFIX = ".jsonl"

NAME = "%Y%m%d-%H%M%S"
"""The time a session began, as its file is called."""


class Record:
    """A listener that keeps every event.

    `started` is the time of the beginning, with its zone; `version` and `content` tell what held
    the conversation (a digest for each file); `resumes` is the name of a session that this one
    goes on with.  What can't be kept is told once through `warn` and tried again with each event,
    so that nothing is missing in between as soon as there is room.  With `live` the disk is waited
    for in `kept` only, and else with each event.
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
        live: bool = False,
    ) -> None:
        self._folder = folder
        self._started = started
        self._warn = warn
        self._warned = False
        self._words = HeardWords()
        self.id = ""
        """Its name among the sessions, once there is a file."""
        self._file: int | None = None
        self._kept = self._written = 0
        """Bytes of whole lines that are on the disk, and written but perhaps not on it yet."""
        self._worker = Worker("record", PATIENCE, SLOW) if live else None
        head = {"at": 0.0, "node": "", "type": "start", "format": FORMAT}
        what = {"started": started.isoformat(timespec="seconds"), "version": version}
        self._pending = _line({**head, **what, "content": dict(content), "resumes": resumes})

    def __call__(self, event: Event) -> None:
        """Write it at once, so that it outlives the program; a power cut it outlives once it is
        `kept`.
        """
        self._pending += _line({**fields(event), **self._words.of(event)})
        try:
            self._write()
            if self._file is not None and (isinstance(event.what, End) or self._worker is None):
                os.fsync(self._file)
                self._certain(self._written)
        except OSError as error:
            self._failed(error)
        if isinstance(event.what, End):
            self.close()

    async def kept(self) -> None:
        """Bring what was told so far onto the disk, while the event loop goes on.

        A disk that takes longer than PATIENCE is not waited for.
        """
        if not self._pending or self._worker is None or self._file is None:
            return
        size = self._written
        try:
            await self._worker.aside(partial(os.fsync, self._file))
            self._certain(size)
        except OSError as error:
            self._failed(error)
        except DeviceError as error:
            self._tell(str(error))

    def close(self) -> None:
        """Let go of the file; it is whole at any moment."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self) -> None:
        if self._file is None:
            self._file, self.id = _create(self._folder, self._started)
        while self._written < len(self._pending):
            # At a place of its own: whatever was half-written there before is overwritten.
            left = memoryview(self._pending)[self._written :]
            self._written += os.pwrite(self._file, left, self._kept + self._written)

    def _certain(self, size: int) -> None:
        """That many bytes that were pending are on the disk."""
        self._kept += size
        self._pending = self._pending[size:]
        self._written = max(0, self._written - size)

    def _failed(self, error: OSError) -> None:
        """What is not certain to be on the disk is written anew with the next event."""
        self._written = 0
        self._tell(f"this session can't be kept: {error.strerror}")

    def _tell(self, what: str) -> None:
        if not self._warned:
            self._warned = True
            self._warn(
                f"{self._folder}: {what}. The conversation "
                "goes on. Make room or check the folder's permissions, or choose another folder "
                "with --record"
            )


def _line(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _create(folder: Path, started: datetime) -> tuple[int, str]:
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
    return file, path.stem


def _sync(folder: Path) -> None:
    """Keep the name of a new file through a power cut as well."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
