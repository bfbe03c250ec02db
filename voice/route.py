"""The way through a conversation: where it is, where it goes, what is known on it."""

from collections.abc import Collection, Mapping, Sequence

from .acts import Act, End, Note, Say
from .advice import advice
from .asking import Asking
from .coach import Coach
from .findings import Findings
from .hints import Hints
from .knowledge import Knowledge
from .located import located
from .moves import Scene
from .noted import Recheck
from .phrasebook import Phrasebook
from .readback import ReadingBack
from .script import ADVICE, BACK, ONWARD, Question, Script, Telling, told
from .types import Finding, Habits, Level

LEFT = "goodbye"
"""Outcome of a conversation that ended before there was any advice."""

Acts = tuple[Act, ...]


class Route:
    """Where a conversation is, where it was, and where it goes next."""

    def __init__(self, script: Script, region: str, last: Mapping[str, str] | None = None) -> None:
        """`last` fills the {when} and {score} of what was said the last time, if there was one."""
        self._knowledge = Knowledge(script, seen=bool(last))
        self._evidence = self._knowledge.evidence
        for finding in script.known.values():
            self._evidence.note(finding)
        self.coach = Coach(script.coaching, script.rules)
        self.book = Phrasebook(script.prompts, script.replies)
        self.at = script.start
        """Name of the current node."""
        self.region = region
        self.level: Level | None = None
        self.scene: Scene | None = None
        self.telling: Telling | None = None
        self.trail: list[str] = []
        """Questions asked so far, for "go back"."""
        self.habits = Habits()
        self.more: tuple[str, ...] = ()
        """What is still to be told about the topic that was asked about last."""
        self._led_from: list[str] = []
        self._ahead: list[str] = []
        """Where it goes on after a read-back, or after what was told unasked is confirmed."""
        self._stretching = ""
        """Where stretches are led, while a danger phrase that was half heard is asked about."""
        self._hints = Hints()
        self.last = last or {}
        """The {when} and {score} of the last time."""
        self._rechecking = False
        """The warning signs are being asked again: a higher level waits for their answers."""

    @property
    def script(self) -> Script:
        return self._knowledge.script

    @script.setter
    def script(self, script: Script) -> None:
        """The same dialog, with words of the person's own."""
        self._knowledge.script = script

    @property
    def findings(self) -> Findings:
        return self._evidence.findings

    @property
    def outcome(self) -> str:
        return self.level.id if self.level else LEFT

    @property
    def ahead(self) -> tuple[str, ...]:
        """Where it will go on after what it was led aside for, and what waits for an answer."""
        rechecking = "rechecking" if self._rechecking else ""
        return (*self._ahead, "", *self._led_from, rechecking, self._stretching)

    @property
    def doubts(self) -> frozenset[str]:
        """The questions that will be read back."""
        return frozenset(q.name for q in self._knowledge.doubtful("", self.trail))

    @property
    def settled(self) -> bool:
        """There was advice or a stretch, and no warning sign is being asked about since."""
        led = bool(self.coach.plan.stations)
        return (self.level is not None or led) and not self._rechecking

    def enter(self, name: str, *, again: bool = False) -> Acts:
        """Go to a node; a question whose findings are all known is passed, unless `again`."""
        if name == BACK:
            return self.enter(self._led_here_from(), again=True)
        if name == ONWARD:
            return self.enter(self._ahead.pop())
        if doubtful := self._doubtful(name):
            self._ahead.append(name)
            return self._open(ReadingBack(doubtful, self.book))
        if hint := self._hint():
            self._ahead.append(name)
            return self.enter(told(hint), again=True)
        return self._go(name, again)

    def _go(self, name: str, again: bool) -> Acts:
        if name == ADVICE:
            unasked = self._knowledge.unasked()
            return self.enter(unasked) if unasked else self._advise()
        gaps = {"number": self.script.regions[self.region], **self.last}
        node = located(self.script.nodes[name], gaps)
        if isinstance(node, Telling):
            return self._tell(node)
        if not again and self._knowledge.passes(node):
            notes = [self._note(finding) for finding in self._knowledge.follows(node)]
            return (*notes, *self.enter(node.next))
        self.at = name
        if node.next != ONWARD:
            self.trail.append(name)
        return self._open(Asking(node, self.book, verbosity=self.habits.verbosity))

    def proceed(self) -> Acts:
        """Everything of the current node has been said."""
        if (acts := self.coach.proceed()) is not None:
            return acts
        if self.telling is None or not self.telling.next:
            return (End(self.outcome),)
        refused = self.telling.refused if self.coach.refused else ""
        return self.enter(refused or self.telling.next)

    def aside(self, name: str) -> Acts:
        """Go to a question that leads back here."""
        if self.at != name:
            self._leave()
        return self.enter(name, again=True)

    def _leave(self) -> None:
        """Remember where it was, for BACK."""
        self._led_from.append(self.at if self.at in self.script.nodes else ADVICE)

    def _led_here_from(self) -> str:
        """ "Go back" may lead into an aside once more: then it leads to the question before."""
        if self._led_from:
            return self._led_from.pop()
        earlier = [name for name in self.trail if name != self.at]
        return (earlier or [self.script.start])[-1]

    def _remember_way(self, at: str, trail: Sequence[str]) -> None:
        """An aside leads back to the last question that was none."""
        on_way = [name for name in trail if self._next(name) not in ("", ONWARD, BACK)]
        back = (on_way or [self.script.start])[-1]
        if self._next(at) == ONWARD:
            self._ahead.append(back)
        elif self._next(at) == BACK:
            self._led_from.append(back)

    def _next(self, name: str) -> str:
        node = self.script.nodes.get(name)
        return node.next if isinstance(node, Question) else ""

    def restart(self) -> Acts:
        """Begin again.  What is PRESENT stays."""
        self._evidence.renew(tuple(self.findings))
        self.trail.clear()
        self._ahead.clear()
        self._stretching = ""
        return self.enter(ADVICE if self._knowledge.emergency else self.script.start)

    def _open(self, scene: Scene) -> Acts:
        self.scene, self.telling, self.coach.leading = scene, None, False
        return scene.prompt()

    def _tell(self, telling: Telling) -> Acts:
        self.at, self.scene, self.telling = telling.name, None, telling
        self.coach.leading = False
        if telling.coach == "open":
            return self.coach.open(telling.programme, self.findings, self.level)
        if telling.coach and not self.coach.plan.stations:
            return self._begin_stretches()
        if telling.coach:
            return self.coach.enter(telling.coach, self.findings)
        return telling.acts

    def _begin_stretches(self) -> Acts:
        """A session of stretches broke off: it begins anew; before any advice, the questions do."""
        alone = self.script.coaching.alone.start
        return self.enter(alone if self.level else self.script.start, again=True)

    def _advise(self) -> Acts:
        self.level = self._knowledge.level
        self._rechecking = False
        told = (self.level, self.findings, self.region, self.habits.verbosity)
        return self._tell(advice(self.script, self.book, *told))

    def _onward(self, name: str) -> Acts:
        if self._decided():
            self._led_from.clear()
            self._ahead.clear()
            self._stretching = ""
            return self.enter(ADVICE)
        back, self._stretching = self._stretching, ""
        return self.enter(back or name)

    def _decided(self) -> bool:
        """Tell if advice is due now: an emergency, or more than was advised before."""
        if self.level is None or self._rechecking:
            return self._knowledge.emergency
        return self._knowledge.above(self.level)

    def _doubtful(self, name: str) -> tuple[Question, ...]:
        """What is to be read back before this node, since its block is over."""
        node = self.script.nodes.get(name)
        block = node.block if isinstance(node, Question) else ""
        return self._knowledge.doubtful(block, self.trail)

    def _ask_again(self, findings: tuple[str, ...]) -> Note:
        self._evidence.renew(findings)
        self._rechecking = True
        return Note(Recheck(findings), self.at)

    def hint(self, findings: Collection[str]) -> None:
        """These were told beside the answer: each will be confirmed before the next question."""
        for fact in self.script.rules.facts & set(findings):
            self._evidence.note(Finding(fact, "present"))
        self._hints.add(findings, self.script)

    def _hint(self) -> str:
        return "" if self._knowledge.emergency else self._hints.next(self.findings)

    def left(self) -> int:
        """Count the questions to come, as far as it can be told."""
        return self._knowledge.left(self.at)

    def matters(self) -> bool:
        """Tell if something grave hangs on the open question."""
        return self._knowledge.grave(self._question().asks)

    def why(self) -> Acts:
        """Why the open question is asked."""
        return (Say(self._question().why),) if self.scene else ()

    def _question(self) -> Question:
        assert self.scene is not None
        return self.scene.question

    def _note(self, finding: Finding) -> Note:
        return Note(self._evidence.note(finding), self.at)
