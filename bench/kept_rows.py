"""Rows of a table that were measured before, kept in a file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .cost import Cost


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows: of which extent and commit they are, and how many minutes they took."""

    extent: str
    commit: str
    minutes: float
    rows: tuple[Cost, ...]


def kept(path: Path | None) -> dict[str, Part]:
    """Return the parts by name; none where there is no file yet."""
    text = path.read_text("utf-8") if path and path.is_file() else "{}"
    return {name: _part(**fields) for name, fields in json.loads(text).items()}


def keep(path: Path | None, parts: Mapping[str, Part]) -> None:
    if path:
        fields = {name: asdict(part) for name, part in parts.items()}
        path.write_text(json.dumps(fields, indent=1), "utf-8")


def _part(extent: str, commit: str, minutes: float, rows: list[dict[str, Any]]) -> Part:
    return Part(extent, commit, minutes, tuple(Cost(**row) for row in rows))
