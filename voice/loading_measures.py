"""Reading measures.yaml: the words for days, scores and sides."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from . import documents
from .ages import Ages
from .documents import Value
from .durations import Durations, Times
from .measures import Measures
from .scores import Scale, Scores
from .shipped import SHIPPED
from .sides import PARTS, Sides
from .words import key

MEASURES = SHIPPED / "measures.yaml"

_TIMES = "counts units bare fixed about about_times weekdays week_before worse between each"
_SCALE = (
    "not_before not_after before unsure_after unsure_before scale nothing after_nothing worst half"
    " most"
)

LONGEST = 36525
"""Days: a hundred years."""


def load(path: Path = MEASURES) -> Measures:
    """Read what measures.yaml says.  Raises ScriptError naming file and line."""
    document = documents.read(path).fields("durations ages scores sides")
    lists = {name: v.texts() for name, v in document["sides"].fields(PARTS).items()}
    return Measures(
        Durations(_times(document["durations"])),
        Ages(_phrases(document["ages"].fields("instead")["instead"])),
        Scores(_scale(document["scores"])),
        Sides(lists),
    )


@cache
def shipped() -> Measures:
    """What comes with the program, read once."""
    return load()


def _times(value: Value) -> Times:
    fields = value.fields(_TIMES)
    return Times(
        counts=_days(fields["counts"]),
        units=_days(fields["units"]),
        bare=_days(fields["bare"]),
        fixed=_days(fields["fixed"]),
        about=_phrases(fields["about"]),
        about_times=fields["about_times"].number(1, 10),
        weekdays=_phrases(fields["weekdays"]),
        week_before=_phrases(fields["week_before"]),
        worse=_phrases(fields["worse"]),
        between=_phrases(fields["between"]),
        each=_phrases(fields["each"]),
    )


def _scale(value: Value) -> Scale:
    fields = value.fields(_SCALE)
    return Scale(
        not_before=_phrases(fields["not_before"]),
        not_after=_phrases(fields["not_after"]),
        before=_phrases(fields["before"]),
        unsure_after=_phrases(fields["unsure_after"]),
        scale=_phrases(fields["scale"]),
        unsure_before=_phrases(fields["unsure_before"]),
        nothing=_phrases(fields["nothing"]),
        after_nothing=_phrases(fields["after_nothing"]),
        worst=_phrases(fields["worst"]),
        half=_phrases(fields["half"]),
        most=fields["most"].whole(1, 100),
    )


def _days(value: Value) -> Mapping[str, float]:
    return {words: days.number(0, LONGEST) for words, days in value}


def _phrases(value: Value) -> tuple[str, ...]:
    return tuple(key(words) for words in value.texts())
