"""The lines of a record, as values: what stands in each, and where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import RecordError

LONGEST = 1e7
"""Seconds: no session lasts for months."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One event of a record: `at` seconds after the beginning; `values` belong to its type."""

    file: str
    number: int
    at: float
    node: str
    type: str
    values: Mapping[str, Any]

    def error(self, message: str) -> RecordError:
        return damaged(self.file, self.number, message)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str):
            raise self.error(f"{name} must be text")
        return value

    def whole(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise self.error(f"{name} must be a whole number")
        return value

    def seconds(self, name: str) -> float:
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"{name} must be seconds")
        return float(value)

    def details(self) -> Mapping[str, int | str]:
        value = self.values.get("details", {})
        if not isinstance(value, dict) or not all(_is_detail(item) for item in value.values()):
            raise self.error("details must be whole numbers or words")
        return value

    def one_of(self, name: str, allowed: tuple[Any, ...]) -> Any:
        value = self.values.get(name)
        if value not in allowed:
            raise self.error(f"{name} must be one of {', '.join(map(str, allowed))}")
        return value

    def names(self, name: str) -> Mapping[str, str]:
        value = self.values.get(name)
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self.error(f"{name} must be a mapping of names")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"{name} must be a list of texts")
        return tuple(value)


Lines = list[RecordLine]


def _is_detail(value: object) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool)


def damaged(file: str, number: int, message: str) -> RecordError:
    return RecordError(f"{file}:{number}: is damaged: {message}")


def read_lines(file: str, raw: bytes) -> list[RecordLine]:
    """Read the bytes of one record.  A last line that was torn off while it was written is left
    out; what stands before it counts.

    Raises RecordError with file and line.
    """
    *whole, last = raw.split(b"\n")
    lines = [_read(file, n, text) for n, text in enumerate(whole, 1) if text.strip()]
    try:
        return [*lines, _read(file, len(whole) + 1, last)]
    except RecordError:
        return lines


def _read(file: str, number: int, raw: bytes) -> RecordLine:
    try:
        values = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise damaged(file, number, "not a line of JSON") from error
    match values:
        case {"at": int() | float() as at, "node": str(node), "type": str(type_)} if (
            0 <= at <= LONGEST
        ):
            return RecordLine(file, number, float(at), node, type_, values)
    raise damaged(file, number, "must have at (seconds), node and type")
