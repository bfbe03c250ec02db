"""Leading a session of stretches: where it is, and what comes next.

Like the dialog it is told what was said and returns what to do.  leading.py holds what each
command does.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from .acts import Act, Note, Rest, Say
from .coaching import Coaching
from .counting import Ways
from .findings import Findings
from .noted import Ahead
from .opening import minutes, opening
from .phrasebook import fill
from .programme import chosen, forbidden, heeded, programme, refused, varied
from .rules import Rules
from .tally import Tally
from .timeline import Cue, Kind, Phase, Plan, Station, Where, timeline
from .types import Level

Acts = tuple[Act, ...]


class Coach:
    """One session.  `at` is the cue being performed; -1 before the first."""

    def __init__(self, coaching: Coaching, rules: Rules) -> None:
        self.coaching = coaching
        self.plan = Plan(())
        self.cues: tuple[Cue, ...] = ()
        self.at = -1
        self.refused = False
        self.tally = Tally(coaching)
        self.leading = False
        """Cues are being performed: its commands are understood."""
        self._rules = rules
        self._jumped = False
        self._programme = ""
        self._findings = Findings()

    # --- entering and leaving ---

    def open(self, name: str, findings: Findings, level: Level | None = None) -> Acts:
        """Choose what is done, and say it; or why nothing is (`refused`).

        `name` is a programme or a single move.
        """
        return self.open_at(Ahead(name, programme(self.coaching, name).moves), findings, level)

    def open_at(
        self, ahead: Ahead, findings: Findings, level: Level | None, *, resumed: bool = False
    ) -> Acts:
        """Choose these moves; `resumed` where they are what is left of a session that broke off."""
        coaching, self._findings = self.coaching, findings
        self.leading, self.refused, self.at = False, True, -1
        if because := refused(coaching, self._rules, findings, level.id if level else ""):
            return tuple(Say(fill(text, because=because)) for text in coaching.never.refusal)
        choice = chosen(coaching, ahead.moves, findings)
        self._programme = ahead.programme
        self.plan = replace(self.plan, stations=choice.stations)
        self.cues = timeline(coaching, self.plan)
        if not self.plan.stations:
            return tuple(Say(text) for text in coaching.never.nothing_left)
        self.refused = False
        return (self._ahead(0), *opening(coaching, choice, self.plan, resumed=resumed))

    def enter(self, do: str, findings: Findings) -> Acts:
        """Begin, or go on after something else.  `do` is begin, easier, skip or summary."""
        self._heed(findings)
        self.leading = do != "summary"
        enter: Mapping[str, Callable[[], Acts]] = {
            # What was cut short by something else is done again; what it rests from is done.
            "begin": lambda: () if self.phase == "rest" else self.again(),
            "easier": self.easier,
            "skip": self.skip,
            "summary": self.summary,
        }
        return enter[do]()

    def proceed(self) -> Acts | None:
        """Return the acts of the next cue; None when there is none."""
        if not self.leading:
            return None
        noted: Acts = ()
        if self.cue and not self._jumped:
            noted = self._performed(self.cue)
        self.at, self._jumped = self.at + 1, False
        if self.at >= len(self.cues):
            self.leading = False
            return noted or None
        if self.cues[self.at].kind == "next":
            noted = (*noted, self._ahead(self.where.move))
        return (*noted, *self.cues[self.at].acts)

    def _ahead(self, move: int) -> Note:
        """What is still to be done, from this move on: for the record."""
        moves = {station.stretch.id: station.level for station in self.plan.stations[move:]}
        return Note(Ahead(self._programme, moves))

    def _performed(self, cue: Cue) -> Acts:
        if cue.kind == "count":
            self.tally.counted()
        return self._over(done=True) if cue.kind == "done" else ()

    def _over(self, *, done: bool) -> Acts:
        """The current move is over: for the record and the summary."""
        return self.tally.over(self.station.stretch, done=done)

    def summary(self) -> Acts:
        """The stretches are over: what was done, and how the pain was."""
        return (
            *self._over(done=False),
            self._ahead(len(self.plan.stations)),
            *self.tally.summary(),
        )

    # --- where it is ---

    @property
    def cue(self) -> Cue | None:
        return self.cues[self.at] if 0 <= self.at < len(self.cues) else None

    @property
    def phase(self) -> Phase:
        return self.cue.phase if self.cue else "set-up"

    @property
    def where(self) -> Where:
        return self.cue.where if self.cue else Where(0)

    @property
    def station(self) -> Station:
        return self.plan.stations[self.where.move]

    def left(self) -> str:
        """Return how long it still takes: "four minutes"."""
        return minutes(act for cue in self.cues[max(self.at, 0) :] for act in cue.acts)

    # --- going elsewhere ---

    def goto(self, kind: Kind, where: Where) -> None:
        """Make the first cue of this kind, there or later, the next one; else the end."""
        found = (n for n, cue in enumerate(self.cues) if cue.kind == kind and cue.where >= where)
        self.at, self._jumped = next(found, len(self.cues)) - 1, True

    def repeat(self) -> None:
        """Make the cue that is going on the next one again."""
        self.at, self._jumped = max(-1, self.at - 1), True

    def again(self) -> Acts:
        """Do the same repetition, or tell what was told last, once more."""
        if self.phase == "set-up":
            self.repeat()
        else:
            self.goto("begin", self.where)
        return ()

    def lies_well(self) -> None:
        """Leave out what is left of lying down; once the movement was told, what is left of that,
        and of a rest.
        """
        ready = next(
            (n for n, c in enumerate(self.cues) if c.kind == "ready" and c.where == self.where), -1
        )
        if self.at < ready:
            self.at, self._jumped = ready, True
        else:
            self.goto("begin", self.where)

    def finish(self) -> None:
        self.at, self._jumped = len(self.cues), True

    def end(self) -> Acts:
        """Leave out all that is left."""
        over = self._over(done=False)
        self.finish()
        return over

    def skip(self) -> Acts:
        """Go to the next move."""
        last = self.where.move + 1 == len(self.plan.stations)
        name, over = "last_move" if last else "next", self._over(done=False)
        if last:
            self.finish()
        else:
            self.goto("next", Where(self.where.move + 1))
        return (*over, self.confirm(name))

    def easier(self) -> Acts:
        stretch = self.station.stretch
        if because := forbidden(stretch, self._findings):
            said = fill(self.coaching.never.left_out, move=stretch.name, because=because)
            return (Say(said), *self.skip())
        return self.vary("easier", stretch.easier)

    def vary(self, name: str, note: str) -> Acts:
        """Do this repetition again in another way; lying down goes on from where it was."""
        self.change(varied(self.station, note))
        self.again()
        follow = self.coaching.follow["movement"]
        return (self.confirm(name), Say(self.named(note)), Rest(follow))

    def change(self, changed: Station) -> None:
        """Do the current move in another way from now on; the place stays."""
        stations = list(self.plan.stations)
        stations[self.where.move] = changed
        self.compile(replace(self.plan, stations=tuple(stations)))

    def count(self, ways: Ways) -> None:
        """Count in another way from now on."""
        self.compile(replace(self.plan, ways=ways))

    def compile(self, plan: Plan) -> None:
        """Take another plan.  The place stays: the same cue among those of the same kind there."""
        cue, before = self.cue, self.cues[: max(self.at, 0)]
        self.plan, self.cues = plan, timeline(self.coaching, plan)
        if cue:
            alike = sum(c.kind == cue.kind and c.where == cue.where for c in before)
            spot = (cue.kind, cue.where)
            same = [n for n, c in enumerate(self.cues) if (c.kind, c.where) == spot]
            self.at = same[min(alike, len(same) - 1)]

    # --- words ---

    def confirm(self, name: str, **values: str) -> Say:
        return Say(fill(self.coaching.confirms[name], **values))

    def named(self, text: str) -> str:
        """Fill in the sides as they are now."""
        sides = self.station.sides
        at = min(self.where.side, 1)
        return fill(text, side=sides[at], other=sides[1 - at]) if sides else text

    def _heed(self, findings: Findings) -> None:
        """Something new is known: moves to come may be forbidden now, or done otherwise."""
        if not self.plan.stations or findings == self._findings:
            return
        self._findings, here = findings, self.where.move
        stations = tuple(
            heeded(one, findings)
            for n, one in enumerate(self.plan.stations)
            if n <= here or not forbidden(one.stretch, findings)
        )
        self.compile(replace(self.plan, stations=stations))
