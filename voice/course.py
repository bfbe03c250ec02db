"""The course of a conversation: which question is next, what is known, where it leads.

Everything here returns the acts that follow; nothing here knows how they are performed.
"""

from collections.abc import Sequence

from .acts import Note
from .corrections import Correcting
from .moves import Answered, Confirmed, Continued, GaveUp, Kept, Move, TakenBack
from .past import Past
from .readback import ReadingBack
from .route import Acts, Route
from .script import ADVICE, BACK, ONWARD, Rise
from .types import Correction, Finding, Meaning, Pain


class Course(Route):
    """What an answer does, and what is said unasked, on the way through a conversation."""

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
                notes = [Note(finding, self.at) for finding in self._evidence.settle()]
                return (*notes, *self.enter(ONWARD))
            case TakenBack(finding, question):
                return self._taken_back(finding, question)
            case Kept():
                return (*self.book.say("kept"), *self.enter(BACK))
            case _:
                return self._reask()

    def _answered(self, meaning: Meaning, sure: bool) -> Acts:
        question = self._question()
        option, rise = question.option(meaning), self._evidence.rise(question, meaning)
        found = self._evidence.tells(question, meaning, sure)
        notes = [self._note(finding) for finding in found]
        if question.pain and meaning.value is not None:
            self.coach.pain[question.pain] = meaning.value
            notes.append(Note(Pain(meaning.value, question.pain), self.at))
        unruled = any(finding.state == "present" and not finding.said for finding in found)
        said = self.book.say("not_ruled_out") if unruled else ()
        if rise:
            return (*said, *notes, *self._recheck(rise))
        if option.recheck:
            self._ask_again(option.recheck)
            return (*said, *notes, *self._onward(option.go))
        return (*said, *notes, *self._onward(option.go or question.next))

    def _recheck(self, rise: Rise) -> Acts:
        """The pain has grown: ask for the warning signs again."""
        note = self._note(Finding(rise.find, "present"))
        self._ask_again(rise.again)
        return (note, *self._onward(rise.go))

    def give_up(self) -> Acts:
        """The open question gets no answer.  A red flag can't be ruled out."""
        question = self._question()
        if self._knowledge.red_flag(question):
            notes = [self._note(Finding(i, "present", said=False)) for i in question.asks]
            return (*self.book.say("not_ruled_out"), *notes, *self._onward(question.next))
        left = self._knowledge.unanswered(question)
        notes = [self._note(Finding(i, "unsure", said=False)) for i in left]
        skipped = self.book.say("skipped") if question.named else ()
        return (*skipped, *notes, *self._onward(question.next))

    def waits(self, move: Move) -> bool:
        """Tell if this is a silence to be waited out: no red flag hangs on the answer."""
        silent = isinstance(move, GaveUp) and move.silent
        question = self._question()
        return silent and not self._knowledge.red_flag(question) and not question.quiet_end

    def _reask(self) -> Acts:
        assert isinstance(self.scene, ReadingBack)
        questions = self.scene.questions
        self._ahead.pop()
        for question in questions:
            self._evidence.forget(question.asks)
        return (*self.book.say("ask_again"), *self.enter(questions[0].name, again=True))

    def danger(self, told: Sequence[str], *, sure: bool) -> Acts:
        """A red flag was said unasked, the first of what was `told`; there may be more of them.
        If it was not heard clearly, it is asked about now.
        """
        if not sure:
            self._evidence.forget(told[:1])
            return self.enter(self._knowledge.asking(told[0]).name, again=True)
        grave = [i for i in dict.fromkeys(told) if self._knowledge.grave((i,))]
        notes = [self._note(Finding(i, "present")) for i in grave]
        decided = self._knowledge.emergency
        return (*notes, *self.enter(ADVICE if decided else self.at, again=True))

    def go_on(self, past: Past) -> Acts:
        """Go on with a conversation that broke off.  What was mentioned in it still counts, and a
        red flag that nothing had followed from acts now.
        """
        acts = self.take_up([told.finding for told in past.told], past.trail)
        understanding, last = self.script.understanding, past.unanswered
        self.region = understanding.region(past.mentioned) or self.region
        self.hint([i for i in past.mentioned if i not in self.findings])
        if last and last.meaning and last.meaning.kind == "danger" and last.decision != "reject":
            told = (last.meaning.id, *understanding.told(last.text, last.told))
            return (*self.book.say("resumed"), *self.danger(told, sure=last.decision == "accept"))
        return acts

    def mistake(self) -> Acts:
        """Ask whether the last thing that was found was said by mistake; nothing if none was."""
        latest = self._knowledge.latest()
        if latest is None:
            return ()
        finding, reason = latest
        self._leave()
        asking = self._knowledge.asking(finding)
        return self._open(Correcting(asking, finding, reason, self.book))

    def _taken_back(self, finding: str, question: str) -> Acts:
        self._evidence.correct(finding)
        self._hints.forget(finding)
        self._led_from.clear()
        self.level = None
        return (Note(Correction(finding), self.at), *self.enter(question, again=True))

    def _record(self, acts: Acts) -> None:
        for act in acts:
            if isinstance(act, Note) and isinstance(act.what, Finding):
                self._evidence.note(act.what)
