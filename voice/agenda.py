"""What will be said and done next, what is held in the middle, and what a command does to it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from .acts import (
    Act,
    Amend,
    Count,
    Hold,
    Learn,
    Listen,
    Locate,
    Note,
    Rest,
    Resume,
    Say,
)
from .course import Course
from .led import Amended, Aside, Beside, Elsewhere, Led
from .past import Past
from .script import Script
from .types import Fault

STILL_HERE = 600.0
"""Seconds of waiting until the first chime."""

RECENT = 4
"""Sentences that may come back as an echo: what was said before is heard no more."""

SETTLED = (Note, Learn, Locate)
"""Acts that are done even if something else is said instead."""

LINGER = 1.5
"""How much longer it waits for someone who says that they are thinking."""


class Agenda:
    """The acts of one conversation.  `region` is a key of the script's regions; `last` tells what
    was said the last time (Course).  It is the stage of every command (commands.Stage).
    """

    def __init__(
        self, script: Script, region: str = "", last: Mapping[str, str] | None = None
    ) -> None:
        self.course = Course(script, region, last)
        self._queue: deque[Act] = deque(self.course.enter(script.start))
        self._now: Act | None = None
        self._said: list[Say] = []
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._held: list[Act] | None = None
        self._deaf = False
        """It is held because there is no microphone."""
        self._count: Count | None = None
        """The count that is going on, or is being held."""
        self._progress = 0.0
        self._beside: list[Act] = []
        self._needed: set[str] = set()

    @property
    def patience(self) -> float:
        """How many times the usual it waits for an answer."""
        return self.course.habits.patience

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

    def at_once(self, act: Act) -> None:
        self._beside.append(act)

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
        # What was noted, or asked for, is already so: it must not be missed.
        left = (act for act in (*self._queue, *(self._held or ())) if isinstance(act, SETTLED))
        self._queue = deque([*left, *acts])
        self._held = None

    def lead(self, led: Led) -> bool:
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

    def go_on(self, past: Past) -> None:
        """Go on where a conversation broke off."""
        self.switch(self.course.go_on(past))

    def failed(self, fault: Fault) -> None:
        """Pause while nothing can be heard, then go on in the same place.  Nothing that was not
        heard counts as silence, and what was being said is said again.
        """
        book = self.course.book
        if fault == "deaf":
            self._deaf = self._deaf or self._held is None
            self.hold("lost_microphone")
        elif self._deaf:
            self._deaf = False
            self.release()
            self._queue.extendleft(reversed(book.say("sound_back")))
        else:
            self.again(book.say("sound_back" if fault == "back" else "unheard"))

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

    @property
    def _counting(self) -> bool:
        """A count is going on, from its beginning or after it was held."""
        return isinstance(self._now, Count) or (isinstance(self._now, Resume) and bool(self._count))

    @property
    def _frozen(self) -> bool:
        """Something is being held in the middle."""
        return Resume() in self._queue or Resume() in (self._held or ())

    def _paced(self, act: Act) -> Act:
        if isinstance(act, Listen) and self._held is None:
            return replace(act, patience=act.patience * self.patience)
        return act

    def _reminder(self) -> tuple[Say, ...]:
        """After an aside, the open question in its short form."""
        scene = self.course.scene
        return (Say(scene.question.short),) if scene and self._held is None else ()
