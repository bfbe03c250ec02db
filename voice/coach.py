"""A stretch as a timeline: what is said, what is counted, where there is silence."""

from collections.abc import Iterator

from .acts import Act, Count, Rest, Say
from .documents import Value
from .words import number

PARTS = ("start", "contact", "movement", "feel", "stop")
"""What every stretch tells first, in this order."""


def timeline(stretch: Value) -> tuple[Act, ...]:
    """Unfold a stretch: its parts told, then its steps done.  Raises ScriptError."""
    fields = stretch.fields(f"name {' '.join(PARTS)} do done")
    told = [Say(text) for part in PARTS for text in fields[part].texts()]
    done = [act for step in fields["do"].items() for act in _step(step)]
    return (*told, *done, *(Say(text) for text in fields["done"].texts()))


def _step(step: Value) -> Iterator[Act]:
    if "repeat" in step.mapping():
        fields = step.fields("repeat do")
        times = fields["repeat"].whole(1, 20)
        for time in range(1, times + 1):
            for inner in fields["do"].items():
                for act in _step(inner):
                    yield _numbered(act, time, times)
        return
    fields = step.fields(may="say count every rest")
    if not fields:
        raise step.place.error("needs say, count, rest or repeat")
    if "say" in fields:
        yield from (Say(text) for text in fields["say"].texts())
    if "count" in fields:
        words = tuple(number(n) for n in range(1, fields["count"].whole(1, 60) + 1))
        every = fields["every"].number(0.5, 5) if "every" in fields else 1.0
        yield Count(words, every)
    if "rest" in fields:
        yield Rest(fields["rest"].number(0.1, 60))


def _numbered(act: Act, time: int, times: int) -> Act:
    """Put the number of the repetition into what is said: {time} of {times}."""
    if isinstance(act, Say):
        text = act.text.replace("{time}", number(time)).replace("{times}", number(times))
        return Say(text)
    return act
