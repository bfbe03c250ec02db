"""Which moves, at which dose: from a programme, the findings, and how the last sessions went."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from .coaching import Coaching, Programme
from .findings import Findings
from .phrasebook import fill
from .rules import Rule, Rules
from .stretch import Stretch
from .timeline import Station


@dataclass(frozen=True, slots=True)
class Went:
    """How one session went: pain from 0 to 10 before and after, None where it was not told."""

    before: int | None
    after: int | None
    hurt: bool = False
    """It ended because something hurt."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done, and the moves left out, each with the reason."""

    stations: tuple[Station, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def refused(coaching: Coaching, rules: Rules, findings: Findings, level: str = "") -> str:
    """Return why no stretch may be led at all, "because you told me ..."; "" if one may."""
    for id_ in coaching.never.findings:
        if findings.present(id_):
            rule = next((r for r in rules.rules if r.needs_only(id_)), None)
            return _reason(coaching, rule, findings, coaching.findings.get(id_, ""))
    if level in coaching.never.levels:
        return _reason(coaching, next(iter(rules.fired(findings)), None), findings, "")
    return ""


def _reason(coaching: Coaching, rule: Rule | None, findings: Findings, own: str) -> str:
    if rule and not rule.said(findings):
        return fill(coaching.never.doubt, because=rule.doubt)
    return fill(coaching.never.told, because=rule.because if rule else own)


def programme(coaching: Coaching, name: str) -> Programme:
    """Return the programme of this name, or one of a single move.  Raises KeyError."""
    if name in coaching.programmes:
        return coaching.programmes[name]
    return Programme(name, 0, {coaching.stretches[name].id: coaching.alone.level})


def chosen(coaching: Coaching, moves: Mapping[str, str], findings: Findings) -> Chosen:
    """Take each move at the level of its dose; leave out what a finding forbids."""
    stations, left_out = [], []
    for id_, level in moves.items():
        stretch = coaching.stretches[id_]
        if because := forbidden(stretch, findings):
            left_out.append((stretch.name, because))
        else:
            doses = tuple(work.doses[level] for work in stretch.work)
            stations.append(heeded(Station(stretch, level, doses), findings))
    return Chosen(tuple(stations), tuple(left_out))


def dosed(coaching: Coaching, level: Callable[[str], str]) -> Coaching:
    """Return it with every programme, and every single move, at another level than the usual."""
    programmes = {
        name: replace(one, moves={move: level(usual) for move, usual in one.moves.items()})
        for name, one in coaching.programmes.items()
    }
    alone = replace(coaching.alone, level=level(coaching.alone.level))
    return replace(coaching, programmes=programmes, alone=alone)


def forbidden(stretch: Stretch, findings: Findings) -> str:
    """Return why this move is not for this person, or ""."""
    return next((c.because for c in stretch.never if findings.present(c.when)), "")


def heeded(station: Station, findings: Findings) -> Station:
    """Return the move as these findings ask for it."""
    notes = (c.say for c in station.stretch.change_if if findings.present(c.when))
    return replace(station, notes=tuple(dict.fromkeys((*station.notes, *notes))))


def progressed(coaching: Coaching, usual: str, sessions: Iterable[Went]) -> str:
    """Return the level of a dose after these sessions, the oldest first: one up after so many good
    ones in a row, one back after a bad one.  One without both scores is neither.
    """
    at, good = coaching.levels.index(usual), 0
    for went in sessions:
        if bad(coaching, went):
            at, good = max(at - 1, 0), 0
        else:
            good += went.before is not None and went.after is not None
        if good == coaching.progress.good:
            at, good = min(at + 1, len(coaching.levels) - 1), 0
    return coaching.levels[at]


def bad(coaching: Coaching, went: Went) -> bool:
    if went.before is None or went.after is None:
        return went.hurt
    return went.hurt or went.after - went.before >= coaching.progress.rise


def varied(station: Station, note: str) -> Station:
    """Return the move done an easier or a harder way."""
    return replace(station, notes=tuple(dict.fromkeys((*station.notes, note))))
