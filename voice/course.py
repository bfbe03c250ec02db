"""The course of a conversation: which question is next, what is known, where it leads.

Everything here returns the acts that follow; nothing here knows how they are performed.
"""

from collections.abc import Iterator

from .acts import Act, End, Note, Say
from .advice import advice
from .asking import Asking
from .evidence import Evidence
from .findings import Findings
from .moves import Answered, Confirmed, Continued, GaveUp, Move, Scene
from .phrasebook import Phrasebook
from .readback import ReadingBack
from .script import ADVICE, BACK, Question, Rise, Script, Telling
from .types import Finding, Level, Meaning

LEFT = "goodbye"
"""Outcome of a conversation that ended before there was any advice."""

Acts = tuple[Act, ...]


class Course:
    def __init__(self, script: Script, region: str) -> None:
        self.script = script
        self.book = Phrasebook(script.prompts, script.replies)
        self.at = script.start
        """Name of the current node."""
        self.level: Level | None = None
        self.scene: Scene | None = None
        self.telling: Telling | None = None
        self.trail: list[str] = []
        """Questions asked so far, for "go back"."""
        self.brief = False
        self._region = region
        self._led_from: list[str] = []
        self._after_readback = ""
        self._evidence = Evidence(script.rules)
        self._rechecking = False
        """The warning signs are being asked again: a higher level waits for their answers."""

    def enter(self, name: str, *, again: bool = False) -> Acts:
        """Go to a node; a question whose findings are all known is passed, unless `again`."""
        if name == BACK:
            return self.enter(self._led_here_from(), again=True)
        if doubtful := self._to_read_back(name):
            self._after_readback = name
            return self._open(ReadingBack(doubtful, self.book))
        if name == ADVICE:
            return self._advise()
        node = self.script.nodes[name]
        if isinstance(node, Telling):
            return self._tell(node)
        if not again and self._known(node):
            return self.enter(node.next)
        self.at = name
        self.trail.append(name)
        return self._open(Asking(node, self.book, brief=self.brief))

    def _led_here_from(self) -> str:
        """ "Go back" may lead into an aside once more: then it leads to the question before."""
        if self._led_from:
            return self._led_from.pop()
        earlier = [name for name in self.trail if name != self.at]
        return (earlier or [self.script.start])[-1]

    def aside(self, name: str) -> Acts:
        """Go to a question that leads back here."""
        if self.at != name:
            self._led_from.append(self.at if self.at in self.script.nodes else ADVICE)
        return self.enter(name, again=True)

    def proceed(self) -> Acts:
        """Everything of the current node has been said."""
        if self.telling is None or not self.telling.next:
            return (End(self.outcome),)
        return self.enter(self.telling.next)

    @property
    def findings(self) -> Findings:
        return self._evidence.findings

    @property
    def outcome(self) -> str:
        return self.level.id if self.level else LEFT

    def move(self, move: Move) -> Acts:
        """Follow what an answer, or none, does to the open question."""
        match move:
            case Continued(scene, acts):
                self.scene = scene
                self._record(acts)
                return acts
            case Answered(meaning, sure):
                return self._answered(meaning, sure)
            case GaveUp():
                return self.give_up()
            case Confirmed():
                return self._confirmed()
            case _:
                return self._reask()

    def danger(self, finding: str, *, sure: bool) -> Acts:
        """A red flag was said unasked.  If it was not heard clearly, it is asked about now."""
        if not sure:
            asked = next(q.name for q in self._questions() if finding in q.asks)
            self._evidence.forget((finding,))
            return self.enter(asked, again=True)
        note = self._note(Finding(finding, "present"))
        decided = self.script.rules.emergency(self.findings)
        return (note, *self.enter(ADVICE if decided else self.at, again=True))

    def waits(self, move: Move) -> bool:
        """Tell if this is a silence to be waited out: nothing grave hangs on the answer."""
        silent = isinstance(move, GaveUp) and move.silent
        return silent and not self.matters() and not self._question().quiet_end

    def give_up(self) -> Acts:
        """The open question gets no answer.  What is grave can't be ruled out."""
        question = self._question()
        if self.matters():
            notes = [self._note(Finding(i, "present", said=False)) for i in question.asks]
            return (*self.book.say("not_ruled_out"), *notes, *self._onward(question.next))
        notes = [self._note(Finding(i, "unsure", said=False)) for i in question.asks]
        skipped = self.book.say("skipped") if question.asks else ()
        return (*skipped, *notes, *self._onward(question.next))

    def left(self) -> int:
        """Count the questions to come, as far as it can be told."""
        name, count, seen = self.at, 0, {""}
        while name in self.script.nodes and name not in seen:
            seen.add(name)
            node = self.script.nodes[name]
            if isinstance(node, Question) and not self._known(node):
                count += 1
            name = node.next
        return count

    def matters(self) -> bool:
        """Tell if something grave hangs on the open question."""
        return any(self.script.rules.grave(i) for i in self._question().asks)

    def why(self) -> Acts:
        """Why the open question is asked."""
        return (Say(self._question().why),) if self.scene else ()

    def restart(self) -> Acts:
        """Begin again.  What is PRESENT stays."""
        self._evidence.renew(tuple(self.findings))
        self.trail.clear()
        emergency = self.script.rules.emergency(self.findings)
        return self.enter(ADVICE if emergency else self.script.start)

    def _questions(self) -> Iterator[Question]:
        return (n for n in self.script.nodes.values() if isinstance(n, Question))

    def _question(self) -> Question:
        assert self.scene is not None
        return self.scene.question

    def _open(self, scene: Scene) -> Acts:
        self.scene, self.telling = scene, None
        return scene.prompt()

    def _tell(self, telling: Telling) -> Acts:
        self.at, self.scene, self.telling = telling.name, None, telling
        return telling.acts

    def _advise(self) -> Acts:
        self.level = self.script.rules.level(self.findings)
        self._rechecking = False
        return self._tell(advice(self.script, self.book, self.level, self.findings, self._region))

    def _known(self, question: Question) -> bool:
        if question.only_if and not self.findings.present(question.only_if):
            return True
        return bool(question.asks) and all(i in self.findings for i in question.asks)

    def _answered(self, meaning: Meaning, sure: bool) -> Acts:
        question = self._question()
        option, rise = question.options[meaning.id], self._evidence.rise(question, meaning)
        found = self._evidence.tells(option, meaning, sure)
        notes = [self._note(finding) for finding in found]
        unruled = any(finding.state == "present" and not finding.said for finding in found)
        said = self.book.say("not_ruled_out") if unruled else ()
        if rise:
            return (*said, *notes, *self._recheck(rise))
        return (*said, *notes, *self._onward(option.go or question.next))

    def _recheck(self, rise: Rise) -> Acts:
        """The pain has grown: ask for the warning signs again."""
        note = self._note(Finding(rise.find, "present"))
        self._evidence.renew(rise.again)
        self._rechecking = True
        return (note, *self._onward(rise.go))

    def _record(self, acts: Acts) -> None:
        for act in acts:
            if isinstance(act, Note) and isinstance(act.what, Finding):
                self._evidence.note(act.what)

    def _note(self, finding: Finding) -> Note:
        return Note(self._evidence.note(finding), self.at)

    def _decided(self) -> bool:
        """Tell if advice is due now: an emergency, or more than was advised before."""
        rules = self.script.rules
        if self.level is None or self._rechecking:
            return rules.emergency(self.findings)
        now = rules.level(self.findings)
        return rules.order.index(now.id) < rules.order.index(self.level.id)

    def _onward(self, name: str) -> Acts:
        if self._decided():
            self._led_from.clear()
            return self.enter(ADVICE)
        return self.enter(name)

    def _to_read_back(self, name: str) -> tuple[Question, ...]:
        """Questions whose "no" rests on one piece of evidence, when their block is over."""
        if self.script.rules.emergency(self.findings):
            return ()
        node = self.script.nodes.get(name)
        block = node.block if isinstance(node, Question) else ""
        doubts = {f.id for f in self.findings.doubts()}
        return tuple(
            q
            for q in self._questions()
            if q.readback and q.block != block and q.name in self.trail and doubts & q.denies
        )

    def _confirmed(self) -> Acts:
        self._evidence.settle()
        return self.enter(self._after_readback)

    def _reask(self) -> Acts:
        assert isinstance(self.scene, ReadingBack)
        questions = self.scene.questions
        for question in questions:
            self._evidence.forget(question.asks)
        return (*self.book.say("ask_again"), *self.enter(questions[0].name, again=True))
