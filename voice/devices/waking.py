"""An ear that is loaded when it is first needed, so that the first word need not wait for it;
and again when it has failed.
"""

import threading
from collections.abc import Callable

from ..errors import DeviceError
from ..ports import Ear
from ..types import Heard, Samples
from .pauses import spare


class Waking:
    """`load` gives the ear; it runs once, on the thread that first uses it."""

    def __init__(self, name: str, load: Callable[[], Ear]) -> None:
        self.name = name
        self._load = load
        self._lock = threading.Lock()
        self._ear: Ear | None = None

    def prepare(self, sentences: frozenset[str]) -> None:
        """Load the ear if need be.  Raises ModelError when its model is damaged."""
        self._awake().prepare(sentences)

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:
        """Raises DeviceError when the engine fails; it is loaded anew then."""
        ear = self._awake()
        try:
            return ear.hear(sound, sentences)
        except Exception as error:  # what an engine raises is its own affair
            self._ear = None
            raise DeviceError(f"{type(error).__name__}: {error}") from error

    def _awake(self) -> Ear:
        with self._lock:
            if self._ear is None:
                self._ear = self._load()
                spare()
            return self._ear
