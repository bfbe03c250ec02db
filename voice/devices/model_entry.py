"""A mapping of a YAML file that knows on which line each of its values was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ..errors import InputError


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is the key it was found under, for messages.  Values are kept as written text."""

    path: Path
    name: str
    node: yaml.MappingNode

    def error(self, message: str, at: yaml.Node | None = None) -> InputError:
        line = (at or self.node).start_mark.line + 1
        name = f" {self.name}:" if self.name else ""
        return InputError(f"{self.path}:{line}:{name} {message}")

    def names(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self._pairs())

    def only(self, known: Iterable[str]) -> None:
        """Raise InputError when something else is written here: it would be ignored."""
        allowed = tuple(known)
        for key, value in self._pairs():
            if key not in allowed:
                raise self.error(f"{key!r} is not known here; known: {', '.join(allowed)}", value)

    def value(self, key: str) -> yaml.Node:
        """Raise InputError when `key` is missing."""
        for found, value in self._pairs():
            if found == key:
                return value
        raise self.error(f"{key!r} is missing")

    def text(self, key: str) -> str:
        node = self.value(key)
        if isinstance(node, yaml.ScalarNode) and str(node.value).strip():
            return str(node.value)
        raise self.error(f"{key!r} must be text", node)

    def number(self, key: str) -> int:
        """Return a whole number, 0 or more."""
        text = self.text(key)
        if text.isdecimal():
            return int(text)
        raise self.error(f"{key!r} must be a whole number, not {text!r}", self.value(key))

    def entry(self, key: str) -> "Entry":
        return self._entry(key, self.value(key))

    def entries(self, key: str) -> "Iterator[Entry]":
        node = self.value(key)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.error(f"{key!r} must be a list", node)
        for item in node.value:
            yield self._entry(key, item)

    def _entry(self, key: str, node: yaml.Node) -> "Entry":
        name = f"{self.name}.{key}" if self.name else key
        if not isinstance(node, yaml.MappingNode):
            raise self.error(f"{key!r} must be keys and values", node)
        return Entry(self.path, name, node)

    def _pairs(self) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key, value in self.node.value:
            name = str(key.value)
            if name in seen:
                raise self.error(f"{name!r} is written twice", key)
            seen.add(name)
            yield name, value


def read(path: Path) -> Entry:
    """Raise InputError when the file cannot be read or is not a mapping in YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path}: is not YAML: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{path}:1: must be names of models with what they need")
    return Entry(path, "", node)
