"""YAML that remembers where everything stands.

Every scalar is read as text, so `yes`, `no`, `on` and `010` mean what they look like.
A key that stands twice is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .errors import ScriptError


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `triage.yaml:41 saddle`."""

    file: str
    line: int
    node: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.node}".strip()

    def error(self, message: str) -> ScriptError:
        return ScriptError(f"{self}: {message}")


@dataclass(frozen=True, slots=True)
class Value:
    """One piece of a document: text, a list or a mapping; and its place."""

    place: Place
    content: "str | list[Value] | dict[str, Value]"

    def text(self, *, empty: bool = False) -> str:
        if not isinstance(self.content, str):
            raise self.place.error("must be text")
        text = " ".join(self.content.split())
        if not text and not empty:
            raise self.place.error("is empty")
        return text

    def number(self, least: float, most: float) -> float:
        try:
            value = float(self.text())
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise self.place.error(f"must be a number from {least:g} to {most:g}")
        return value

    def whole(self, least: int, most: int) -> int:
        value = self.number(least, most)
        if value != int(value):
            raise self.place.error("must be a whole number")
        return int(value)

    def texts(self) -> list[str]:
        """One text, or a list of them."""
        return [item.text() for item in self.listed()]

    def listed(self) -> "list[Value]":
        """One text, or the items of a list, each with its place."""
        return [self] if isinstance(self.content, str) else self.items()

    def items(self) -> "list[Value]":
        if not isinstance(self.content, list):
            raise self.place.error("must be a list")
        return self.content

    def mapping(self) -> "dict[str, Value]":
        if not isinstance(self.content, dict):
            raise self.place.error("must be a mapping")
        return self.content

    def fields(self, must: str = "", may: str = "") -> "dict[str, Value]":
        """Return the mapping, with all the keys it must have and none but those it may have."""
        content, required = self.mapping(), must.split()
        allowed = [*required, *may.split()]
        for name, value in content.items():
            if name not in allowed:
                raise value.place.error(f"unknown key {name!r}; may have {', '.join(allowed)}")
        if missing := [name for name in required if name not in content]:
            raise self.place.error(f"lacks {', '.join(missing)}")
        return content

    def named(self, node: str) -> "Value":
        """The same, its place and all below it carrying the name of a node."""
        place = Place(self.place.file, self.place.line, node)
        match self.content:
            case dict():
                return Value(place, {k: v.named(node) for k, v in self.content.items()})
            case list():
                return Value(place, [v.named(node) for v in self.content])
            case _:
                return Value(place, self.content)

    def __iter__(self) -> "Iterator[tuple[str, Value]]":
        return iter(self.mapping().items())


def read(path: Path, *, empty: bool = False) -> Value:
    """Read one document; if it may be `empty`, it is an empty text then.

    Raises ScriptError with file and line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ScriptError(f"{path.name}: cannot be read: {error.strerror}") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Place(path.name, line).error("is not UTF-8 text; save it as UTF-8") from error
    return parse(text, path.name, empty=empty)


class _Loader(yaml.SafeLoader):
    """Without aliases: a few of them in each other would make a document without end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="an alias (*) is not allowed", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


def parse(text: str, file: str, *, empty: bool = False) -> Value:
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Place(file, line).error(f"is not YAML: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise Place(file, line).error(f"is not YAML: {error.reason}") from error
    if node is None and not empty:
        raise Place(file, 1).error("is empty")
    if node is None:
        return Value(Place(file, 1), "")
    return _value(node, file)


def _composed(text: str) -> yaml.Node | None:
    """Compose with libyaml where PyYAML was built with it: fifteen times as fast.  What it finds
    wrong is read once more by PyYAML itself, which tells in plainer words what and where.
    """
    fast = getattr(yaml, "CSafeLoader", _Loader)
    try:
        if not any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, fast)):
            return yaml.compose(text, fast)
    except yaml.YAMLError:
        pass
    return yaml.compose(text, _Loader)


def _value(node: yaml.Node, file: str) -> Value:
    place = Place(file, node.start_mark.line + 1)
    match node:
        case yaml.MappingNode():
            return Value(place, _mapping(node, file))
        case yaml.SequenceNode():
            return Value(place, [_value(item, file) for item in node.value])
        case _:
            return Value(place, str(node.value))


def _mapping(node: yaml.MappingNode, file: str) -> dict[str, Value]:
    content: dict[str, Value] = {}
    for name, value in node.value:
        place = Place(file, name.start_mark.line + 1)
        if not isinstance(name, yaml.ScalarNode):
            raise place.error("a key must be text")
        if name.value in content:
            raise place.error(f"the key {name.value!r} stands twice")
        content[name.value] = Value(place, _value(value, file).content)
    return content
