"""The dialog manager: given what was heard, what happens next.

It knows nothing of sound, of clocks or of asyncio.  The session asks for the `next` act,
performs it, and tells what was heard meanwhile (`hear`) or that nothing was (`missed`).
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from . import overheard, personal, turn
from .acts import Chime, Learn, Listen, Locate
from .agenda import STILL_HERE, Agenda
from .answers import Answers
from .commands import COMMANDS
from .counting import since
from .errors import SettingsError
from .expectations import HARMLESS, SILENCE, Expectations
from .leading import command
from .led import Now
from .moves import Answered, Move, Scene
from .opinion import likeliest
from .questions import REGION, Reply, moved, reply
from .script import Script
from .types import Expected, Meaning, Reading, Utterance

CHIME_EVERY = 300.0

THINKING = Meaning("thinking", kind="command")

STORY = 3
"""Words that are a story already while an open question is asked; fewer may be anything.  In a
pause they are other people's talk."""


class Dialog(Agenda):
    """One conversation.  `region` is a key of the script's regions; `last` tells what was said
    the last time (Course).
    """

    def __init__(
        self, script: Script, region: str = "", last: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(script, region, last)
        self._expectations = Expectations(script)

    @classmethod
    def waiting_at(cls, script: Script, name: str) -> "Dialog":
        """Return a conversation that has just asked the question of this name."""
        dialog = cls(script)
        dialog.switch(dialog.course.enter(name, again=True))
        while not isinstance(dialog.next(), Listen):
            pass
        return dialog

    @property
    def at(self) -> str:
        """Name of the current node."""
        return self.course.at

    @property
    def expected(self) -> Expected:
        """What may be said now."""
        scene = self.course.scene
        long = scene is not None and scene.question.expects == "open"
        grave = scene is not None and self.course.matters()
        meanings = self._expected_here().meanings
        # "It hurts ..." may be how a story begins.
        at_once = SILENCE if long else self._expectations.at_once
        careful = self._expectations.danger
        return Expected(meanings, self.waiting, long, grave, careful, at_once)

    def hear(self, utterance: Utterance, progress: float = 0.0) -> tuple[Reading, bool]:
        """Return what was understood, and whether the act going on is to be cut short.

        `progress` is how far into its sound that act is, in seconds.
        """
        if self._counting:
            self._progress = progress
        if new := personal.taught(utterance.open):
            return Reading(None, 0.0, "reject", text=utterance.open), self._learn(*new)
        read = self.read(utterance)
        reading = self._weighed(read, utterance)
        if reading is None:
            return replace(read, decision="reject"), False
        if answer := self._reply(utterance, reading):
            self.course.more = answer.more
            self.aside(answer.acts)
            asked = Meaning(answer.id, kind="command")
            return replace(reading, meaning=asked, p=utterance.certainty, decision="accept"), True
        moved = self._react(reading, turn.sure(reading, utterance.over))
        ignored = reading.decision == "confirm" and not moved
        return replace(reading, decision="reject") if ignored else reading, moved

    def _reply(self, utterance: Utterance, reading: Reading) -> Reply | None:
        """Return what is said to a question of the person's, or to where they live."""
        scene, course = self._open_scene(), self.course
        openly = scene is not None and scene.question.expects == "open"
        if region := moved(reading, course.script, openly=openly):
            course.region = region
            said = course.book.say("region", number=course.script.regions[region])
            return Reply(REGION, (Locate(region), *said))
        answers = self._expectations.at(scene)
        topics, verbosity = course.script.understanding.topics, course.habits.verbosity
        return reply(utterance, reading, answers, topics, course.book, verbosity)

    def read(self, utterance: Utterance) -> Reading:
        """Return what these words mean here; nothing follows from it."""
        answers = self._expected_here()
        return turn.read(utterance, answers, self._urgent(), self._harmless(utterance, answers))

    def _harmless(self, utterance: Utterance, answers: Answers) -> frozenset[str]:
        """Return what need not be asked back: in a stretch what stops it, and while it speaks a
        stop that was not only found among other words.
        """
        if self.course.coach.leading:
            return HARMLESS
        heard, p = likeliest(utterance.sentences, answers.meanings)
        return SILENCE & {heard} if p >= turn.CONFIRM and not self.waiting else frozenset()

    def missed(self) -> None:
        """The patience of a Listen is over, and nothing was said."""
        if self._held is not None:
            self._queue.clear()
            self._queue.extend((Chime(), Listen(CHIME_EVERY)))
        elif self.course.scene is not None:
            self._follow(self.course.scene.missed())

    def understands_now(self, text: str) -> bool:
        """Tell if these words mean something while the assistant is speaking."""
        return self._always().gist(text).meaning is not None

    def _open_scene(self) -> Scene | None:
        """The question that takes answers now: also while it is paused itself, but not while
        something else is.
        """
        answerable = self._held is None or isinstance(self._held[0], Listen)
        return self.course.scene if answerable else None

    def _always(self) -> Answers:
        """What is understood here beside the answers to a question."""
        leading = self.course.coach.leading
        return self._expectations.leading if leading else self._expectations.always

    def _expected_here(self) -> Answers:
        scene = self._open_scene()
        return self._expectations.at(scene) if scene else self._always()

    def _react(self, reading: Reading, sure: bool) -> bool:
        meaning, accepted = reading.meaning, reading.decision == "accept"
        told = self.course.script.understanding.told(reading.text, reading.told)
        self.course.hint(told)
        if meaning and meaning.kind == "danger" and reading.decision != "reject":
            self.switch(self.course.danger((meaning.id, *told), sure=accepted))
            return True
        if meaning and meaning.kind == "command" and accepted:
            return self._command(meaning.id)
        if self._held is not None and not accepted:
            return self._ask_back_while_held(reading)
        if not self._answerable(reading):
            return False
        assert self.course.scene is not None
        self._follow(self.course.scene.hear(reading, sure))
        return True

    def _ask_back_while_held(self, reading: Reading) -> bool:
        """A command that was half heard in a pause is asked for again: else nobody would hear
        "goodbye" until the next chime.
        """
        command = reading.meaning is not None and reading.meaning.kind == "command"
        command = command and len(reading.text.split()) < STORY
        if not (self.waiting and command and reading.decision == "confirm"):
            return False
        self._queue = deque((*self.course.book.say("held"), Listen(STILL_HERE)))
        return True

    def _learn(self, word: str, meaning: str) -> bool:
        """Take a word of the person's own; it holds at once, and at questions from the next on."""
        book = self.course.book
        try:
            self.course.script = personal.with_words(self.course.script, {word: meaning})
        except SettingsError:
            self.aside(book.say("not_learnt", word=word, meaning=meaning))
        else:
            self._expectations = Expectations(self.course.script)
            self.aside((Learn(word, meaning), *book.say("learnt", word=word, meaning=meaning)))
        return True

    def _command(self, id_: str) -> bool:
        leading = self.course.coach.leading
        idle = {"continue": self._held is None and not leading, "thinking": True}
        if idle.get(id_, False) and not self.waiting:
            return False
        released = id_ == "continue" and self._held is not None
        if not released and (led := command(self.course.coach, id_, self._at_count())):
            return self.lead(led)
        COMMANDS[id_](self)
        return True

    def _at_count(self) -> Now:
        return Now(self._count, since(self._progress)) if self._count else Now()

    def _answerable(self, reading: Reading) -> bool:
        """A question takes answers while it waits, and clear ones already while it is asked; an
        open one takes a story.  Other people's talk is no no-match: it would be asked for ever.
        """
        scene = self._open_scene()
        openly = scene is not None and scene.question.expects == "open"
        others = reading.elsewhere and reading.decision == "reject" and not openly
        if scene is None or others:
            return False
        urgent = reading.meaning is not None and reading.meaning.key in self._urgent()
        clear = reading.decision == "accept" or (reading.decision == "confirm" and urgent)
        clear = clear or (openly and len(reading.text.split()) >= STORY)
        return self.waiting or (clear and self._now is not None)

    def _urgent(self) -> frozenset[str]:
        """Return what is urgent here, like stop, or a yes to an emergency question: half heard it
        is asked back also while that is being asked.
        """
        return self._expectations.urgent(self._open_scene())

    def _follow(self, move: Move) -> None:
        if self.course.waits(move):
            self.hold("waiting")
        elif isinstance(move, Answered) and move.meaning.kind == "command":
            self._command(move.meaning.id)
        else:
            self.switch(self.course.move(move))

    def _weighed(self, reading: Reading, utterance: Utterance) -> Reading | None:
        """Return what it is worth while the assistant speaks; None where it is not meant for it:
        its own voice, someone who thinks aloud, or a "yeah" that only says: I'm listening.

        At an emergency question a "yeah" may be more: it is asked back, or divides the question.
        """
        thinking = utterance.over and reading.meaning == THINKING
        if thinking or overheard.is_echo(utterance, self._recent, self._always()):
            return None
        answers = self._expected_here()
        urgent = self._urgent()
        weighed = overheard.weighed(reading, utterance, answers, self._recent, urgent)
        backchannels = self.course.script.backchannels
        if self.waiting or not overheard.is_backchannel(reading, utterance, backchannels):
            return weighed
        if weighed is None or reading.meaning is None or reading.meaning.key not in urgent:
            return None
        scene = self._open_scene()
        divides = scene is not None and scene.question.group
        return weighed if divides else overheard.asked_back(weighed)
