"""The person of the demonstration: answers what is asked, in a voice of their own."""

from pathlib import Path

from .. import documents
from ..acts import Event, Listen, Say
from ..manner import RATES
from ..types import Manner
from ..words import number


class Person:
    """Told every event, it says what it answers; empty is silence."""

    def __init__(self, path: Path) -> None:
        """Read what the person says.  Raises ScriptError with file and line."""
        fields = documents.read(path).fields("voice rate answers confirm count")
        self.manner = Manner(fields["rate"].whole(*RATES), voice=fields["voice"].text())
        self._answers = {name: value.texts() for name, value in fields["answers"]}
        self._confirm = fields["confirm"].text()
        self._count = {number(int(n)): value.text() for n, value in fields["count"]}
        self._asked: dict[str, int] = {}

    def reply(self, event: Event) -> str:
        match event.what:
            case Listen(options=options):
                return self._confirm if "correct" in options else self._answer(event.node)
            case Say(text):
                return self._count.pop(text, "")
        return ""

    def _answer(self, node: str) -> str:
        lines = self._answers.get(node, [""])
        turn = self._asked.get(node, 0)
        self._asked[node] = turn + 1
        return lines[min(turn, len(lines) - 1)]
