"""Proving that a dialog is never too reassuring and never stuck: every answer is given.

For each finding that is an emergency, and each question that asks for it: however it is said,
in doubt, not said, or left out, the advice is the highest level.  No way leads to other advice
past a question for one of them.  Every way ends.  Every question can be answered, repeated,
explained and left out.
"""

from collections.abc import Iterator
from itertools import product

from .detours import Detours
from .errors import ScriptError
from .exploring import Explored, Explorer
from .person import SILENCE, Person, Way, telling
from .script import Option, Question, Script
from .speakable import speakable
from .walking import NONSENSE, Walk

LAST = 6
"""Answers that are told of a way that passes a question by."""

NO_ANSWERS = (
    Way("silence", (SILENCE,)),
    Way("nonsense", (NONSENSE,)),
    Way("silence and nonsense", (SILENCE, NONSENSE)),
)


def prove(script: Script) -> None:
    """Raise ScriptError at the first thing that is not so, with file, line and node."""
    for error in failures(script):
        raise error


def failures(script: Script) -> Iterator[ScriptError]:
    """Yield everything that is not so."""
    explored = Explorer(script).explore()
    yield from _ways_end(script, explored)
    yield from _never_passed(script, explored)
    yield from Detours(script, explored).failures()
    yield from _never_below(script, explored)
    yield from speakable(script)


def _ways_end(script: Script, explored: Explored) -> Iterator[ScriptError]:
    for name in explored.endless:
        yield script.nodes[name].place.error("is followed by speech without end")
    for name in explored.stuck:
        yield script.nodes[name].place.error("no answer leads to an end")


def _never_passed(script: Script, explored: Explored) -> Iterator[ScriptError]:
    for passed in explored.passed:
        *_, question = _asking(script, passed.finding)
        path = ", ".join(passed.path[-LAST:])
        yield question.place.error(
            f"is passed by on the way to advice, with {passed.finding} not ruled out: {path}"
        )


def _never_below(script: Script, explored: Explored) -> Iterator[ScriptError]:
    for finding in sorted(filter(script.rules.grave, script.rules.findings)):
        before = sorted({i for q in _asking(script, finding) for i in q.only_if})
        for question in _asking(script, finding):
            if question.name not in explored.first:
                yield question.place.error(f"is never reached, and asks for {finding}")
                continue
            walk = explored.first[question.name]
            for way, first in product(_ways(question, finding, script), before or [""]):
                person = Person(script.rules, finding, way, (first,))
                if not _enough(person, walk, script.rules.top):
                    ends = f"ends below {script.rules.top} for {finding}"
                    yield question.place.error(f"{way.name} {ends}")


def _asking(script: Script, finding: str) -> list[Question]:
    return [n for n in script.nodes.values() if isinstance(n, Question) and finding in n.asks]


def _enough(person: Person, walk: Walk, top: str) -> bool:
    other = walk.fork()
    return person.advised(other) and bool(other.levels) and other.levels[-1].id == top


def _ways(question: Question, finding: str, script: Script) -> Iterator[Way]:
    """Every way to have a finding and to be asked about it."""
    for option in question.options.values():
        if option in telling(question, finding) or finding in option.raises:
            yield from (Way(repr(text), (text,), then=True) for text in _said(option))
        elif (found := option.find.get(finding)) and found.state == "unsure":
            text = option.sentences[0].text
            yield Way(f"{text!r}, said twice,", (text,))
    yield from NO_ANSWERS
    yield Way("leaving it out", (script.commands["skip"][0].text,))


def _said(option: Option) -> Iterator[str]:
    """Every symptom; of a plain yes or a doubt the first and the last: the last is hedged."""
    plain = [s.text for s in option.sentences if s.meaning.kind != "symptom"]
    yield from (s.text for s in option.sentences if s.meaning.kind == "symptom")
    yield from dict.fromkeys([*plain[:1], *plain[-1:]])
