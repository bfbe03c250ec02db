"""A programme as a timeline of cues: what is told, counted and left silent, in turn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from .acts import Act, Count, Listen, Rest, Say
from .coaching import Coaching
from .counting import Ways, count
from .phrasebook import fill
from .stretch import PARTS, Dose, Stretch, Work
from .words import number

Kind = Literal[
    "next", "ready", "told", "change", "begin", "count", "release", "rest", "done", "between"
]

Phase = Literal["set-up", "hold", "rest"]

PHASES: Mapping[Kind, Phase] = {"begin": "hold", "count": "hold", "release": "rest", "rest": "rest"}
"""Everything else is set-up."""

HALFWAY_FROM, LAST_THREE_FROM = 4, 5
"""Repetitions from which half way, and the last three, are told."""


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in the timeline: which move, side, work and time; time 0 is before the first."""

    move: int
    side: int = 0
    work: int = 0
    time: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    kind: Kind
    where: Where
    acts: tuple[Act, ...]

    @property
    def phase(self) -> Phase:
        return PHASES.get(self.kind, "set-up")

    @property
    def count(self) -> Count | None:
        return next((act for act in self.acts if isinstance(act, Count)), None)


@dataclass(frozen=True, slots=True)
class Station:
    """One move of a programme, as it is to be done: its doses at this level, one for each work;
    `notes` are said after how it is done.
    """

    stretch: Stretch
    level: str
    doses: tuple[Dose, ...]
    notes: tuple[str, ...] = ()
    swapped: bool = False
    """The other side comes first."""

    @property
    def sides(self) -> tuple[str, ...]:
        return self.stretch.sides[::-1] if self.swapped else self.stretch.sides


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and how it is counted."""

    stations: tuple[Station, ...]
    ways: Ways = field(default_factory=Ways)


def timeline(coaching: Coaching, plan: Plan) -> tuple[Cue, ...]:
    """Compile a plan: every cue in turn, with the seconds that belong to it."""
    return tuple(cue for n in range(len(plan.stations)) for cue in _move(coaching, plan, n))


def _move(coaching: Coaching, plan: Plan, n: int) -> Iterator[Cue]:
    station, where = plan.stations[n], Where(n)
    stretch = station.stretch
    if n:
        yield Cue("between", where, (Rest(coaching.between_moves),))
    yield Cue("next", where, (Say(stretch.called),))
    sides = station.sides or ("",)
    for side in range(len(sides)):
        names = {"side": sides[side], "other": sides[1 - side] if station.sides else ""}
        yield from _side(coaching, plan, Where(n, side), names)
    yield Cue("done", Where(n, len(sides)), _told(stretch.done, coaching.follow["done"]))


def _side(coaching: Coaching, plan: Plan, at: Where, names: Mapping[str, str]) -> Iterator[Cue]:
    station = plan.stations[at.move]
    stretch = station.stretch
    if at.side:
        yield Cue("change", at, _told(fill(stretch.change, **names), coaching.follow["change"]))
    else:
        yield from _setting_up(coaching, station, at, names)
    for n, (work, dose) in enumerate(zip(stretch.work, station.doses, strict=True)):
        for time in range(1, dose.times + 1):
            where = Where(at.move, at.side, n, time)
            yield from _once(coaching, plan.ways, work, dose, where, names)


def _setting_up(
    coaching: Coaching, station: Station, at: Where, names: Mapping[str, str]
) -> Iterator[Cue]:
    """Tell how it is done.  Once the person lies well, they say so, or 15 s are over."""
    for part in PARTS:
        for line in station.stretch.told[part]:
            yield Cue("told", at, _told(fill(line, **names), coaching.follow[part]))
        if part == "contact":
            asked = tuple(Say(text) for text in coaching.says["ready"])
            wait = Listen(coaching.get_ready, options=("ready",))
            yield Cue("ready", at, (*asked, wait))
        if part == "movement":
            for note in station.notes:
                yield Cue("told", at, _told(fill(note, **names), coaching.follow[part]))


def _once(
    coaching: Coaching,
    ways: Ways,
    work: Work,
    dose: Dose,
    where: Where,
    names: Mapping[str, str],
) -> Iterator[Cue]:
    number_ = _number(coaching, where.time, dose.times)
    yield Cue("begin", where, (*number_, Say(fill(work.begin, **names))))
    yield Cue("count", where, (count(coaching.counting, work.count, dose.hold, ways),))
    yield Cue("release", where, (Say(fill(work.release, **names)),))
    if where.time < dose.times:
        yield Cue("rest", where, (Rest(work.rest),))


def _number(coaching: Coaching, time: int, times: int) -> tuple[Say, ...]:
    name = "number"
    if times == 1:
        return ()
    if time == times:
        name = "last_one"
    elif times >= LAST_THREE_FROM and time == times - 2:
        name = "last_three"
    elif times >= HALFWAY_FROM and time == times // 2 + 1:
        name = "halfway"
    return tuple(Say(fill(text, time=number(time))) for text in coaching.says[name])


def _told(text: str, seconds: float) -> tuple[Act, ...]:
    return (Say(text), Rest(seconds)) if seconds else (Say(text),)
