"""What earlier sessions mean for one of stretches: how hard it is, and where it goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..coaching import Coaching
from ..devices.sessions import Sessions
from ..findings import Findings
from ..past import Past
from ..programme import Went, shift

NOTHING = Findings()

GREW = "pain_grew"
"""The finding of a session that ended because it hurt."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """`shift` is levels up or down; `done` are moves of a session that broke off a moment ago,
    `resumes` its name; `level` is the last one that was advised.
    """

    findings: Findings = NOTHING
    level: str = ""
    shift: int = 0
    done: tuple[str, ...] = ()
    resumes: str = ""


def earlier(coaching: Coaching, sessions: Sessions, now: datetime) -> Earlier:
    """Look through the record.  Raises RecordError when it can't be read."""
    last, broken = sessions.last(now), sessions.unfinished(now)
    led = [went(past) for past in sessions.all() if past.moves or past.before is not None]
    going_on = broken is not None and bool(broken.moves)
    return Earlier(
        findings=_present(last),
        level=last.level if last else "",
        shift=shift(coaching, led),
        done=broken.moves if broken and going_on else (),
        resumes=broken.id if broken and going_on else "",
    )


def went(past: Past) -> Went:
    return Went(past.before, past.after, any(told.finding.id == GREW for told in past.present))


def _present(past: Past | None) -> Findings:
    findings = Findings()
    for told in past.present if past else ():
        findings = findings.note(told.finding)
    return findings


def left(moves: Iterable[str], done: Iterable[str]) -> tuple[str, ...]:
    """Return the moves to come; all of them where those that were done are not the first."""
    ahead, before = tuple(moves), tuple(done)
    return ahead[len(before) :] if before == ahead[: len(before)] and before != ahead else ahead
