"""Keeping what is changed by voice as soon as it is: the program may be killed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..acts import Event
from ..errors import SettingsError
from ..session import Session
from ..settings import Settings, keep


class Keeping:
    """A listener of `session`, which it has to be told.  The conversation goes on when nothing can
    be kept; `warn` is told once.
    """

    def __init__(self, path: Path, settings: Settings, warn: Callable[[str], None]) -> None:
        self.session: Session | None = None
        self._path = path
        self._kept = self._first = settings
        self._warn = warn
        self._warned = False

    def __call__(self, event: Event) -> None:  # noqa: ARG002  # any may come after a change
        after = self._now()
        if after == self._kept:
            return
        try:
            keep(self._path, self._kept, after)
            self._kept = after
        except SettingsError as error:
            if not self._warned:
                self._warned = True
                self._warn(str(error))

    def _now(self) -> Settings:
        session, first = self.session, self._first
        if session is None:
            return first
        return replace(
            first,
            manner=session.manner,
            habits=session.habits,
            region=session.region or first.region,
            words={**first.words, **session.learnt},
        )
