"""The sessions a person has had: the records in a folder, read, and forgotten when asked."""

import fcntl
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs

from ..errors import RecordError
from ..history import read
from ..past import Past, joined
from ..record_lines import RecordLine, read_lines
from .record import NAME, SUFFIX

FOLDER = platformdirs.user_data_path("backtalk", appauthor=False) / "sessions"

RECENT = timedelta(weeks=8)
"""How long the last session is asked about.  Most strains are over by then."""

FRESH = timedelta(minutes=30)
"""How long a session that broke off is gone on with; later, the answers may no longer hold."""

DAY = timedelta(days=1)
"""No session lasts as long."""

NONE: frozenset[str] = frozenset()

_NAME = re.compile(r"\d{8}-\d{6}(-\d+)?")


class Sessions:
    """Records that are damaged are told through `warn`, with file and line, and passed over."""

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._warn = warn

    def ids(self) -> list[str]:
        """Return the names of all that is kept, the newest last; readable or not.

        Raises RecordError when the folder can't be read.
        """
        try:
            names = [p.stem for p in self._folder.iterdir() if p.suffix == SUFFIX]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise RecordError(f"{self._folder}: can't be read: {error.strerror}") from error
        return sorted((name for name in names if _NAME.fullmatch(name)), key=_order)

    def all(self) -> list[Past]:
        """Return every session that can be read, the newest last."""
        return list(self._readable(self.ids()))

    def one(self, id_: str) -> Past:
        """Raises RecordError when there is none of that name, or it is damaged."""
        if id_ not in self.ids() or (past := self._read(id_)) is None:
            raise RecordError(f"there is no session {id_!r}. `backtalk history` lists them")
        return past

    def lines(self, id_: str) -> list[RecordLine]:
        """Return what stands in one record.  Raises RecordError as `one` does."""
        if id_ not in self.ids():
            raise RecordError(f"there is no session {id_!r}. `backtalk history` lists them")
        return read_lines(str(self._path(id_)), self._raw(id_) or b"")

    def last(self, now: datetime) -> Past | None:
        """Return the newest session that reached a level within the last weeks."""
        pasts = self._readable(reversed(self.ids()))
        newest = next((past for past in pasts if past.level), None)
        return newest if newest and now - newest.began <= RECENT else None

    def unfinished(self, now: datetime) -> Past | None:
        """Return the newest session, if it broke off a short time ago, nothing has gone on with
        it, and nobody holds it now.
        """
        # What lies far ahead is of a clock that was wrong.
        first, last = (f"{(now + by).astimezone(UTC):{NAME}}" for by in (-DAY, DAY))
        ids = [id_ for id_ in self.ids() if first <= id_ <= last]
        near = [past for past in self._readable(ids) if past.began - now <= FRESH]
        gone_on = {past.resumes for past in near}
        newest = next(
            (p for p in reversed(near) if p.id not in gone_on and not self._held(p.id)), None
        )
        if newest is None or newest.outcome:
            return None
        # Either way: a clock may have been set back since.
        age = abs(now - newest.began - timedelta(seconds=newest.seconds))
        return newest if age <= FRESH else None

    def forget(self, ids: Iterable[str]) -> None:
        """Delete records.  Raises RecordError at the first that can't be."""
        for id_ in ids:
            try:
                self._path(id_).unlink()
            except OSError as error:
                raise RecordError(
                    f"{self._path(id_)}: can't be deleted: {error.strerror}"
                ) from error

    def _readable(self, ids: Iterable[str], later: frozenset[str] = NONE) -> Iterator[Past]:
        for id_ in ids:
            try:
                past = self._read(id_, later)
            except RecordError as error:
                self._warn(str(error))
            else:
                if past is not None:
                    yield past

    def _read(self, id_: str, later: frozenset[str] = NONE) -> Past | None:
        raw = self._raw(id_)
        past = None if raw is None else read(id_, str(self._path(id_)), raw)
        return self._joined(past, later | {id_}) if past else None

    def _raw(self, id_: str) -> bytes | None:
        path = self._path(id_)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise RecordError(f"{path}: can't be read: {error.strerror}") from error

    def _joined(self, past: Past, later: frozenset[str]) -> Past:
        """With what it went on with, and that with what was before: none of those `later` again.
        Names tell nothing of it: the clock may have been set back between the two.
        """
        known = _NAME.fullmatch(past.resumes) and past.resumes not in later
        earlier = next(self._readable([past.resumes], later), None) if known else None
        return joined(earlier, past) if earlier else past

    def _held(self, id_: str) -> bool:
        """Tell if a program is writing to it."""
        with suppress(FileNotFoundError, PermissionError):
            file = os.open(self._path(id_), os.O_RDONLY)
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            except OSError:
                return False  # A drive that knows no locks.
            finally:
                os.close(file)
        return False

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}{SUFFIX}"


def _order(id_: str) -> tuple[str, int]:
    """By time; of the same second, by number."""
    date, time, *n = id_.split("-")
    return date + time, int(*n) if n else 1
