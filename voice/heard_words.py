"""Which of the person's words a finding rests on."""

from .acts import Event, Understood
from .types import Finding


class HeardWords:
    """Follows the events of a session.  A "no" that was asked back and confirmed has two parts."""

    def __init__(self) -> None:
        self._node = ""
        self._words: list[str] = []
        self._open = False
        """What was heard last was asked back: the next words belong to it."""

    def of(self, event: Event) -> dict[str, str]:
        """Return what a finding adds to its event: the words; none if nothing was said."""
        match event.what:
            case Understood():
                self._hear(event.node, event.what)
            case Finding(said=said):
                here = said or event.node == self._node
                return {"words": "; ".join(self._words) if here else ""}
        return {}

    def _hear(self, node: str, heard: Understood) -> None:
        reading = heard.reading
        command = reading.meaning is not None and reading.meaning.kind == "command"
        echo = heard.utterance.over and reading.decision == "reject"
        if command or echo:
            return
        if not self._open or node != self._node:
            self._words.clear()
        self._node = node
        self._words.append(reading.text)
        self._open = reading.decision == "confirm"
