"""What can be said while a stretch is led, and what it does in each phase.

During a hold a change is made in the count that is going on, from one of its next beats, and is
confirmed between two beats.  Only what cannot be told in three words, or is another movement,
breaks the count: it is held at its exact place, or begun anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from .acts import Adjust, Rest, Say
from .coach import Acts, Coach
from .counting import Ways, spliced
from .led import Amended, Aside, Beside, Elsewhere, Led, Now
from .phrasebook import fill
from .programme import varied
from .stretch import PARTS, Dose
from .timeline import Where
from .words import number

Command = Callable[[Coach, Now], Led | None]


def _noted(coach: Coach, now: Now, name: str, after: Acts = (), **values: str) -> Led:
    """Only confirm: the next counts are as they are now compiled, and so is this one."""
    said = coach.confirm(name, **values)
    fresh = coach.cue.count if coach.cue else None
    if now.count is None or fresh is None:
        return Aside((*after, said))
    amended = spliced(now.count, fresh, now.since)
    return Amended(amended, said, after)


def _ready(coach: Coach, now: Now) -> Led:
    cue = coach.cue
    if now.count is not None:
        return _noted(coach, now, "ready")
    if cue and cue.kind == "ready":
        return Elsewhere((coach.confirm("ready"),))
    if cue is None or cue.kind == "begin":
        return Elsewhere(())
    coach.lies_well()
    return Elsewhere((coach.confirm("ready"),))


def _skip(coach: Coach, now: Now) -> Led:  # noqa: ARG001
    return Elsewhere(coach.skip())


def _back(coach: Coach, now: Now) -> Led:  # noqa: ARG001
    at = coach.where
    begun = at > Where(at.move)
    coach.goto("next", Where(at.move if begun else max(0, at.move - 1)))
    return Elsewhere((coach.confirm("back"),))


def _again(coach: Coach, now: Now) -> Led:  # noqa: ARG001
    return Elsewhere((*coach.again(), coach.confirm("again")))


def _length(name: str, limit: str, by: int) -> Command:
    def command(coach: Coach, now: Now) -> Led:
        old = coach.station
        doses = tuple(
            _lengthened(coach, dose, by, work.count == "hold")
            for work, dose in zip(old.stretch.work, old.doses, strict=True)
        )
        coach.change(replace(old, doses=doses))
        return _noted(coach, now, name if doses != old.doses else limit)

    return command


def _lengthened(coach: Coach, dose: Dose, by: int, seconds: bool) -> Dose:
    steps = coach.coaching.steps
    if not seconds:
        return replace(dose, hold=max(1, dose.hold + by))
    hold = dose.hold + by * steps.longer
    return replace(dose, hold=min(max(hold, steps.hold_least), steps.hold_most))


def _pace(name: str, limit: str, by: int) -> Command:
    def command(coach: Coach, now: Now) -> Led:
        steps, ways = coach.coaching.steps, coach.plan.ways
        pace = ways.pace * steps.pace**-by
        if not steps.pace_least <= pace <= steps.pace_most:
            return _noted(coach, now, limit)
        coach.count(replace(ways, pace=pace))
        return _noted(coach, now, name, (Adjust("rate", by),))

    return command


def _counted(name: str, change: Callable[[Ways], Ways]) -> Command:
    def command(coach: Coach, now: Now) -> Led:
        coach.count(change(coach.plan.ways))
        return _noted(coach, now, name)

    return command


def _vary(name: str, note: Callable[[Coach], str]) -> Command:
    def command(coach: Coach, now: Now) -> Led:  # noqa: ARG001
        """A repetition that is going on is done anew; else it holds from the next one on."""
        text = note(coach)
        if coach.phase == "hold":
            return Elsewhere(coach.vary(name, text))
        coach.change(varied(coach.station, text))
        return Aside((coach.confirm(name), Say(coach.named(text))))

    return command


def _other_side(coach: Coach, now: Now) -> Led:
    """While lying down, the other side comes first; later, it is done next."""
    station, at = coach.station, coach.where
    if not station.sides:
        return _noted(coach, now, "no_side")
    if at.time == 0 and at.side == 0:
        coach.change(replace(station, swapped=not station.swapped))
        coach.repeat()
        return Elsewhere((coach.confirm("side"),))
    other = 0 if at.side else 1
    coach.goto("begin", Where(at.move, other))
    names = {"side": station.sides[other], "other": station.sides[1 - other]}
    follow = Rest(coach.coaching.follow["change"])
    return Elsewhere((coach.confirm("side"), Say(fill(station.stretch.change, **names)), follow))


def _how_long(coach: Coach, now: Now) -> Led:
    left = coach.left()
    return _noted(coach, now, "how_long", minutes=left[0].upper() + left[1:])


def _tell(*parts: str) -> Command:
    def command(coach: Coach, now: Now) -> Led:  # noqa: ARG001
        told = coach.station.stretch.told
        lines = [line for part in parts for line in told[part]]
        notes = coach.station.notes if "movement" in parts else ()
        return Aside(tuple(Say(coach.named(line)) for line in (*lines, *notes)))

    return command


def _say(name: str) -> Command:
    def command(coach: Coach, now: Now) -> Led:  # noqa: ARG001
        return Aside(tuple(Say(text) for text in coach.coaching.says[name]))

    return command


def _where(coach: Coach, now: Now) -> Led:  # noqa: ARG001
    at, of = number(coach.where.move + 1), number(len(coach.plan.stations))
    move = coach.station.stretch.name
    said = (fill(text, at=at, of=of, move=move) for text in coach.coaching.says["where"])
    return Aside(tuple(Say(text) for text in said))


def _adjust(what: Literal["volume", "voice"], by: int) -> Command:
    def command(coach: Coach, now: Now) -> Led | None:
        """Heard by itself during a count; else by the last sentence, said again."""
        adjust, cue = Adjust(what, by), coach.cue
        if now.count:
            return Beside((adjust,))
        if cue and cue.kind == "ready":
            return Aside((adjust, *(act for act in cue.acts if isinstance(act, Say))))
        return None

    return command


def _enough(coach: Coach, now: Now) -> Led:  # noqa: ARG001
    return Elsewhere((*coach.end(), coach.confirm("enough")))


LEADING: Mapping[str, Command] = {
    "continue": _ready,
    "skip": _skip,
    "back": _back,
    "repeat": _again,
    "longer": _length("longer", "longest", 1),
    "shorter": _length("shorter", "shortest", -1),
    "slower": _pace("slower", "slowest", -1),
    "faster": _pace("faster", "fastest", 1),
    "easier": _vary("easier", lambda coach: coach.station.stretch.easier),
    "harder": _vary("harder", lambda coach: coach.station.stretch.harder),
    "other_side": _other_side,
    "how_long": _how_long,
    "what_do": _tell("movement"),
    "describe": _tell(*PARTS[:3]),
    "feel": _tell("feel"),
    "count_down": _counted("count_down", lambda ways: replace(ways, down=True)),
    "count_up": _counted("count_up", lambda ways: replace(ways, down=False)),
    "beep": _counted("beep", lambda ways: replace(ways, sound="tone")),
    "tick": _counted("tick", lambda ways: replace(ways, sound="tick")),
    "aloud": _counted("aloud", lambda ways: replace(ways, sound="word")),
    "enough": _enough,
    "louder": _adjust("volume", 1),
    "quieter": _adjust("volume", -1),
    "voice": _adjust("voice", 1),
    "help": _say("help"),
    "where": _where,
}


def command(coach: Coach, id_: str, now: Now) -> Led | None:
    """Return what a command does now; None if it is not one of a stretch, or none is led."""
    if not coach.leading or id_ not in LEADING:
        return None
    return LEADING[id_](coach, now)
