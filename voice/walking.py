"""Walking through a conversation by hand, and from one point of it in several ways."""

from collections import deque
from copy import copy
from dataclasses import is_dataclass
from typing import Any

from .acts import Act, End, Listen, Note, Say
from .dialog import Dialog
from .expectations import Expectations
from .moves import Move, Scene
from .script import Question
from .types import Expected, Level, Meaning, Utterance
from .words import plain

MOST_ACTS = 1000
"""From one answer that is awaited to the next; the longest stretch has under 300."""

NONSENSE = "xyzzy"
"""A word that means nothing in any dialog."""


class Endless(Exception):
    """Things are said without end: no answer is ever awaited."""


class Walk:
    """A conversation at a point where an answer is awaited, or at its end.

    `told` is what was said since the last answer, `levels` every level so far.
    """

    def __init__(self, dialog: Dialog) -> None:
        self.dialog = dialog
        self.told: tuple[str, ...] = ()
        self.levels: tuple[Level, ...] = ()
        self.over = False

    def fork(self) -> "Walk":
        """Return the same conversation, to go another way from here."""
        return fork(self)

    @property
    def at(self) -> str:
        return self.dialog.at

    @property
    def scene(self) -> Scene | None:
        return self.dialog.course.scene

    @property
    def question(self) -> Question:
        """The question that is open, in the words of the script."""
        scene = self.scene
        assert scene is not None
        node = self.dialog.course.script.nodes.get(scene.question.name)
        assert isinstance(node, Question)
        return node

    def expect(self) -> Expected:
        """Return what may be said here; it is worked out once for all walks."""
        return self.dialog.expected

    def say(self, words: str, p: float = 1.0) -> None:
        """Answer, in typed words; with less than 1, heard with that probability."""
        self.dialog.hear(_utterance(words, p))
        self.go_on()

    def understood(self, words: str) -> Meaning | None:
        """Return what these words mean here, if they are taken; nothing follows from it."""
        reading = self.dialog.read(_utterance(words, 1.0))
        return reading.meaning if reading.decision == "accept" else None

    def keep_silent(self) -> None:
        self.dialog.missed()
        self.go_on()

    def move(self, move: Move) -> None:
        """Answer in whatever words have this effect."""
        self.follow(self.dialog.course.move(move))

    def follow(self, acts: tuple[Act, ...]) -> None:
        self.dialog.switch(acts)
        self.go_on()

    def go_on(self) -> None:
        """Perform acts until an answer is awaited, or until the end.  Raises Endless."""
        told: list[str] = []
        for _ in range(MOST_ACTS):
            act = self.dialog.next()
            match act:
                case Say(text):
                    told.append(text)
                case Note(Level() as level):
                    self.levels = (*self.levels, level)
                case Listen(options=options) if options and self.dialog.course.coach.leading:
                    # "Ready" need not be said: the stretch begins after a while.
                    continue
                case Listen() | End():
                    self.told, self.over = tuple(told), isinstance(act, End)
                    return
        raise Endless


def _utterance(words: str, p: float) -> Utterance:
    return Utterance({plain(words): p}, words if p == 1.0 else "", p)


def begin(dialog: Dialog) -> Walk:
    walk = Walk(dialog)
    walk.go_on()
    return walk


def fork(walk: Walk) -> Walk:
    """Copy what changes in the course of a conversation; values, and what is made once, are
    shared.
    """
    forked: Walk = _forked(walk, {})
    return forked


def _forked(thing: Any, done: dict[int, Any]) -> Any:
    """`done` are the copies by what they were made of: what was one stays one."""
    if id(thing) in done:
        return done[id(thing)]
    if isinstance(thing, list | deque | set | dict):
        return copy(thing)
    if isinstance(thing, Expectations) or not _changes(thing):
        return thing
    other = done[id(thing)] = copy(thing)
    vars(other).update({name: _forked(part, done) for name, part in vars(thing).items()})
    return other


def _changes(thing: Any) -> bool:
    """A value is frozen; of this package, whatever else has attributes may change."""
    own = type(thing).__module__.startswith(f"{__package__}.") and hasattr(thing, "__dict__")
    frozen = is_dataclass(thing) and type(thing).__hash__ is not None
    return own and not frozen
