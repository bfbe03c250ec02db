"""Reading word classes and patterns of them, each mistake with its place."""

from collections.abc import Iterable, Mapping, Sequence

from .documents import Value
from .grammar import PARTS, Grammar
from .patterns import Pattern, parse
from .vocabulary import spelled

Classes = Mapping[str, Sequence[str]]
"""Word classes by name, their entries as written."""


def read_grammar(value: Value) -> Grammar:
    return Grammar({name: tuple(v.texts()) for name, v in value.fields(PARTS).items()})


def read_classes(value: Value) -> dict[str, Sequence[str]]:
    """Read classes.  Raises ScriptError at an entry that can never be found."""
    return {name: read_entries(item.named(name)) for name, item in value}


def read_pattern(value: Value, classes: Classes) -> Pattern:
    """Read one pattern.  Raises ScriptError when it is empty or names an unknown class."""
    pattern = parse(value.text())
    if any(not name for chain in pattern.chains for element in chain for name in element):
        raise value.place.error(f"{pattern.text!r} has an empty place in it")
    for name in sorted(pattern.classes):
        if not name.startswith("'") and name not in classes:
            raise value.place.error(f"{pattern.text!r}: {name!r} is not among the words")
    return pattern


def read_patterns(value: Value, classes: Classes) -> tuple[Pattern, ...]:
    """Read a list of patterns, none of them twice."""
    found: dict[str, Pattern] = {}
    for item in value.listed():
        pattern = read_pattern(item, classes)
        if pattern.text in found:
            raise item.place.error(f"the pattern {pattern.text!r} stands twice")
        found[pattern.text] = pattern
    return tuple(found.values())


def classes_used(patterns: Value) -> frozenset[str]:
    """The classes that a list of patterns names."""
    return frozenset(name for item in patterns.listed() for name in parse(item.text()).classes)


def quoted(patterns: Iterable[Pattern]) -> Classes:
    """The words in quotes, each as a class of its own."""
    names = {name for pattern in patterns for name in pattern.classes if name.startswith("'")}
    return {name: (name.strip("'"),) for name in names}


def read_entries(value: Value) -> Sequence[str]:
    found: dict[str, None] = {}
    for item in value.listed():
        entry = item.text()
        if not spelled(entry):
            raise item.place.error(f"{entry!r} holds no word")
        if entry in found:
            raise item.place.error(f"{entry!r} stands twice")
        found[entry] = None
    return tuple(found)
