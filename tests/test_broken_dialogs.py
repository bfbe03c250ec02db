r"""Every file in tests/broken is one mistake in the dialogs, and the message it must lead to.

A file has four lines.  `# file:` is the shipped file it changes, `# replace:` what stands there
(once; `*` is all of it), `# with:` what stands there instead, `# says:` the whole message.
In them `\n` is a new line and `\xff` a byte; `[+2]` in a message is the line two below the
one where the change begins.
"""

import re
import shutil
from pathlib import Path

import pytest

from voice.checking import check
from voice.errors import ScriptError
from voice.loading import load
from voice.shipped import SHIPPED

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.txt"))

HEADS = ("file", "replace", "with", "says")


def head(path: Path) -> dict[str, str]:
    """The four lines of one mistake."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [re.fullmatch(r"# (\w+): ?(.*)", line) for line in lines]
    return {part[1]: part[2] for part in parts if part}


def raw(text: str) -> bytes:
    r"""Text with \n and \xff as the bytes they stand for."""
    text = text.replace("\\n", "\n")
    pieces = re.split(r"\\x([0-9a-f]{2})", text)
    return b"".join(
        bytes.fromhex(piece) if n % 2 else piece.encode() for n, piece in enumerate(pieces)
    )


def broken(path: Path, folder: Path) -> Path:
    """Lay the shipped dialogs with this one mistake into a folder; return the dialog."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    mistake = head(path)
    assert tuple(mistake) == HEADS
    file = folder / mistake["file"]
    old = file.read_bytes() if mistake["replace"] == "*" else raw(mistake["replace"])
    assert file.read_bytes().count(old) == 1, f"{mistake['replace']!r} must stand there once"
    file.write_bytes(file.read_bytes().replace(old, raw(mistake["with"])))
    return folder / "triage.yaml"


def begins(path: Path) -> int:
    """The line of the shipped file at which the mistake begins."""
    mistake = head(path)
    if mistake["replace"] == "*":
        return 1
    before, _, _ = (SHIPPED / mistake["file"]).read_bytes().partition(raw(mistake["replace"]))
    return before.count(b"\n") + 1


def says(path: Path) -> str:
    """The message, its line counted out."""
    line = begins(path)
    return re.sub(r"\[([+-]\d+)\]", lambda m: str(line + int(m[1])), head(path)["says"])


def message(path: Path, folder: Path) -> str:
    dialog = broken(path, folder)
    with pytest.raises(ScriptError) as caught:
        check(load(dialog))
    return str(caught.value)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_mistake_is_told_with_its_place(path: Path, tmp_path: Path) -> None:
    assert message(path, tmp_path) == says(path)


def test_there_are_enough_and_all_tell_file_and_line() -> None:
    told = {path.stem: says(path) for path in BROKEN}
    assert len(told) >= 20
    assert all(re.match(r"\w+\.yaml:\d+[ :]", said) for said in told.values()), told


def test_what_is_shipped_has_no_mistake(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    check(load(tmp_path / "triage.yaml"))


def test_what_is_not_beside_the_dialog_is_taken_from_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    shutil.copy(SHIPPED / "triage.yaml", own)
    script = load(own)
    check(script)
    assert script.prompts == load().prompts
    assert script.nodes["saddle"].place.file == "mine.yaml"


def test_the_message_names_the_file_as_it_is_called(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    text = (SHIPPED / "triage.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("start: welcome", "start: hello"), encoding="utf-8")
    with pytest.raises(ScriptError, match=r"^mine\.yaml:\d+: goes to 'hello'"):
        check(load(own))


def test_a_dialog_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"^none\.yaml: cannot be read: No such file"):
        load(tmp_path / "none.yaml")
