"""No move can be shipped that lacks a part, or says what needs eyes."""

from pathlib import Path

import pytest

from tests.test_cli import ROOT
from voice import documents
from voice.errors import ScriptError
from voice.loading_stretches import stretch
from voice.stretch import PARTS

MOVES = sorted((ROOT / "dialogs" / "stretches").glob("*.yaml"))
LEVELS = ("easy", "standard", "long")


def without(path: Path, part: str) -> str:
    """The text of a move without one of its parts, whatever lines it takes."""
    kept, leaving = [], False
    for line in path.read_text("utf-8").splitlines():
        if line[:1].strip():
            leaving = line.startswith(f"{part}:")
        if not leaving:
            kept.append(line)
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize("part", [*PARTS, "name", "called", "work", "easier", "harder", "done"])
@pytest.mark.parametrize("path", MOVES, ids=lambda path: path.stem)
def test_a_move_without_a_part_is_refused_by_its_name(
    path: Path, part: str, tmp_path: Path
) -> None:
    broken = tmp_path / path.name
    broken.write_text(without(path, part), "utf-8")
    with pytest.raises(ScriptError, match=rf"{path.name}.*{part}"):
        stretch(path.stem, documents.read(broken), LEVELS)
