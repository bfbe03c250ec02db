"""Which moves, at which dose: from a programme, the findings, and how the last sessions went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .coaching import Coaching, Programme
from .findings import Findings
from .phrasebook import fill
from .rules import Rule, Rules
from .stretch import Dose, Stretch
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
    move = coaching.stretches[name]
    return Programme(name, 0, {move.id: "standard"})


def chosen(
    coaching: Coaching, moves: Mapping[str, str], findings: Findings, shift: int = 0
) -> Chosen:
    """Choose doses `shift` levels up or down; leave out what a finding forbids."""
    stations, left_out = [], []
    for id_, level in moves.items():
        stretch = coaching.stretches[id_]
        if because := forbidden(stretch, findings):
            left_out.append((stretch.name, because))
        else:
            doses = dosed(coaching, stretch, level, shift)
            stations.append(heeded(Station(stretch, doses), findings))
    return Chosen(tuple(stations), tuple(left_out))


def dosed(coaching: Coaching, stretch: Stretch, level: str, shift: int) -> tuple[Dose, ...]:
    name = shifted(coaching, level, shift)
    return tuple(work.doses[name] for work in stretch.work)


def shifted(coaching: Coaching, level: str, shift: int) -> str:
    """Return the level so many steps up or down, as far as there are any."""
    at = coaching.levels.index(level) + shift
    return coaching.levels[min(max(at, 0), len(coaching.levels) - 1)]


def forbidden(stretch: Stretch, findings: Findings) -> str:
    """Return why this move is not for this person, or ""."""
    return next((c.because for c in stretch.never if findings.present(c.when)), "")


def heeded(station: Station, findings: Findings) -> Station:
    """Return the move as these findings ask for it."""
    notes = (c.say for c in station.stretch.change_if if findings.present(c.when))
    return replace(station, notes=tuple(dict.fromkeys((*station.notes, *notes))))


def shift(coaching: Coaching, sessions: Iterable[Went]) -> int:
    """Return how many levels up or down the next session is: one up after two good ones in a
    row, one back after a bad one, the oldest first.
    """
    found, good = 0, 0
    for went in sessions:
        if bad(coaching, went):
            found, good = max(found - 1, -len(coaching.levels)), 0
        else:
            good += 1
        if good == coaching.progress.good:
            found, good = min(found + 1, len(coaching.levels)), 0
    return found


def bad(coaching: Coaching, went: Went) -> bool:
    if went.before is None or went.after is None:
        return went.hurt
    return went.hurt or went.after - went.before >= coaching.progress.rise


def varied(station: Station, note: str) -> Station:
    """Return the move done an easier or a harder way."""
    return replace(station, notes=tuple(dict.fromkeys((*station.notes, note))))
