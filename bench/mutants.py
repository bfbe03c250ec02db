"""A dialog with one thing taken out of it: a rule, a question, danger phrases, what is found.

Taking a question out is in unasked.py.  Nothing here is written to a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voice.loading import RAISE
from voice.rules import Rule
from voice.script import ONWARD, Question, Script, told

from .unasked import without


@dataclass(frozen=True, slots=True)
class Mutant:
    """`name` tells what is missing: "rule R4 (R4, R1)", "question saddle"."""

    name: str
    script: Script


def mutants(script: Script) -> Iterator[Mutant]:
    """Yield every one; the same ones in the same order each time."""
    yield from _rules(script)
    yield from _questions(script)
    yield from _danger(script)
    yield from _found(script)


def asked(script: Script) -> list[Question]:
    """Return the questions that stand in the files; those that confirm are made from the rules."""
    questions = [n for n in script.nodes.values() if isinstance(n, Question)]
    return [q for q in questions if q.next != ONWARD]


def _rules(script: Script) -> Iterator[Mutant]:
    for rule in script.rules.rules:
        when = ", ".join(" ".join(filter(None, (c.finding, c.word))) for c in rule.when)
        floor = RAISE if rule.raises else rule.floor
        yield Mutant(f"rule {rule.id} ({when}) {floor}", _without_rule(script, rule))


def _without_rule(script: Script, gone: Rule) -> Script:
    left = tuple(rule for rule in script.rules.rules if rule is not gone)
    needless = {
        told(c.finding) for c in gone.when if not any(rule.needs_only(c.finding) for rule in left)
    }
    nodes = {name: node for name, node in script.nodes.items() if name not in needless}
    return replace(script, rules=replace(script.rules, rules=left), nodes=nodes)


def _questions(script: Script) -> Iterator[Mutant]:
    for question in asked(script):
        yield Mutant(f"question {question.name}", without(script, question))


def _danger(script: Script) -> Iterator[Mutant]:
    for finding in dict.fromkeys(s.meaning.id for s in script.danger):
        left = tuple(s for s in script.danger if s.meaning.id != finding)
        yield Mutant(f"danger {finding}", replace(script, danger=left))


def _found(script: Script) -> Iterator[Mutant]:
    for question in asked(script):
        for name, option in question.options.items():
            if option.find:
                options = {**question.options, name: replace(option, find={})}
                changed = replace(question, options=options)
                nodes = {**script.nodes, question.name: changed}
                yield Mutant(f"answer {question.name} {name}", replace(script, nodes=nodes))
