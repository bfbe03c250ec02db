"""The words that simulated patients have: for each finding, and for each way to talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import documents
from .documents import Value

Steps = tuple[tuple[str, ...], ...]
"""What to choose from the first time, the second time ...; the last is for all later ones."""


@dataclass(frozen=True, slots=True)
class FindingWords:
    """`say` are statements that one has it; `choice` the same where a choice is asked for, and
    `absent` what is chosen without it.

    Whoever has it says yes when asked for those it `tells`.  Whoever has only this, and is asked
    for the graver one it stands `beside`, says what is in `but`.  What is `in_full` is told in a
    statement, with or without it: a mere yes could be taken either way.
    """

    say: tuple[str, ...]
    choice: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    tells: frozenset[str] = frozenset()
    beside: str = ""
    but: tuple[str, ...] = ()
    number: str = ""
    since: bool = False
    in_full: bool = False
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How someone talks: steps for yes, no, number, since and choice.

    To some every question is `anew`; others get plainer when a finding is asked for once more,
    even in another question.  One who `volunteers` tells what is wrong before being asked;
    `asks_back` is said once in place of an answer.
    """

    steps: Mapping[str, Steps]
    anew: bool = False
    volunteers: bool = False
    asks_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """How to say how many days ago it began, up to `most` days; `{n}` counts `unit` days."""

    most: int
    unit: int
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """One of `of` with this attribute at this value is also `finding`."""

    finding: str
    of: tuple[str, ...]
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class PatientWords:
    findings: Mapping[str, FindingWords]
    styles: Mapping[str, Style]
    spans: tuple[Span, ...]
    usual: Mapping[str, int]
    exact: frozenset[str]
    attributes: Mapping[str, tuple[str, ...]]
    legs: Mapping[str, str]
    derived: tuple[Derived, ...]
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is said around the findings: agree, leave, correct, nonsense, story ..."""


def load(path: Path) -> PatientWords:
    """Read the words.  Raises ScriptError with file and line."""
    parts = "findings styles since usual exact attributes legs derived lines"
    fields = documents.read(path).fields(parts)
    return PatientWords(
        findings={i: _finding(v.named(i)) for i, v in fields["findings"]},
        styles={i: _style(v.named(i)) for i, v in fields["styles"]},
        spans=tuple(_span(v) for v in fields["since"].items()),
        usual={i: v.whole(0, 100000) for i, v in fields["usual"]},
        exact=frozenset(fields["exact"].texts()),
        attributes={i: tuple(v.texts()) for i, v in fields["attributes"]},
        legs={i: v.text() for i, v in fields["legs"]},
        derived=tuple(_derived(v) for v in fields["derived"].items()),
        lines={i: tuple(v.texts()) for i, v in fields["lines"]},
    )


def _finding(value: Value) -> FindingWords:
    fields = value.fields("say", "choice absent tells beside but number since in_full usual")

    def texts(name: str) -> tuple[str, ...]:
        return tuple(fields[name].texts()) if name in fields else ()

    return FindingWords(
        say=texts("say"),
        choice=texts("choice"),
        absent=texts("absent"),
        tells=frozenset(texts("tells")),
        beside=fields["beside"].text() if "beside" in fields else "",
        but=texts("but"),
        number=fields["number"].text() if "number" in fields else "",
        since="since" in fields,
        in_full="in_full" in fields,
        usual=fields["usual"].whole(0, 100000) if "usual" in fields else None,
    )


def _style(value: Value) -> Style:
    fields = value.fields("yes no number since choice", "anew volunteers asks_back")
    steps = {i: _steps(fields[i]) for i in ("yes", "no", "number", "since", "choice")}
    asks = tuple(fields["asks_back"].texts()) if "asks_back" in fields else ()
    return Style(steps, "anew" in fields, "volunteers" in fields, asks)


def _steps(value: Value) -> Steps:
    return tuple(tuple(w.text(empty=True) for w in step.listed()) for step in value.items())


def _span(value: Value) -> Span:
    fields = value.fields("most say", "unit")
    unit = fields["unit"].whole(1, 1000) if "unit" in fields else 1
    return Span(fields["most"].whole(0, 100000), unit, tuple(fields["say"].texts()))


def _derived(value: Value) -> Derived:
    fields = value.fields("finding of attribute value")
    of = tuple(fields["of"].texts())
    finding, attribute, wanted = (fields[i].text() for i in ("finding", "attribute", "value"))
    return Derived(finding, of, attribute, wanted)
