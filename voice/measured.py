"""What a number tells, as if it had been answered: eight is severe pain, nine days are long."""

from collections.abc import Iterator

from .script import Question, Script
from .types import Finding
from .words import key, number


def measures(script: Script) -> frozenset[str]:
    """Return the numbers that are asked for: score, age, days, hours."""
    return frozenset(question.measure for question in _asking(script))


def measured(script: Script, measure: str, value: int) -> tuple[Finding, ...]:
    """Return the findings that the first question for this number makes of it; none if it does
    not know such a number.
    """
    texts = {key(number(value)), f"{key(number(value))} {measure}"}
    for question in _asking(script):
        if question.measure == measure:
            for option in question.options.values():
                if any(key(s.text) in texts for s in option.sentences):
                    return tuple(_with(f, measure, value) for f in option.find.values())
    return ()


def _with(finding: Finding, measure: str, value: int) -> Finding:
    return Finding(finding.id, finding.state, {**finding.details, measure: value})


def _asking(script: Script) -> Iterator[Question]:
    return (n for n in script.nodes.values() if isinstance(n, Question) and n.measure)
