"""The dialog of a session of stretches by itself, without the questions before it."""

from dataclasses import replace

from .findings import Findings
from .script import Script, Telling

NOTHING = Findings()


def alone(script: Script, programme: str, known: Findings = NOTHING) -> Script:
    """Return a script that begins with this programme, or single move, and ends after it.

    `known` are findings from before.
    """
    nodes, ends = script.nodes, script.coaching.alone
    start, last = nodes[ends.start], nodes[ends.last]
    assert isinstance(start, Telling)
    assert isinstance(last, Telling)
    changed = {
        ends.start: replace(start, programme=programme, refused=ends.then),
        ends.last: replace(last, next=ends.then),
    }
    return replace(script, start=ends.start, nodes={**nodes, **changed}, known=known)
