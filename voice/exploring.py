"""Every way through a dialog, as far as it matters to the findings that are an emergency.

Two conversations count as one where they are at the same point, and the same is known of the
grave findings and of what decides whether a grave question is asked at all.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field

from .dialog import Dialog
from .moves import Answered, Confirmed, Move, Reask
from .outlook import Outlook
from .readback import ReadingBack
from .script import Option, Question, Script
from .types import Meaning
from .walking import Endless, Walk, begin

LAST_TIME = {"when": "last week", "score": "three"}
"""What a second conversation knows of the first."""

LEFT_OUT = "left out"

Act = Callable[[Walk], None]


@dataclass(frozen=True, slots=True)
class Passed:
    """Advice below the highest level was given, and a grave finding was neither asked for nor
    ruled out; `path` are the answers that led there.
    """

    finding: str
    path: tuple[str, ...]


@dataclass(slots=True)
class Explored:
    """What was found on all the ways.

    `first` is the first conversation that came to each question; `stuck` are questions from
    which no way leads to the end, `endless` those after which things are said without end;
    `points` are all that were reached.
    """

    first: dict[str, Walk] = field(default_factory=dict)
    passed: list[Passed] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    endless: list[str] = field(default_factory=list)
    points: frozenset[Hashable] = frozenset()


class Explorer:
    def __init__(self, script: Script) -> None:
        self._script = script
        self._outlook = Outlook(script)
        self._found = Explored()
        self._ahead: deque[tuple[Hashable, Walk, tuple[str, ...]]] = deque()
        self._from: dict[Hashable, set[Hashable]] = {}
        """Each point, and those that lead to it."""
        self._at: dict[Hashable, str] = {}

    def explore(self) -> Explored:
        self._reach("", begin(Dialog(self._script)), 0, ())
        self._reach("", begin(Dialog(self._script, last=LAST_TIME)), 0, ("a second time",))
        while self._ahead:
            key, walk, path = self._ahead.popleft()
            if walk.scene and not isinstance(walk.scene, ReadingBack):
                self._found.first.setdefault(walk.at, walk)
            for label, act in _answers(walk):
                self._go(key, walk, act, (*path, f"{walk.at} {label}"))
        self._found.points = frozenset(self._from)
        self._found.stuck = self._stuck()
        return self._found

    def _go(self, key: Hashable, walk: Walk, act: Act, path: tuple[str, ...]) -> None:
        other, levels = walk.fork(), len(walk.levels)
        try:
            act(other)
        except Endless:
            self._found.endless.append(walk.at)
        else:
            self._reach(key, other, levels, path)

    def _reach(self, before: Hashable, walk: Walk, levels: int, path: tuple[str, ...]) -> None:
        if any(level.id != self._script.rules.top for level in walk.levels[levels:]):
            known = walk.dialog.course.findings
            self._found.passed += [Passed(i, path) for i in self._outlook.unruled(known)]
        key = self._outlook.key(walk)
        if key not in self._from:
            self._from[key], self._at[key] = set(), "" if walk.over else walk.at
            if not walk.over:
                self._ahead.append((key, walk, path))
        self._from[key].add(before)

    def _stuck(self) -> list[str]:
        """Return where no way leads to the end."""
        ends = [key for key, at in self._at.items() if not at]
        good, ahead = set(ends), ends
        while ahead:
            new = self._from.get(ahead.pop(), set()) - good
            good |= new
            ahead.extend(new)
        return list(dict.fromkeys(at for key, at in self._at.items() if key not in good))


def _answers(walk: Walk) -> Iterator[tuple[str, Act]]:
    """Every answer to what is open, and none at all."""
    scene = walk.scene
    if isinstance(scene, ReadingBack):
        yield "read back: correct", _moving(Confirmed())
        yield "read back: different", _moving(Reask())
    elif scene is not None:
        for label, meaning in _meanings(walk.question):
            yield label, _moving(Answered(meaning, sure=True))
            # One "no" that was not clear at a time: each is read back by itself.
            if meaning.id == "no" and not walk.dialog.course.findings.doubts():
                yield f"{label}, unclear", _moving(Answered(meaning, sure=False))
        yield LEFT_OUT, lambda other: other.follow(other.dialog.course.give_up())
    else:
        yield "nothing, in a stretch", Walk.keep_silent


def _meanings(question: Question) -> Iterator[tuple[str, Meaning]]:
    """Each answer; of a number the least and the most."""
    for name, option in question.options.items():
        for meaning in _extremes(option):
            value = "" if meaning.value is None else f" {meaning.value}"
            yield f"{name}{value}", meaning


def _extremes(option: Option) -> list[Meaning]:
    said = sorted({s.meaning for s in option.sentences}, key=lambda m: m.value or 0)
    plain = [m for m in said if m.value is None][:1]
    numbers = [m for m in said if m.value is not None]
    return [*plain, *numbers[:1], *numbers[-1:]]


def _moving(move: Move) -> Act:
    return lambda walk: walk.move(move)
