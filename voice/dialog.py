"""The dialog manager: given what was heard, what happens next.

It knows nothing of sound, of clocks or of asyncio.  The session asks for the `next` act,
performs it, and tells what was heard meanwhile (`hear`) or that nothing was (`missed`).
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import own_words, personal, turn
from .acts import Act, Amend, Chime, Count, Hold, Learn, Listen, Locate, Note, Rest, Resume, Say
from .answers import Answers
from .coach import since
from .commands import COMMANDS
from .course import Course
from .errors import SettingsError
from .expectations import Expectations
from .leading import Amended, Aside, Beside, Elsewhere, Led, Now, command
from .moves import Answered, Move, Scene
from .questions import Reply, reply
from .script import Script
from .types import Expected, Finding, Meaning, Reading, Utterance
from .words import key, plain

STILL_HERE = 600.0
"""Seconds of waiting until the first chime."""

CHIME_EVERY = 300.0

REGION = "region"
"""What telling where one lives is read as."""

STORY = 3
"""Words that are a story already while an open question is asked; fewer may be anything."""

RECENT = 4
"""Sentences that may come back as an echo: what was said before is heard no more."""

LINGER = 1.5
"""How much longer it waits for someone who says that they are thinking."""


class Dialog:
    """One conversation.  `region` is a key of the script's regions; `last` tells what was said
    the last time (Course).
    """

    def __init__(
        self, script: Script, region: str = "", last: Mapping[str, str] | None = None
    ) -> None:
        self.course = Course(script, region, last)
        self.patience = 1.0
        self._queue: deque[Act] = deque(self.course.enter(script.start))
        self._now: Act | None = None
        self._said: list[Say] = []
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._held: list[Act] | None = None
        self._count: Count | None = None
        """The count that is going on, or is being held."""
        self._progress = 0.0
        self._beside: list[Act] = []
        self._needed: set[str] = set()
        self._expectations = Expectations(script)

    def take_up(self, findings: Sequence[Finding], at: str) -> None:
        """Go on where a conversation broke off, with what was known then."""
        self.switch(self.course.take_up(findings, at))

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
        return Expected(meanings, self.waiting, long, grave, self._expectations.danger)

    @property
    def waiting(self) -> bool:
        return isinstance(self._now, Listen)

    def next(self) -> Act:
        """Return the act to perform now."""
        while not self._queue:
            if self.course.coach.leading:
                # What was told before this cue is over: "again" is about what comes now.
                self._said.clear()
            self._queue.extend(self.course.proceed())
        if self.waiting:
            self._said.clear()
        self._now = self._queue.popleft()
        if isinstance(self._now, Say):
            self._said.append(self._now)
            self._recent.append(self._now.text)
        if isinstance(self._now, Count):
            self._count = self._now
        elif not (self._counting or self._frozen):
            self._count = None
        return self._paced(self._now)

    def beside(self) -> tuple[Act, ...]:
        """Return what is to be done at once, while the act goes on; each is returned once."""
        acts, self._beside = tuple(self._beside), []
        return acts

    def hear(self, utterance: Utterance, progress: float = 0.0) -> tuple[Reading, bool]:
        """Return what was understood, and whether the act going on is to be cut short.

        `progress` is how far into its sound that act is, in seconds.
        """
        if self._counting:
            self._progress = progress
        if new := personal.taught(utterance.open):
            return Reading(None, 0.0, "reject", text=utterance.open), self._learn(*new)
        reading = self.read(utterance)
        if self._is_echo(utterance) or self._is_backchannel(reading):
            return replace(reading, decision="reject"), False
        if answer := self._reply(utterance, reading):
            self.course.more = answer.more
            self.aside(answer.acts)
            asked = Meaning(answer.id, kind="command")
            return replace(reading, meaning=asked, p=utterance.certainty, decision="accept"), True
        return reading, self._react(reading, turn.sure(reading, utterance.over))

    def _reply(self, utterance: Utterance, reading: Reading) -> Reply | None:
        """Return what is said to a question of the person's, or to where they live."""
        scene, course = self._open_scene(), self.course
        story = scene is not None and scene.question.expects == "open"
        if not story and (found := self._moved(reading)):
            return found
        answers = self._expectations.at(scene)
        return reply(utterance, reading, answers, course.script.understanding.topics, course.book)

    def _moved(self, reading: Reading) -> Reply | None:
        region = self.course.script.understanding.region(reading.told)
        if not region or reading.meaning is not None:
            return None
        self.course.region = region
        said = self.course.book.say("region", number=self.course.script.regions[region])
        return Reply(REGION, (Locate(region), *said))

    def read(self, utterance: Utterance) -> Reading:
        """Return what these words mean here; nothing follows from it."""
        scene = self._open_scene()
        return turn.read(utterance, self._expected_here(), self._expectations.urgent(scene))

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

    # --- what a command may do (commands.Stage) ---

    def aside(self, acts: tuple[Act, ...]) -> None:
        if self.waiting or self._now is None:
            now = [self._now] if self._now else []
            self._queue.extendleft(reversed([*acts, *self._reminder(), *now]))
        elif self._held is not None:
            # Everything else is held already, and must be what is resumed.
            self._queue = deque((*acts, Listen(STILL_HERE)))
        elif Resume() in self._queue and isinstance(self._now, Say):
            self._queue.extendleft(reversed(acts))
        else:
            self._queue.extendleft(reversed([Hold(), *acts, Resume()]))

    def again(self, acts: tuple[Act, ...] = ()) -> None:
        match self._now:
            case Listen():
                self._queue.extendleft(reversed([*acts, *self._said, self._now]))
            case Count() | Resume():
                self._queue.extendleft(reversed([Hold(), *acts, Resume()]))
            case None:
                self._queue.extendleft(reversed(acts))
            case now:
                self._queue.extendleft(reversed([*acts, now]))

    def hold(self, prompt: str) -> None:
        if self._held is None:
            now = self._now
            frozen = isinstance(now, Say | Count | Rest | Resume)
            self._held = [Resume() if frozen else now, *self._queue] if now else [*self._queue]
            self._queue.clear()
            if frozen:
                self._queue.append(Hold())
        else:
            self._queue.clear()
        self._queue.extend((*self.course.book.say(prompt), Listen(STILL_HERE)))

    def release(self) -> None:
        if self._held is None:
            self.again()
            return
        held, self._held = self._held, None
        self._queue = deque(held)
        if held and isinstance(held[0], Listen) and self.course.scene:
            self._queue = deque(self.course.scene.prompt())

    def switch(self, acts: tuple[Act, ...]) -> None:
        # What was noted is already so: the record must not miss it.
        left = (act for act in (*self._queue, *(self._held or ())) if isinstance(act, Note))
        self._queue = deque([*left, *acts])
        self._held = None

    def linger(self) -> None:
        if isinstance(self._now, Listen):
            self._queue.appendleft(replace(self._now, patience=self._now.patience * LINGER))

    def skip(self) -> None:
        course = self.course
        if course.scene is None:
            self.switch(course.proceed())
        elif course.at not in self._needed and course.matters():
            self._needed.add(course.at)
            self.switch((*course.book.say("needed"), *course.scene.prompt()))
        else:
            self.switch(course.give_up())

    # --- reading ---

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
            return False
        if not self._answerable(reading):
            return False
        assert self.course.scene is not None
        self._follow(self.course.scene.hear(reading, sure))
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
            return self._lead(led)
        COMMANDS[id_](self)
        return True

    @property
    def _counting(self) -> bool:
        """A count is going on, from its beginning or after it was held."""
        return isinstance(self._now, Count) or (isinstance(self._now, Resume) and bool(self._count))

    @property
    def _frozen(self) -> bool:
        """Something is being held in the middle."""
        return Resume() in self._queue or Resume() in (self._held or ())

    def _at_count(self) -> Now:
        return Now(self._count, since(self._progress)) if self._count else Now()

    def _lead(self, led: Led) -> bool:
        """Do what a command of a stretch asks for; return whether the act is to be cut short."""
        match led:
            case Amended(count, said, after) if self._counting:
                self._count = count
                self._recent.append(said.text)
                self._beside.append(Amend(replace(count, aside=said.text)))
                self._queue.extendleft(reversed(after))
            case Amended(count, said, after):
                self._count = count
                self.aside((Amend(count), said, *after))
                return True
            case Aside(acts):
                self.aside(acts)
                return True
            case Elsewhere(acts):
                self.switch(acts)
                return True
            case Beside(acts):
                self._beside.extend(acts)
        return False

    def _answerable(self, reading: Reading) -> bool:
        """A question takes answers while it waits, and clear ones already while it is asked;
        an open one takes a story.
        """
        scene = self._open_scene()
        if scene is None:
            return False
        story = scene.question.expects == "open" and len(reading.text.split()) >= STORY
        clear = story or reading.decision == "accept"
        return self.waiting or (clear and self._now is not None)

    def _follow(self, move: Move) -> None:
        if self.course.waits(move):
            self.hold("waiting")
        elif isinstance(move, Answered) and move.meaning.kind == "command":
            self._command(move.meaning.id)
        else:
            self.switch(self.course.move(move))

    def _is_echo(self, utterance: Utterance) -> bool:
        """Tell if this is what was just being said, come back through the microphone.

        A command or danger phrase beside the echo is still heard.
        """
        if not utterance.over or not utterance.open:
            return False
        others = own_words.others(utterance.open, self._recent)
        if others == key(utterance.open):
            return False
        return self._always().gist(others).meaning is None

    def _is_backchannel(self, reading: Reading) -> bool:
        return not self.waiting and plain(reading.text) in self.course.script.backchannels

    # --- acts ---

    def _paced(self, act: Act) -> Act:
        if isinstance(act, Listen) and self._held is None:
            return replace(act, patience=act.patience * self.patience)
        return act

    def _reminder(self) -> tuple[Say, ...]:
        """After an aside, the open question in its short form."""
        scene = self.course.scene
        return (Say(scene.question.short),) if scene and self._held is None else ()
