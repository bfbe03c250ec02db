"""Every file in tests/broken_words is one mistake in mentions, topics or measures.

They are written like those in tests/broken.
"""

import re
import shutil
from pathlib import Path

import pytest

from voice import checking_words, loading_measures
from voice.errors import ScriptError
from voice.shipped import SHIPPED

from .test_broken_dialogs import HEADS, head, raw

BROKEN = sorted((Path(__file__).parent / "broken_words").glob("*.txt"))


def check(folder: Path) -> None:
    checking_words.check(folder / "mentions.yaml", folder / "topics.yaml")
    loading_measures.load(folder / "measures.yaml")


def message(path: Path, folder: Path) -> str:
    """Lay the shipped files with this one mistake into a folder; return what is said of it."""
    mistake = head(path)
    assert tuple(mistake) == HEADS
    for name in ("mentions.yaml", "topics.yaml", "measures.yaml"):
        shutil.copy(SHIPPED / name, folder)
    file = folder / mistake["file"]
    old = file.read_bytes()
    assert old.count(raw(mistake["replace"])) == 1, f"{mistake['replace']!r} must stand there once"
    file.write_bytes(old.replace(raw(mistake["replace"]), raw(mistake["with"])))
    with pytest.raises(ScriptError) as caught:
        check(folder)
    return str(caught.value)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_mistake_is_told_with_its_place(path: Path, tmp_path: Path) -> None:
    """The number of the line is looked up in the file, not written down: words move."""
    said = message(path, tmp_path)
    place, expected = re.match(r"(\w+\.yaml):(\d+)(.*)", said), head(path)["says"]
    assert place, said
    assert f"{place[1]}{place[3]}" == expected
    changed = raw(head(path)["with"]) or raw(head(path)["replace"])
    lines = (tmp_path / place[1]).read_bytes().split(b"\n")
    near = b"\n".join(lines[max(0, int(place[2]) - 3) : int(place[2]) + 2])
    assert not head(path)["with"] or any(part in near for part in changed.split(b"\n") if part)


def test_what_is_shipped_has_no_mistake() -> None:
    check(SHIPPED)
