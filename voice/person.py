"""People who walk through a dialog to prove it: one who has nothing, one who has one finding."""

from collections.abc import Iterator
from dataclasses import dataclass

from .readback import ReadingBack
from .rules import Rules
from .script import Option, Question
from .walking import NONSENSE, Walk

MOST_ANSWERS = 200
"""Up to the advice; a conversation in which everything is asked twice has under 150."""

SILENCE = ""
"""Said by who says nothing."""


@dataclass(frozen=True, slots=True)
class Way:
    """How someone answers whoever asks for what they have: `said`, in turn and over again.

    After `said` has been said once, `then` is said instead, if there is any.
    """

    name: str
    said: tuple[str, ...]
    then: bool = False


def well(question: Question, rules: Rules) -> str:
    """Return what someone says who has nothing: the answer that finds least."""
    return min(question.options.values(), key=lambda o: _weight(o, rules)).sentences[0].text


def _weight(option: Option, rules: Rules) -> tuple[bool, int, int, int]:
    """Something grave, something at all, something in doubt, little ruled out."""
    found = list(option.find.values())
    present = [f.id for f in found if f.state == "present"] + list(option.raises)
    absent = sum(f.state == "absent" for f in found)
    unsure = sum(f.state == "unsure" for f in found)
    return (
        any(map(rules.grave, present)),
        len(rules.findings & set(present)),
        unsure + option.again,
        -absent,
    )


def telling(question: Question, finding: str) -> Iterator[Option]:
    """Yield the answers by which a finding is present."""
    for option in question.options.values():
        found = option.find.get(finding)
        if found is not None and found.state == "present":
            yield option


@dataclass
class Person:
    """Has `finding`, and says so in this way; `before` is what decides if it is asked for.

    They say yes to that, and to everything else what is well.
    """

    rules: Rules
    finding: str
    way: Way
    before: tuple[str, ...] = ()
    times: int = 0

    def advised(self, walk: Walk) -> bool:
        """Talk until there is new advice, or the end; return whether it came to that."""
        levels = len(walk.levels)
        for _ in range(MOST_ANSWERS):
            if walk.over or len(walk.levels) > levels:
                return True
            self.answer(walk)
        return False

    def answer(self, walk: Walk) -> None:
        """Answer what is open."""
        said = self._says(walk)
        if said == SILENCE:
            walk.keep_silent()
        else:
            walk.say(said)

    def _says(self, walk: Walk) -> str:
        scene = walk.scene
        if isinstance(scene, ReadingBack):
            wrong = any(self.finding in q.asks for q in scene.questions)
            return self._own(walk.question) if wrong else scene.sentences[0].text
        if self.finding in walk.question.asks:
            return self._own(walk.question)
        return self._yes(walk.question, self.before) or well(walk.question, self.rules)

    def _own(self, question: Question) -> str:
        self.times += 1
        if self.way.then and self.times > 1:
            return self._yes(question, (self.finding,)) or NONSENSE
        return self.way.said[(self.times - 1) % len(self.way.said)]

    def _yes(self, question: Question, findings: tuple[str, ...]) -> str:
        """What tells one of these, and does not deny what they have."""
        for option in (o for i in findings for o in telling(question, i)):
            own = option.find.get(self.finding)
            if own is None or own.state != "absent":
                return option.sentences[0].text
        return ""
