"""Ways that lead aside or back: nothing grave may be passed by on them either."""

from collections.abc import Iterator

from .errors import ScriptError
from .exploring import Explored
from .outlook import Outlook
from .person import MOST_ANSWERS, Person, Way
from .script import Script
from .walking import Walk

COMMANDS = ("back", "over", "hurts")
"""Commands that lead elsewhere, or begin again."""

HALF = 0.4
"""Probability of words that are asked about before they count."""


class Detours:
    """From each question aside, and from there on by someone who has nothing."""

    def __init__(self, script: Script, explored: Explored) -> None:
        self._script = script
        self._explored = explored
        self._outlook = Outlook(script)
        self._well = Person(script.rules, "", Way("", ()))

    def failures(self) -> Iterator[ScriptError]:
        danger = {s.meaning.id: s.text for s in self._script.danger}
        commands = {i: (self._script.commands[i][0].text,) for i in COMMANDS}
        taken = {f"{i} said and taken back": self._taken_back(s) for i, s in danger.items()}
        for name, walk in self._explored.first.items():
            for label, words in (commands | taken).items():
                yield from self._failures(name, label, walk.fork(), words)
            for finding, said in danger.items():
                half_heard = walk.fork()
                half_heard.say(said, HALF)
                yield from self._passed(name, f"{finding} half heard", half_heard)

    def _taken_back(self, danger: str) -> tuple[str, ...]:
        replies = self._script.replies
        mistake = self._script.commands["mistake"][0]
        said = (mistake, replies["mistaken"][0], replies["correct"][0])
        return (danger, *(s.text for s in said))

    def _failures(
        self, name: str, label: str, walk: Walk, words: tuple[str, ...]
    ) -> Iterator[ScriptError]:
        for said in words:
            walk.say(said)
        yield from self._passed(name, label, walk)

    def _passed(self, name: str, label: str, walk: Walk) -> Iterator[ScriptError]:
        place = self._script.nodes[name].place
        for finding in self._left(walk):
            yield place.error(f"{label} leads to advice, and nobody asked for {finding}")

    def _left(self, walk: Walk) -> tuple[str, ...]:
        """What is not ruled out at the advice; nothing, where all ways on are known."""
        levels = len(walk.levels)
        for _ in range(MOST_ANSWERS):
            if walk.over or self._outlook.key(walk) in self._explored.points:
                return ()
            if len(walk.levels) > levels:
                break
            self._well.answer(walk)
        below = walk.levels[-1].id != self._script.rules.top
        return tuple(self._outlook.unruled(walk.dialog.course.findings)) if below else ()
