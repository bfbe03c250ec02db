"""What was told unasked, and still has to be confirmed."""

from collections.abc import Iterable

from .findings import Findings
from .script import Script, told


class Hints:
    """Findings that are no emergency by themselves; those act at once (Course.danger)."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._heard: set[str] = set()

    def add(self, ids: Iterable[str], script: Script) -> None:
        """Keep what can be confirmed, each once."""
        new = [i for i in ids if told(i) in script.nodes and i not in self._heard]
        self._open.extend(new)
        self._heard.update(new)

    def next(self, known: Findings) -> str:
        """Return what was told and is not known yet; empty if there is nothing."""
        self._open = [i for i in self._open if not known.present(i)]
        return self._open.pop(0) if self._open else ""

    def forget(self, finding: str) -> None:
        """It was taken back: it may be told again."""
        self._heard.discard(finding)
