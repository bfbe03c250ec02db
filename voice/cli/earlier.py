"""What earlier sessions mean for stretches: what is known, and how large the doses are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..findings import Findings
from ..past import Past
from ..programme import Went, dosed, progressed
from ..script import Script

NOTHING = Findings()

GREW = "pain_grew"
"""The finding of a session that ended because it hurt."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was found in the last session with an advice, and since; the `level` it reached; and
    how each session of stretches went, the oldest first.
    """

    findings: Findings = NOTHING
    level: str = ""
    led: tuple[Went, ...] = ()


def earlier(last: Past | None, broken: Past | None, pasts: Iterable[Past]) -> Earlier:
    """`last` reached a level, `broken` broke off a moment ago, `pasts` are all that are kept."""
    findings = Findings()
    for past in filter(None, (last, broken)):
        for told in past.present:
            findings = findings.note(told.finding)
    return Earlier(findings, last.level if last else "", led(pasts))


def led(pasts: Iterable[Past]) -> tuple[Went, ...]:
    """How the sessions went in which stretches were led."""
    return tuple(_went(past) for past in pasts if past.moves or past.before is not None)


def _went(past: Past) -> Went:
    return Went(past.before, past.after, any(told.finding.id == GREW for told in past.present))


def progressing(script: Script, sessions: tuple[Went, ...]) -> Script:
    """Return the script with every dose as these sessions ask for it."""
    coaching = script.coaching
    today = dosed(coaching, lambda usual: progressed(coaching, usual, sessions))
    return replace(script, coaching=today)
