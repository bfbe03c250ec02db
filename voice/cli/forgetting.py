"""Forgetting what was kept, at the end of a conversation in which that was asked for."""

from collections.abc import Callable
from pathlib import Path

from ..acts import End, Event
from ..devices.record import Record
from ..devices.sessions import Sessions
from ..errors import RecordError
from ..session import Session


class Forgetting:
    """A listener of `session`, which it has to be told; it must come after the record.

    `resumes` is the ID of the session that this one went on with: both are one conversation.
    """

    def __init__(
        self, folder: Path, record: Record | None, resumes: str, warn: Callable[[str], None]
    ) -> None:
        self.session: Session | None = None
        self._sessions = Sessions(folder, warn)
        self._record = record
        self._resumes = resumes
        self._warn = warn

    def __call__(self, event: Event) -> None:
        session = self.session
        if session is None or session.forget == "none" or not isinstance(event.what, End):
            return
        try:
            chosen = self._chosen(everything=session.forget == "all")
            self._sessions.forget(chosen)
        except RecordError as error:
            self._warn(str(error))
        else:
            if chosen:
                self._warn("Deleted, as you asked: " + ", ".join(chosen))

    def _chosen(self, *, everything: bool) -> list[str]:
        own = {self._resumes, self._record.id if self._record else ""}
        return [i for i in self._sessions.ids() if everything or i in own]
